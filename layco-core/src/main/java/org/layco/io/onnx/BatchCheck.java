package org.layco.io.onnx;

import java.util.List;
import java.util.Optional;
import org.layco.inference.MvmExecutor;
import org.layco.inference.NetworkRunner;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.OnnxRuntimeException;
import org.layco.inference.State;
import org.layco.inference.Value;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/**
 * Finds out whether a network can run at another batch size than the one its file was exported for, by running its
 * digital segments: a Reshape to a fixed batch fails or moves the batch to another dimension.
 */
final class BatchCheck {
    private BatchCheck() {}

    /**
     * Whether the network runs at that batch size with the batch first in all that MVM layers read, and in its output.
     *
     * @param network with open batch
     * @param images other batch size than the one the network's shapes were found at
     */
    static boolean runs(OnnxRuntime runtime, Network network, int images) {
        try (NetworkRunner runner = new NetworkRunner(runtime, network)) {
            State state = runner.begin(new float[images * network.inputElements()], images);
            for (Layer step : network.schedule()) {
                State before = state;
                if (step instanceof MvmLayer layer
                        && !layer.inputs().stream().allMatch(input -> scales(network, input, before))) {
                    return false;
                }
                state = runner.advance(state, state.step() + 1, new Zeros());
            }
            return scales(network, network.output(), state);
        } catch (OnnxRuntimeException refused) {
            return false;
        }
    }

    private static boolean scales(Network network, String name, State state) {
        List<Integer> shape = network.valueShapes().getOrDefault(name, List.of());
        long elements = shape.stream().reduce(1, Math::multiplyExact);
        if (!(state.values().get(name) instanceof Value.Floats value)
                || value.dims().length == 0
                || value.elements().length != state.images() * elements) {
            return false;
        }
        long first = value.dims().length > shape.size() ? 1 : shape.getFirst();
        return value.dims()[0] == state.images() * first;
    }

    /** MVM layers whose output is all zeros. */
    private static final class Zeros implements MvmExecutor {
        @Override
        public Value store(MvmLayer firstReader, int n, Value.Floats value) {
            return value;
        }

        @Override
        public Value execute(
                MvmLayer layer,
                int n,
                Value input,
                List<Value> addends,
                long[] outputDims,
                Optional<MvmLayer> firstReader) {
            return new Value.Floats(
                    new float[Math.multiplyExact(n, layer.shape().outputElements())], outputDims);
        }
    }
}
