package org.layco.search;

import java.util.List;

/**
 * Tolerance of every operand of a network.
 *
 * @param bits candidate bit-widths of weights and inputs, ascending
 * @param psumBits candidate read-back resolutions, ascending
 * @param inputs by [feature map][bits]
 * @param weights by [layer][bits]; quantisation only
 * @param psumReadBack by [layer][psum bits]; quantisation only
 * @param psumErrors by [layer][bits], weights and inputs both at these bits; errors only
 */
public record ToleranceTable(
        List<Integer> bits,
        List<Integer> psumBits,
        List<List<OperandTolerance>> inputs,
        List<List<OperandTolerance>> weights,
        List<List<OperandTolerance>> psumReadBack,
        List<List<OperandTolerance>> psumErrors) {
    public ToleranceTable {
        bits = List.copyOf(bits);
        psumBits = List.copyOf(psumBits);
        inputs = List.copyOf(inputs);
        weights = List.copyOf(weights);
        psumReadBack = List.copyOf(psumReadBack);
        psumErrors = List.copyOf(psumErrors);
    }
}
