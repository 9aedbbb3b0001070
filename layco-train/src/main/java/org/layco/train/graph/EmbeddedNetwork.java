package org.layco.train.graph;

import java.util.List;
import org.layco.train.graph.Operation.Add;
import org.layco.train.graph.Operation.BatchNormalization;
import org.layco.train.graph.Operation.Convolution;
import org.layco.train.graph.Operation.Flatten;
import org.layco.train.graph.Operation.FullyConnected;
import org.layco.train.graph.Operation.GlobalAveragePool;
import org.layco.train.graph.Operation.MaxPool;
import org.layco.train.graph.Operation.Relu;

/** The architectures of the networks that LayCO embeds, for 28 x 28 grey images of ten classes. */
public enum EmbeddedNetwork {
    /**
     * The residual network of MLPerf Tiny (Banbury et al., NeurIPS 2021 Datasets and Benchmarks, image classification): a
     * convolution, three residual blocks of 16, 32 and 64 channels, and a classifier.
     */
    RESNET8 {
        @Override
        public NetworkGraph graph() {
            NetworkGraph.Builder builder = new NetworkGraph.Builder(INPUT_SHAPE);
            String x = convolutionAndNormalisation(builder, "stem", NetworkGraph.INPUT, 1, 16, 1);
            x = builder.add("stem.relu", new Relu(), x);
            x = residualBlock(builder, "block1", x, 16, 16, 1);
            x = residualBlock(builder, "block2", x, 16, 32, 2);
            x = residualBlock(builder, "block3", x, 32, 64, 2);
            x = builder.add("pool", new GlobalAveragePool(), x);
            x = builder.add("flatten", new Flatten(), x);
            builder.add("classifier", new FullyConnected(64, CLASSES), x);
            return builder.build("resnet8");
        }
    },

    /** LeNet-5 (LeCun et al., Proc. IEEE 86, 1998, figure 2) with ReLU and maximum pooling, as it is usually built today. */
    LENET5 {
        @Override
        public NetworkGraph graph() {
            NetworkGraph.Builder builder = new NetworkGraph.Builder(INPUT_SHAPE);
            String x = builder.add("conv1", new Convolution(1, 6, Window.square(5, 1, 2), 1, true), NetworkGraph.INPUT);
            x = builder.add("conv1.relu", new Relu(), x);
            x = builder.add("pool1", new MaxPool(Window.square(2, 2, 0), false), x);
            x = builder.add("conv2", new Convolution(6, 16, Window.square(5, 1, 0), 1, true), x);
            x = builder.add("conv2.relu", new Relu(), x);
            x = builder.add("pool2", new MaxPool(Window.square(2, 2, 0), false), x);
            x = builder.add("flatten", new Flatten(), x);
            x = builder.add("fc1", new FullyConnected(16 * 5 * 5, 120), x);
            x = builder.add("fc1.relu", new Relu(), x);
            x = builder.add("fc2", new FullyConnected(120, 84), x);
            x = builder.add("fc2.relu", new Relu(), x);
            builder.add("classifier", new FullyConnected(84, CLASSES), x);
            return builder.build("lenet5");
        }
    };

    private static final List<Integer> INPUT_SHAPE = List.of(1, 28, 28);
    private static final int CLASSES = 10;
    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.9f;

    /** The architecture. */
    public abstract NetworkGraph graph();

    /** Two 3 x 3 convolutions beside a shortcut, which is a 1 x 1 convolution where the shape changes. */
    private static String residualBlock(
            NetworkGraph.Builder builder, String name, String x, int inChannels, int outChannels, int stride) {
        String y = convolutionAndNormalisation(builder, name + ".conv1", x, inChannels, outChannels, stride);
        y = builder.add(name + ".relu1", new Relu(), y);
        y = convolutionAndNormalisation(builder, name + ".conv2", y, outChannels, outChannels, 1);
        String shortcut = stride == 1 && inChannels == outChannels
                ? x
                : builder.add(
                        name + ".shortcut",
                        new Convolution(inChannels, outChannels, Window.square(1, stride, 0), 1, true),
                        x);
        String sum = builder.add(name + ".add", new Add(), y, shortcut);
        return builder.add(name + ".relu2", new Relu(), sum);
    }

    private static String convolutionAndNormalisation(
            NetworkGraph.Builder builder, String name, String x, int inChannels, int outChannels, int stride) {
        String y =
                builder.add(name, new Convolution(inChannels, outChannels, Window.square(3, stride, 1), 1, false), x);
        return builder.add(name + ".norm", new BatchNormalization(outChannels, EPSILON, MOMENTUM), y);
    }
}
