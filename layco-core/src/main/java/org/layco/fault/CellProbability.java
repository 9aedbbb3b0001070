package org.layco.fault;

/** The probability of a failure, cell by cell or write by write. */
public interface CellProbability {
    /** Probability, {@link #lowest}..{@link #highest}, of one cell or write. */
    double of(long cell);

    /** A lower bound of every probability, 0..1; the closer, the faster the draw. */
    double lowest();

    /** An upper bound of every probability, 0..1; the closer, the faster the draw. */
    double highest();

    /**
     * The same probability everywhere.
     *
     * @param probability 0..1
     */
    static CellProbability uniform(double probability) {
        return new Uniform(probability);
    }

    /** The same probability everywhere. */
    record Uniform(double probability) implements CellProbability {
        @Override
        public double of(long cell) {
            return probability;
        }

        @Override
        public double lowest() {
            return probability;
        }

        @Override
        public double highest() {
            return probability;
        }
    }
}
