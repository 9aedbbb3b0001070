package org.layco.io.record;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.PointwiseOp;

/** A network as it is seen, as JSON; nothing reads it back. */
public final class NetworkJson {
    private NetworkJson() {}

    /**
     * The network.
     *
     * @param opset absent for reference networks
     * @param batch images that it takes at a time, 0 for any number
     */
    private record View(
            String schema,
            String name,
            @Nullable Integer opset,
            String input,
            List<Integer> inputShape,
            int classes,
            int batch,
            long macsPerImage,
            List<Step> steps) {}

    /** An MVM layer, or the digital operators between two of them, which have no shape. */
    private record Step(
            String name, List<String> operators, @Nullable Shape shape) {}

    private record Shape(
            int channels,
            int height,
            int width,
            int outputs,
            int outHeight,
            int outWidth,
            int kernelHeight,
            int kernelWidth,
            int groups,
            long macs,
            long weights) {}

    /** The network as JSON, ended by a line break. */
    public static String toJson(Network network) {
        List<Step> steps = new ArrayList<>();
        for (Layer step : network.schedule()) {
            switch (step) {
                case MvmLayer layer -> steps.add(layer(layer));
                case DigitalSegment segment -> steps.add(new Step(segment.name(), segment.operators(), null));
            }
        }
        return RecordJson.write(new View(
                "layco.network/1",
                network.name(),
                network.hasWeights() ? network.opset() : null,
                network.input(),
                network.inputShape(),
                network.classes(),
                network.batch(),
                network.macs(),
                steps));
    }

    private static Step layer(MvmLayer layer) {
        MvmShape shape = layer.shape();
        List<String> operators = new ArrayList<>(List.of(layer.operator()));
        layer.tail().stream().map(PointwiseOp::operator).forEach(operators::add);
        return new Step(
                layer.name(),
                operators,
                new Shape(
                        shape.channels(),
                        shape.height(),
                        shape.width(),
                        shape.outputs(),
                        shape.outHeight(),
                        shape.outWidth(),
                        shape.kernelHeight(),
                        shape.kernelWidth(),
                        shape.groups(),
                        shape.macs(),
                        layer.weights().elements()));
    }
}
