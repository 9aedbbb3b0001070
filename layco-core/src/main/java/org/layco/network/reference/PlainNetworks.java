package org.layco.network.reference;

import org.layco.network.Network;

/** Networks without branches: LeNet, AlexNet and VGG. */
final class PlainNetworks {
    private static final int IMAGENET_SIZE = 224;
    private static final int IMAGENET_CLASSES = 1000;
    private static final int CIFAR_SIZE = 32;
    private static final int CIFAR_CLASSES = 10;
    private static final int[] VGG_CHANNELS = {64, 128, 256, 512, 512};
    private static final int[] VGG8_CHANNELS = {128, 256, 512};
    private static final int[] VGG8_CONVOLUTIONS = {2, 2, 2};
    private static final int[] VGG16_CONVOLUTIONS = {2, 2, 3, 3, 3};
    private static final int[] VGG19_CONVOLUTIONS = {2, 2, 4, 4, 4};

    private PlainNetworks() {}

    /** One tower (A. Krizhevsky, arXiv 1404.5997), as in torchvision. */
    static Network alexNet() {
        TopologyBuilder net = new TopologyBuilder("alexnet", 3, IMAGENET_SIZE);
        FeatureTensor x = net.convolution("conv1", net.image(), 64)
                .kernel(11, 2)
                .stride(4)
                .relu()
                .output();
        x = net.maxPool(x, 3, 2, 0);
        x = net.convolution("conv2", x, 192).kernel(5, 2).relu().output();
        x = net.maxPool(x, 3, 2, 0);
        x = threeConvolutions(net, x);
        x = net.flatten(net.maxPool(x, 3, 2, 0));
        return classifier(net, x, 4096, IMAGENET_CLASSES);
    }

    /** For CIFAR-10 (W. Yang, pytorch-classification): AlexNet's convolutions and a single fully connected layer. */
    static Network alexNetCifar10() {
        TopologyBuilder net = new TopologyBuilder("alexnet_cifar10", 3, CIFAR_SIZE);
        FeatureTensor x = net.convolution("conv1", net.image(), 64)
                .kernel(11, 5)
                .stride(4)
                .relu()
                .output();
        x = net.maxPool(x, 2, 2, 0);
        x = net.convolution("conv2", x, 192).kernel(5, 2).relu().output();
        x = net.maxPool(x, 2, 2, 0);
        x = threeConvolutions(net, x);
        x = net.flatten(net.maxPool(x, 2, 2, 0));
        return net.network(net.linear("fc", x, CIFAR_CLASSES).output());
    }

    private static FeatureTensor threeConvolutions(TopologyBuilder net, FeatureTensor input) {
        FeatureTensor x =
                net.convolution("conv3", input, 384).kernel(3, 1).relu().output();
        x = net.convolution("conv4", x, 256).kernel(3, 1).relu().output();
        return net.convolution("conv5", x, 256).kernel(3, 1).relu().output();
    }

    /** Configuration D of K. Simonyan and A. Zisserman, ICLR 2015. */
    static Network vgg16() {
        return vgg("vgg16", IMAGENET_SIZE, VGG16_CONVOLUTIONS, 4096, IMAGENET_CLASSES);
    }

    /** Configuration E. */
    static Network vgg19() {
        return vgg("vgg19", IMAGENET_SIZE, VGG19_CONVOLUTIONS, 4096, IMAGENET_CLASSES);
    }

    /** Configuration D for CIFAR-10 with BatchNorm and hidden layers of 512 (Y. Chen, pytorch-cifar-models). */
    static Network vgg16Cifar10() {
        return vgg("vgg16_cifar10", CIFAR_SIZE, VGG16_CONVOLUTIONS, 512, CIFAR_CLASSES);
    }

    /** For CIFAR-10, as NeuroSim simulates it (X. Peng et al., IEDM 2019; NetWork_VGG8.csv): no BatchNorm, one hidden layer. */
    static Network vgg8Cifar10() {
        TopologyBuilder net = new TopologyBuilder("vgg8_cifar10", 3, CIFAR_SIZE);
        FeatureTensor x = stages(net, net.image(), VGG8_CHANNELS, VGG8_CONVOLUTIONS);
        x = net.linear("fc1", net.flatten(x), 1024).relu().output();
        return net.network(net.linear("fc2", x, CIFAR_CLASSES).output());
    }

    /** For CIFAR-10, as MNSIM 2.0 simulates it (Z. Zhu et al., GLSVLSI 2020): LeNet-5 with Relu, its third layer a convolution. */
    static Network leNetCifar10() {
        TopologyBuilder net = new TopologyBuilder("lenet_cifar10", 3, CIFAR_SIZE);
        FeatureTensor x =
                net.convolution("conv1", net.image(), 6).kernel(5, 0).relu().output();
        x = net.maxPool(x, 2, 2, 0);
        x = net.convolution("conv2", x, 16).kernel(5, 0).relu().output();
        x = net.maxPool(x, 2, 2, 0);
        x = net.convolution("conv3", x, 120).kernel(5, 0).relu().output();
        x = net.linear("fc1", net.flatten(x), 84).relu().output();
        return net.network(net.linear("fc2", x, CIFAR_CLASSES).output());
    }

    private static Network vgg(String name, int size, int[] convolutions, int hidden, int classes) {
        TopologyBuilder net = new TopologyBuilder(name, 3, size);
        FeatureTensor x = stages(net, net.image(), VGG_CHANNELS, convolutions);
        return classifier(net, net.flatten(x), hidden, classes);
    }

    /** 3x3 convolutions, and at the end of every stage a pooling. */
    private static FeatureTensor stages(TopologyBuilder net, FeatureTensor input, int[] channels, int[] convolutions) {
        FeatureTensor x = input;
        for (int stage = 0; stage < convolutions.length; stage++) {
            for (int i = 0; i < convolutions[stage]; i++) {
                x = net.convolution("conv%d_%d".formatted(stage + 1, i + 1), x, channels[stage])
                        .kernel(3, 1)
                        .relu()
                        .output();
            }
            x = net.maxPool(x, 2, 2, 0);
        }
        return x;
    }

    private static Network classifier(TopologyBuilder net, FeatureTensor features, int hidden, int classes) {
        FeatureTensor x = net.linear("fc1", features, hidden).relu().output();
        x = net.linear("fc2", x, hidden).relu().output();
        return net.network(net.linear("fc3", x, classes).output());
    }
}
