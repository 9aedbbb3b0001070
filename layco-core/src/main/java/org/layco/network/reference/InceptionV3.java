package org.layco.network.reference;

import java.util.List;
import org.layco.network.Network;

/** C. Szegedy et al., CVPR 2016, without the auxiliary classifier; modules and names as in torchvision. */
final class InceptionV3 {
    private final TopologyBuilder net = new TopologyBuilder("inception_v3", 3, 299);

    private InceptionV3() {}

    static Network network() {
        return new InceptionV3().build();
    }

    private Network build() {
        FeatureTensor x = square("Conv2d_1a_3x3", net.image(), 32, 3, 0, 2);
        x = square("Conv2d_2a_3x3", x, 32, 3, 0, 1);
        x = square("Conv2d_2b_3x3", x, 64, 3, 1, 1);
        x = net.maxPool(x, 3, 2, 0);
        x = point("Conv2d_3b_1x1", x, 80);
        x = square("Conv2d_4a_3x3", x, 192, 3, 0, 1);
        x = net.maxPool(x, 3, 2, 0);
        x = moduleA("Mixed_5b", x, 32);
        x = moduleA("Mixed_5c", x, 64);
        x = moduleA("Mixed_5d", x, 64);
        x = moduleB("Mixed_6a", x);
        x = moduleC("Mixed_6b", x, 128);
        x = moduleC("Mixed_6c", x, 160);
        x = moduleC("Mixed_6d", x, 160);
        x = moduleC("Mixed_6e", x, 192);
        x = moduleD("Mixed_7a", x);
        x = moduleE("Mixed_7b", x);
        x = moduleE("Mixed_7c", x);
        return net.network(net.linear("fc", net.globalAverage(x), 1000).output());
    }

    /** 35 x 35: 1x1, 5x5, two 3x3, pooling. */
    private FeatureTensor moduleA(String name, FeatureTensor x, int pooled) {
        FeatureTensor one = point(name + ".branch1x1", x, 64);
        FeatureTensor five = square(name + ".branch5x5_2", point(name + ".branch5x5_1", x, 48), 64, 5, 2, 1);
        FeatureTensor twice = square(name + ".branch3x3dbl_2", point(name + ".branch3x3dbl_1", x, 64), 96, 3, 1, 1);
        twice = square(name + ".branch3x3dbl_3", twice, 96, 3, 1, 1);
        return net.concatenation(List.of(one, five, twice, poolBranch(name, x, pooled)));
    }

    /** From 35 x 35 to 17 x 17. */
    private FeatureTensor moduleB(String name, FeatureTensor x) {
        FeatureTensor three = square(name + ".branch3x3", x, 384, 3, 0, 2);
        FeatureTensor twice = square(name + ".branch3x3dbl_2", point(name + ".branch3x3dbl_1", x, 64), 96, 3, 1, 1);
        twice = square(name + ".branch3x3dbl_3", twice, 96, 3, 0, 2);
        return net.concatenation(List.of(three, twice, net.maxPool(x, 3, 2, 0)));
    }

    /** 17 x 17: 7x7 kernels as a row and a column. */
    private FeatureTensor moduleC(String name, FeatureTensor x, int width) {
        FeatureTensor one = point(name + ".branch1x1", x, 192);
        FeatureTensor seven = row(name + ".branch7x7_2", point(name + ".branch7x7_1", x, width), width, 7);
        seven = column(name + ".branch7x7_3", seven, 192, 7);
        FeatureTensor twice = column(name + ".branch7x7dbl_2", point(name + ".branch7x7dbl_1", x, width), width, 7);
        twice = row(name + ".branch7x7dbl_3", twice, width, 7);
        twice = column(name + ".branch7x7dbl_4", twice, width, 7);
        twice = row(name + ".branch7x7dbl_5", twice, 192, 7);
        return net.concatenation(List.of(one, seven, twice, poolBranch(name, x, 192)));
    }

    /** From 17 x 17 to 8 x 8. */
    private FeatureTensor moduleD(String name, FeatureTensor x) {
        FeatureTensor three = square(name + ".branch3x3_2", point(name + ".branch3x3_1", x, 192), 320, 3, 0, 2);
        FeatureTensor seven = row(name + ".branch7x7x3_2", point(name + ".branch7x7x3_1", x, 192), 192, 7);
        seven = column(name + ".branch7x7x3_3", seven, 192, 7);
        seven = square(name + ".branch7x7x3_4", seven, 192, 3, 0, 2);
        return net.concatenation(List.of(three, seven, net.maxPool(x, 3, 2, 0)));
    }

    /** 8 x 8: branches that end in a row and a column side by side. */
    private FeatureTensor moduleE(String name, FeatureTensor x) {
        FeatureTensor one = point(name + ".branch1x1", x, 320);
        FeatureTensor three = point(name + ".branch3x3_1", x, 384);
        FeatureTensor threeRow = row(name + ".branch3x3_2a", three, 384, 3);
        FeatureTensor threeColumn = column(name + ".branch3x3_2b", three, 384, 3);
        FeatureTensor twice = square(name + ".branch3x3dbl_2", point(name + ".branch3x3dbl_1", x, 448), 384, 3, 1, 1);
        FeatureTensor twiceRow = row(name + ".branch3x3dbl_3a", twice, 384, 3);
        FeatureTensor twiceColumn = column(name + ".branch3x3dbl_3b", twice, 384, 3);
        return net.concatenation(List.of(one, threeRow, threeColumn, twiceRow, twiceColumn, poolBranch(name, x, 192)));
    }

    private FeatureTensor poolBranch(String name, FeatureTensor x, int outputs) {
        return point(name + ".branch_pool", net.averagePool(x, 3, 1, 1), outputs);
    }

    private FeatureTensor point(String name, FeatureTensor x, int outputs) {
        return net.convolution(name, x, outputs).relu().output();
    }

    private FeatureTensor square(String name, FeatureTensor x, int outputs, int kernel, int padding, int stride) {
        return net.convolution(name, x, outputs)
                .kernel(kernel, padding)
                .stride(stride)
                .relu()
                .output();
    }

    private FeatureTensor row(String name, FeatureTensor x, int outputs, int kernel) {
        return net.convolution(name, x, outputs)
                .kernel(1, kernel, 0, kernel / 2)
                .relu()
                .output();
    }

    private FeatureTensor column(String name, FeatureTensor x, int outputs, int kernel) {
        return net.convolution(name, x, outputs)
                .kernel(kernel, 1, kernel / 2, 0)
                .relu()
                .output();
    }
}
