package org.layco.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.PointwiseOp;
import org.layco.network.Weights;

/** ResNet-20 for CIFAR-10 (K. He et al., CVPR 2016): 19 convolutions and a classifier, parameter-free shortcuts. */
public final class ResNet20 {
    private final List<Layer> schedule = new ArrayList<>();
    private int layers;
    private int segments;

    private ResNet20() {}

    public static Network network() {
        ResNet20 builder = new ResNet20();
        String value = builder.convolution("image", 3, 32, 16, 1, List.of(new PointwiseOp.Relu()));
        int channels = 16;
        int size = 32;
        for (int block = 0; block < 9; block++) {
            int stride = block == 3 || block == 6 ? 2 : 1;
            String inner = builder.convolution(
                    value, channels, size, channels * stride, stride, List.of(new PointwiseOp.Relu()));
            channels *= stride;
            size /= stride;
            String shortcut = stride == 1 ? value : builder.segment(value, "Slice", "Pad");
            value = builder.convolution(
                    inner, channels, size, channels, 1, List.of(new PointwiseOp.Add(shortcut), new PointwiseOp.Relu()));
        }
        value = builder.segment(value, "AveragePool", "Flatten");
        value = builder.mvm(
                value, MvmShape.fullyConnected(64, 10, 1), "Gemm", MvmLayer.Layout.CHANNELS_LAST, List.of());
        return new Network(
                "resnet20", "", 13, "image", List.of(3, 32, 32), 0, builder.schedule, value, 10, Map.of(), Map.of());
    }

    private String convolution(String input, int channels, int size, int outputs, int stride, List<PointwiseOp> tail) {
        return mvm(
                input,
                new MvmShape(channels, size, size, outputs, 3, 3, stride, stride, 1, 1, 1, 1, 1, 1, 1),
                "Conv",
                MvmLayer.Layout.CHANNELS_FIRST,
                tail);
    }

    private String mvm(String input, MvmShape shape, String operator, MvmLayer.Layout layout, List<PointwiseOp> tail) {
        String output = "y" + layers;
        schedule.add(new MvmLayer(
                layers,
                "layer" + layers,
                operator,
                shape,
                layout,
                new Weights.Constant(shape.weightElements(), 0),
                new float[shape.outputs()],
                tail,
                input,
                output));
        layers++;
        return output;
    }

    private String segment(String input, String... operators) {
        String output = "x" + segments;
        schedule.add(new DigitalSegment(
                "segment-" + segments, new byte[0], List.of(input), List.of(output), List.of(operators)));
        segments++;
        return output;
    }
}
