package org.layco.network.reference;

import java.util.ArrayList;
import java.util.List;
import org.layco.network.Network;

/** Networks whose branches are concatenated: SqueezeNet, GoogLeNet, DenseNet. */
final class BranchingNetworks {
    private static final int IMAGENET_SIZE = 224;
    private static final int IMAGENET_CLASSES = 1000;
    private static final int[] DENSE_BLOCKS = {6, 12, 24, 16};
    private static final int GROWTH = 32;

    private BranchingNetworks() {}

    /** F. Iandola et al., arXiv 1602.07360, version 1.0. */
    static Network squeezeNet() {
        TopologyBuilder net = new TopologyBuilder("squeezenet1_0", 3, IMAGENET_SIZE);
        FeatureTensor x = net.convolution("conv1", net.image(), 96)
                .kernel(7, 0)
                .stride(2)
                .relu()
                .output();
        x = net.maxPoolToTheEdge(x, 3, 2, 0);
        x = fire(net, "fire2", x, 16, 64);
        x = fire(net, "fire3", x, 16, 64);
        x = fire(net, "fire4", x, 32, 128);
        x = net.maxPoolToTheEdge(x, 3, 2, 0);
        x = fire(net, "fire5", x, 32, 128);
        x = fire(net, "fire6", x, 48, 192);
        x = fire(net, "fire7", x, 48, 192);
        x = fire(net, "fire8", x, 64, 256);
        x = net.maxPoolToTheEdge(x, 3, 2, 0);
        x = fire(net, "fire9", x, 64, 256);
        x = net.convolution("conv10", x, IMAGENET_CLASSES).relu().output();
        return net.network(net.globalAverage(x));
    }

    private static FeatureTensor fire(TopologyBuilder net, String name, FeatureTensor input, int squeezed, int each) {
        FeatureTensor x =
                net.convolution(name + ".squeeze", input, squeezed).relu().output();
        FeatureTensor narrow =
                net.convolution(name + ".expand1x1", x, each).relu().output();
        FeatureTensor wide = net.convolution(name + ".expand3x3", x, each)
                .kernel(3, 1)
                .relu()
                .output();
        return net.concatenation(List.of(narrow, wide));
    }

    /** C. Szegedy et al., CVPR 2015, with BatchNorm and 3x3 in place of 5x5 kernels, as in torchvision. */
    static Network googLeNet() {
        TopologyBuilder net = new TopologyBuilder("googlenet", 3, IMAGENET_SIZE);
        FeatureTensor x = net.convolution("conv1", net.image(), 64)
                .kernel(7, 3)
                .stride(2)
                .relu()
                .output();
        x = net.maxPoolToTheEdge(x, 3, 2, 0);
        x = net.convolution("conv2", x, 64).relu().output();
        x = net.convolution("conv3", x, 192).kernel(3, 1).relu().output();
        x = net.maxPoolToTheEdge(x, 3, 2, 0);
        x = inception(net, "inception3a", x, 64, 96, 128, 16, 32, 32);
        x = inception(net, "inception3b", x, 128, 128, 192, 32, 96, 64);
        x = net.maxPoolToTheEdge(x, 3, 2, 0);
        x = inception(net, "inception4a", x, 192, 96, 208, 16, 48, 64);
        x = inception(net, "inception4b", x, 160, 112, 224, 24, 64, 64);
        x = inception(net, "inception4c", x, 128, 128, 256, 24, 64, 64);
        x = inception(net, "inception4d", x, 112, 144, 288, 32, 64, 64);
        x = inception(net, "inception4e", x, 256, 160, 320, 32, 128, 128);
        x = net.maxPoolToTheEdge(x, 2, 2, 0);
        x = inception(net, "inception5a", x, 256, 160, 320, 32, 128, 128);
        x = inception(net, "inception5b", x, 384, 192, 384, 48, 128, 128);
        return net.network(
                net.linear("fc", net.globalAverage(x), IMAGENET_CLASSES).output());
    }

    /** An inception module; its widths in the order of the paper's Table 1. */
    private static FeatureTensor inception(TopologyBuilder net, String name, FeatureTensor x, int... widths) {
        FeatureTensor one =
                net.convolution(name + ".branch1", x, widths[0]).relu().output();
        FeatureTensor two =
                net.convolution(name + ".branch2.0", x, widths[1]).relu().output();
        two = net.convolution(name + ".branch2.1", two, widths[2])
                .kernel(3, 1)
                .relu()
                .output();
        FeatureTensor three =
                net.convolution(name + ".branch3.0", x, widths[3]).relu().output();
        three = net.convolution(name + ".branch3.1", three, widths[4])
                .kernel(3, 1)
                .relu()
                .output();
        FeatureTensor four = net.maxPoolToTheEdge(x, 3, 1, 1);
        four = net.convolution(name + ".branch4.1", four, widths[5]).relu().output();
        return net.concatenation(List.of(one, two, three, four));
    }

    /** G. Huang et al., CVPR 2017: growth 32, bottlenecks of four times the growth, half the maps after each block. */
    static Network denseNet121() {
        TopologyBuilder net = new TopologyBuilder("densenet121", 3, IMAGENET_SIZE);
        FeatureTensor x = net.convolution("conv0", net.image(), 64)
                .kernel(7, 3)
                .stride(2)
                .relu()
                .output();
        x = net.maxPool(x, 3, 2, 1);
        for (int block = 0; block < DENSE_BLOCKS.length; block++) {
            List<FeatureTensor> features = new ArrayList<>(List.of(x));
            for (int i = 0; i < DENSE_BLOCKS[block]; i++) {
                features.add(denseLayer(net, "denseblock%d.denselayer%d".formatted(block + 1, i + 1), features));
            }
            x = net.concatenation(features);
            if (block < DENSE_BLOCKS.length - 1) {
                FeatureTensor halved = net.convolution(
                                "transition%d.conv".formatted(block + 1), net.normalisedRelu(x), x.channels() / 2)
                        .output();
                x = net.averagePool(halved, 2, 2, 0);
            }
        }
        FeatureTensor pooled = net.globalAverage(net.normalisedRelu(x));
        return net.network(net.linear("classifier", pooled, IMAGENET_CLASSES).output());
    }

    private static FeatureTensor denseLayer(TopologyBuilder net, String name, List<FeatureTensor> features) {
        FeatureTensor x = net.normalisedRelu(net.concatenation(features));
        x = net.convolution(name + ".conv1", x, 4 * GROWTH).relu().output();
        return net.convolution(name + ".conv2", x, GROWTH).kernel(3, 1).output();
    }
}
