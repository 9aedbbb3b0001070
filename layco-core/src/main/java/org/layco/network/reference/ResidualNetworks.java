package org.layco.network.reference;

import org.layco.network.Network;

/** Networks with residual connections: ResNet, ResNeXt, MobileNetV2. */
final class ResidualNetworks {
    private static final int IMAGENET_SIZE = 224;
    private static final int IMAGENET_CLASSES = 1000;
    private static final int CIFAR_SIZE = 32;
    private static final int CIFAR_CLASSES = 10;
    /** Outputs of a bottleneck per output of its narrowest layer. */
    private static final int EXPANSION = 4;

    /** Rows of Table 2 of the MobileNetV2 paper: expansion, outputs, repetitions, stride. */
    private static final int[][] INVERTED_RESIDUALS = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    private ResidualNetworks() {}

    /** K. He et al., CVPR 2016, with projections where a block changes the shape. */
    static Network resNet18() {
        TopologyBuilder net = new TopologyBuilder("resnet18", 3, IMAGENET_SIZE);
        FeatureTensor x = imageNetStem(net);
        for (int stage = 0; stage < 4; stage++) {
            for (int i = 0; i < 2; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                x = basicBlock(net, "layer%d.%d".formatted(stage + 1, i), x, 64 << stage, stride, 1);
            }
        }
        return net.network(
                net.linear("fc", net.globalAverage(x), IMAGENET_CLASSES).output());
    }

    /**
     * For CIFAR-10, as MNSIM 2.0 simulates it (Z. Zhu et al., GLSVLSI 2020): pooled behind the first layer, projections of 3x3, and
     * a hidden layer in the classifier.
     */
    static Network resNet18Cifar10() {
        TopologyBuilder net = new TopologyBuilder("resnet18_cifar10", 3, CIFAR_SIZE);
        FeatureTensor x =
                net.convolution("conv1", net.image(), 64).kernel(3, 1).relu().output();
        x = net.maxPool(x, 2, 2, 0);
        for (int stage = 0; stage < 4; stage++) {
            for (int i = 0; i < 2; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                x = basicBlock(net, "layer%d.%d".formatted(stage + 1, i), x, 64 << stage, stride, 3);
            }
        }
        x = net.linear("fc1", net.flatten(x), 512).relu().output();
        return net.network(net.linear("fc2", x, CIFAR_CLASSES).output());
    }

    private static FeatureTensor basicBlock(
            TopologyBuilder net, String name, FeatureTensor input, int outputs, int stride, int projection) {
        FeatureTensor x = net.convolution(name + ".conv1", input, outputs)
                .kernel(3, 1)
                .stride(stride)
                .relu()
                .output();
        LayerBuilder last = net.convolution(name + ".conv2", x, outputs).kernel(3, 1);
        return residual(net, name, input, last, outputs, stride, projection);
    }

    /** K. He et al., CVPR 2016, with the stride in the 3x3 layers (torchvision's version 1.5). */
    static Network resNet50() {
        return bottlenecks("resnet50", 1, 1, 3, 4, 6, 3);
    }

    /** As ResNet-50, deeper. */
    static Network resNet152() {
        return bottlenecks("resnet152", 1, 1, 3, 8, 36, 3);
    }

    /** S. Xie et al., CVPR 2017: 32 groups of 4 channels. */
    static Network resNeXt50() {
        return bottlenecks("resnext50_32x4d", 32, 2, 3, 4, 6, 3);
    }

    private static Network bottlenecks(String name, int groups, int widening, int... blocks) {
        TopologyBuilder net = new TopologyBuilder(name, 3, IMAGENET_SIZE);
        FeatureTensor x = imageNetStem(net);
        for (int stage = 0; stage < blocks.length; stage++) {
            for (int i = 0; i < blocks[stage]; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                int outputs = (64 << stage) * EXPANSION;
                String block = "layer%d.%d".formatted(stage + 1, i);
                x = bottleneck(net, block, x, (64 << stage) * widening, outputs, stride, groups);
            }
        }
        return net.network(
                net.linear("fc", net.globalAverage(x), IMAGENET_CLASSES).output());
    }

    /** S. Xie et al., CVPR 2017, Section 5.3: 29 layers, 8 groups of 64 channels, for CIFAR-10. */
    static Network resNeXt29() {
        TopologyBuilder net = new TopologyBuilder("resnext29_8x64d", 3, CIFAR_SIZE);
        FeatureTensor x =
                net.convolution("conv1", net.image(), 64).kernel(3, 1).relu().output();
        for (int stage = 0; stage < 3; stage++) {
            for (int i = 0; i < 3; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                String block = "stage%d.%d".formatted(stage + 1, i);
                x = bottleneck(net, block, x, (8 * 64) << stage, 256 << stage, stride, 8);
            }
        }
        return net.network(net.linear("fc", net.globalAverage(x), CIFAR_CLASSES).output());
    }

