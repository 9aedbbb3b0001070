package org.layco.cost;

import java.util.ArrayList;
import java.util.List;
import org.layco.network.MvmShape;

/** The 20 layers of ResNet-20 for CIFAR-10 (K. He et al., CVPR 2016): each reads a feature map of its own. */
final class ResNet20Shapes {
    private ResNet20Shapes() {}

    static List<MvmShape> all() {
        List<MvmShape> shapes = new ArrayList<>();
        shapes.add(convolution(3, 32, 16, 1));
        int channels = 16;
        int size = 32;
        for (int block = 0; block < 9; block++) {
            int stride = block == 3 || block == 6 ? 2 : 1;
            shapes.add(convolution(channels, size, channels * stride, stride));
            channels *= stride;
            size /= stride;
            shapes.add(convolution(channels, size, channels, 1));
        }
        shapes.add(MvmShape.fullyConnected(channels, 10, 1));
        return shapes;
    }

    private static MvmShape convolution(int channels, int size, int outputs, int stride) {
        return new MvmShape(channels, size, size, outputs, 3, 3, stride, stride, 1, 1, 1, 1, 1, 1, 1);
    }
}
