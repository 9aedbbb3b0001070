package org.layco.crossbar;

/**
 * The exact results of one layer for one image, in units of (weight code * input code), positions x M row-major whatever
 * the layer's layout. Reused from image to image.
 */
public sealed interface Accumulators {
    /** Positions * M. */
    int size();

    /** One result. */
    long get(int index);

    /** Changes one result. */
    void add(int index, long change);

    /** Results that stay below 2^31 in magnitude. */
    record Narrow(int[] values) implements Accumulators {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public long get(int index) {
            return values[index];
        }

        /** Modulo 2^32: intermediate values may overflow, results do not. */
        @Override
        public void add(int index, long change) {
            values[index] += (int) change;
        }
    }

    /** Results that stay below 2^53 in magnitude: integers all the same. */
    record Wide(double[] values) implements Accumulators {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public long get(int index) {
            return (long) values[index];
        }

        @Override
        public void add(int index, long change) {
            values[index] += change;
        }
    }
}
