package org.layco.mapping;

import org.layco.network.Operand;

/**
 * The operating points of one MVM layer.
 *
 * @param layer name of the layer
 * @param weight codes in the crossbar
 * @param input codes in the feature-map buffer
 * @param partialSum analog levels in the section's buffer
 */
public record LayerPoint(String layer, OperandPoint weight, OperandPoint input, OperandPoint partialSum) {
    /** The point of one operand. */
    public OperandPoint of(Operand operand) {
        return switch (operand) {
            case WEIGHT -> weight;
            case INPUT -> input;
            case PARTIAL_SUM -> partialSum;
        };
    }
}