    private static FeatureTensor imageNetStem(TopologyBuilder net) {
        return net.maxPool(
                net.convolution("conv1", net.image(), 64)
                        .kernel(7, 3)
                        .stride(2)
                        .relu()
                        .output(),
                3,
                2,
                1);
    }

    private static FeatureTensor bottleneck(
            TopologyBuilder net, String name, FeatureTensor input, int width, int outputs, int stride, int groups) {
        FeatureTensor x = net.convolution(name + ".conv1", input, width).relu().output();
        x = net.convolution(name + ".conv2", x, width)
                .kernel(3, 1)
                .stride(stride)
                .groups(groups)
                .relu()
                .output();
        return residual(net, name, input, net.convolution(name + ".conv3", x, outputs), outputs, stride, 1);
    }

    /**
     * The last layer of a block and its shortcut: the later of the two adds what the other made.
     *
     * @param projection kernel of the shortcut's layer, where it has one
     */
    private static FeatureTensor residual(
            TopologyBuilder net,
            String name,
            FeatureTensor input,
            LayerBuilder last,
            int outputs,
            int stride,
            int projection) {
        if (stride == 1 && input.channels() == outputs) {
            return last.add(input).relu().output();
        }
        FeatureTensor main = last.output();
        return net.convolution(name + ".downsample", input, outputs)
                .kernel(projection, projection / 2)
                .stride(stride)
                .add(main)
                .relu()
                .output();
    }

    /** K. He et al., CVPR 2016, Section 4.2: for CIFAR-10, shortcuts without parameters (option A). */
    static Network resNet20() {
        return cifarResNet("resnet20", 3);
    }

    /** As ResNet-20, with nine blocks a stage. */
    static Network resNet56() {
        return cifarResNet("resnet56", 9);
    }

    private static Network cifarResNet(String name, int blocks) {
        TopologyBuilder net = new TopologyBuilder(name, 3, CIFAR_SIZE);
        FeatureTensor x =
                net.convolution("conv1", net.image(), 16).kernel(3, 1).relu().output();
        for (int stage = 0; stage < 3; stage++) {
            for (int i = 0; i < blocks; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                int outputs = 16 << stage;
                String block = "layer%d.%d".formatted(stage + 1, i);
                FeatureTensor inner = net.convolution(block + ".conv1", x, outputs)
                        .kernel(3, 1)
                        .stride(stride)
                        .relu()
                        .output();
                FeatureTensor shortcut = stride == 1 ? x : net.slicedAndPadded(x, stride, outputs);
                x = net.convolution(block + ".conv2", inner, outputs)
                        .kernel(3, 1)
                        .add(shortcut)
                        .relu()
                        .output();
            }
        }
        return net.network(net.linear("fc", net.globalAverage(x), CIFAR_CLASSES).output());
    }

    /** M. Sandler et al., CVPR 2018. */
    static Network mobileNetV2() {
        TopologyBuilder net = new TopologyBuilder("mobilenet_v2", 3, IMAGENET_SIZE);
        FeatureTensor x = net.convolution("stem", net.image(), 32)
                .kernel(3, 1)
                .stride(2)
                .relu6()
                .output();
        int block = 1;
        for (int[] row : INVERTED_RESIDUALS) {
            for (int i = 0; i < row[2]; i++) {
                x = invertedResidual(net, "block" + block++, x, row[0], row[1], i == 0 ? row[3] : 1);
            }
        }
        x = net.convolution("head", x, 1280).relu6().output();
        return net.network(
                net.linear("classifier", net.globalAverage(x), IMAGENET_CLASSES).output());
    }

    private static FeatureTensor invertedResidual(
            TopologyBuilder net, String name, FeatureTensor input, int expansion, int outputs, int stride) {
        int width = input.channels() * expansion;
        FeatureTensor x = expansion == 1
                ? input
                : net.convolution(name + ".expand", input, width).relu6().output();
        x = net.convolution(name + ".depthwise", x, width)
                .kernel(3, 1)
                .stride(stride)
                .groups(width)
                .relu6()
                .output();
        LayerBuilder projection = net.convolution(name + ".project", x, outputs);
        boolean residual = stride == 1 && input.channels() == outputs;
        return residual ? projection.add(input).output() : projection.output();
    }
}
