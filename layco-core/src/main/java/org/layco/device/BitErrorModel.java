package org.layco.device;

/**
 * Which stored bits a failed cell write turns over (EDEN, MICRO 2019, section 3.3, names the models EM0 to EM3). Every
 * model acts on a write that has failed, which happens with the cell's probability p(V).
 */
public sealed interface BitErrorModel {
    /** EM0: every failed write flips its bit, whatever it holds. */
    record Uniform() implements BitErrorModel {}

    /**
     * EM3: the outcome depends on the bit to be stored.
     *
     * @param zeroToOne probability, 0..1, that a failed write of a 0 reads 1 (a missed RESET; 1 takes the previous
     *     content to have been 1, the worst case)
     * @param oneToZero probability, 0..1, that a failed write of a 1 reads 0 (a missed SET)
     */
    record DataDependent(double zeroToOne, double oneToZero) implements BitErrorModel {
        public DataDependent {
            if (!(zeroToOne >= 0 && zeroToOne <= 1 && oneToZero >= 0 && oneToZero <= 1)) {
                throw new IllegalArgumentException(
                        "Shares %s and %s must lie in [0, 1].".formatted(zeroToOne, oneToZero));
            }
        }
    }
}
