package org.layco.network.reference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.PointwiseOp;
import org.layco.network.Weights;

/**
 * Builds a network without weights, step by step in the order of execution. BatchNorm behind a layer is part of the layer,
 * as it is once an ONNX file has been read.
 */
final class TopologyBuilder {
    private final String name;
    private final FeatureTensor image;
    private final List<Layer> schedule = new ArrayList<>();
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    private int layers;
    private int digitalValues;

    /** An empty topology for square images. */
    TopologyBuilder(String name, int channels, int size) {
        this.name = name;
        this.image = new FeatureTensor("image", channels, size, size);
        shapes.put(image.name(), image.shape());
    }

    FeatureTensor image() {
        return image;
    }

    /** A 1x1 convolution of stride 1 to begin with. */
    LayerBuilder convolution(String layer, FeatureTensor input, int outputs) {
        return new LayerBuilder(this, layer, "Conv", input, outputs);
    }

    /** A fully connected layer. */
    LayerBuilder linear(String layer, FeatureTensor input, int outputs) {
        return new LayerBuilder(this, layer, "Gemm", input.flattened(), outputs);
    }

    FeatureTensor append(String layer, String operator, MvmShape shape, List<PointwiseOp> tail, FeatureTensor input) {
        MvmLayer.Layout layout =
                operator.equals("Conv") ? MvmLayer.Layout.CHANNELS_FIRST : MvmLayer.Layout.CHANNELS_LAST;
        FeatureTensor output = new FeatureTensor(layer, shape.outputs(), shape.outHeight(), shape.outWidth());
        schedule.add(new MvmLayer(
                layers++,
                layer,
                operator,
                shape,
                layout,
                new Weights.Absent(shape.weightElements()),
                new float[shape.outputs()],
                tail,
                input.name(),
                layer));
        return made(output);
    }

    /** Max pooling; a window that the padded map does not fill is left out. */
    FeatureTensor maxPool(FeatureTensor input, int kernel, int stride, int padding) {
        return pooled("MaxPool", input, kernel, stride, padding, 0);
    }

    /** Max pooling with a last window that may reach over the edge ({@code ceil_mode}). */
    FeatureTensor maxPoolToTheEdge(FeatureTensor input, int kernel, int stride, int padding) {
        return pooled("MaxPool", input, kernel, stride, padding, stride - 1);
    }

    FeatureTensor averagePool(FeatureTensor input, int kernel, int stride, int padding) {
        return pooled("AveragePool", input, kernel, stride, padding, 0);
    }

    private FeatureTensor pooled(
            String operator, FeatureTensor input, int kernel, int stride, int padding, int roundingUp) {
        int height = (input.height() + 2 * padding - kernel + roundingUp) / stride + 1;
        int width = (input.width() + 2 * padding - kernel + roundingUp) / stride + 1;
        return segment(List.of(input), input.channels(), height, width, operator);
    }

    /** The mean of every channel, as a vector. */
    FeatureTensor globalAverage(FeatureTensor input) {
        return segment(List.of(input), input.channels(), 1, 1, "GlobalAveragePool", "Flatten");
    }

    FeatureTensor flatten(FeatureTensor input) {
        return segment(List.of(input), input.channels() * input.height() * input.width(), 1, 1, "Flatten");
    }

    /** BatchNorm and Relu in front of a layer: what is before them is also read by others. */
    FeatureTensor normalisedRelu(FeatureTensor input) {
        return segment(List.of(input), input.channels(), input.height(), input.width(), "BatchNormalization", "Relu");
    }

    FeatureTensor concatenation(List<FeatureTensor> inputs) {
        int channels = inputs.stream().mapToInt(FeatureTensor::channels).sum();
        FeatureTensor first = inputs.getFirst();
        return segment(inputs, channels, first.height(), first.width(), "Concat");
    }

    /** Every {@code stride}-th row and column, with channels of zeros on both sides: a shortcut without parameters. */
    FeatureTensor slicedAndPadded(FeatureTensor input, int stride, int channels) {
        return segment(
                List.of(input), channels, input.height() / stride, input.width() / stride, "Slice", "Slice", "Pad");
    }

    private FeatureTensor segment(
            List<FeatureTensor> inputs, int channels, int height, int width, String... operators) {
        String value = operators[operators.length - 1] + "-" + digitalValues++;
        schedule.add(new DigitalSegment(
                value,
                Optional.empty(),
                inputs.stream().map(FeatureTensor::name).distinct().toList(),
                List.of(value),
                List.of(operators)));
        return made(new FeatureTensor(value, channels, height, width));
    }

    private FeatureTensor made(FeatureTensor value) {
        if (shapes.put(value.name(), value.shape()) != null) {
            throw new IllegalArgumentException(
                    "Topology %s has two values called '%s'. Rename one.".formatted(name, value.name()));
        }
        return value;
    }

    /** The finished network. */
    Network network(FeatureTensor scores) {
        return new Network(
                name,
                digest(),
                0,
                image.name(),
                image.shape(),
                0,
                new SegmentFusion(schedule, scores.name()).fused(),
                scores.name(),
                scores.channels() * scores.height() * scores.width(),
                shapes,
                Map.of());
    }

    /** SHA-256 of the description: one line for the image and one for each step. */
    private String digest() {
        StringBuilder text = new StringBuilder(image.toString()).append('\n');
        for (Layer step : schedule) {
            String what = switch (step) {
                case MvmLayer layer -> layer.operator() + " " + layer.shape() + " " + layer.tail();
                case DigitalSegment segment -> String.join(" ", segment.operators());
            };
            text.append(step.name())
                    .append(' ')
                    .append(step.inputs())
                    .append(' ')
                    .append(what);
            text.append('\n');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
