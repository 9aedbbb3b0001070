package org.layco.mapping;

/**
 * What is chosen for one MVM layer: bits of its operands and voltages of the partitions they live in. Weights are always
 * written at the cell's nominal voltage.
 *
 * @param weightBits bits of the weight codes, 2..16
 * @param inputBits bits of the input codes, 2..16
 * @param partialSumBits resolution at which partial sums are read back, 1..16
 * @param inputVolts write voltage of the feature-map partition
 * @param partialSumVolts write voltage of the partial-sum partition
 */
public record OperatingPoint(
        int weightBits, int inputBits, int partialSumBits, double inputVolts, double partialSumVolts) {
    public OperatingPoint {
        if (weightBits < 2 || weightBits > 16 || inputBits < 2 || inputBits > 16) {
            throw new IllegalArgumentException(
                    "Weight (%d) and input bits (%d) must lie in [2, 16].".formatted(weightBits, inputBits));
        }
        if (partialSumBits < 1 || partialSumBits > 16) {
            throw new IllegalArgumentException("partialSumBits (%d) must lie in [1, 16].".formatted(partialSumBits));
        }
        if (!(inputVolts > 0 && partialSumVolts > 0)) {
            throw new IllegalArgumentException(
                    "Voltages (%s and %s V) must be positive.".formatted(inputVolts, partialSumVolts));
        }
    }

    /** The point of a layer of a plan. */
    public static OperatingPoint of(LayerPoint layer) {
        return new OperatingPoint(
                layer.weight().bits(),
                layer.input().bits(),
                layer.partialSum().bits(),
                layer.input().writeVolts(),
                layer.partialSum().writeVolts());
    }
}
