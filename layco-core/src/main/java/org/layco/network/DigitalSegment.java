package org.layco.network;

import java.util.List;
import java.util.Optional;

/**
 * The operators between MVM layers, run by ONNX Runtime in one session: activations, residual adds, pooling, shape
 * arithmetic.
 *
 * @param name {@code segment-i}
 * @param model a serialised ONNX model that computes {@code outputs} from {@code inputs}, not to be modified; empty in a
 *     reference network, which is not run
 * @param inputs names of the values it reads
 * @param outputs names of the values it produces that something later reads
 * @param operators operator types in execution order, for reports
 */
public record DigitalSegment(
        String name, Optional<byte[]> model, List<String> inputs, List<String> outputs, List<String> operators)
        implements Layer {
    public DigitalSegment {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        operators = List.copyOf(operators);
    }
}
