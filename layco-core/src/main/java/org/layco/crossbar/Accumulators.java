package org.layco.crossbar;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

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

    /**
     * Results that stay below 2^31 in magnitude.
     *
     * @param values native memory, where libraries leave them, of at least {@code size} integers and {@link #SLACK} bytes
     * @param outputs M
     * @param offsets what is to be taken away from the values of each output, repeated, so that a vector may start at any output;
     *     empty if nothing is
     */
    record Narrow(MemorySegment values, int size, int outputs, int[] offsets) implements Accumulators {
        /** Bytes behind the values that whole vectors may read. */
        public static final int SLACK = 64;

        private static final int[] NO_OFFSETS = {};

        /** Room for some results. */
        static Narrow allocate(int size) {
            return new Narrow(
                    Arena.ofAuto().allocate((long) size * Integer.BYTES + SLACK, Long.BYTES), size, size, NO_OFFSETS);
        }

        @Override
        public long get(int index) {
            int value = values.getAtIndex(ValueLayout.JAVA_INT, index);
            return offsets.length == 0 ? value : value - offsets[index % outputs];
        }

        /** Modulo 2^32: intermediate values may overflow, results do not. */
        @Override
        public void add(int index, long change) {
            values.setAtIndex(
                    ValueLayout.JAVA_INT, index, values.getAtIndex(ValueLayout.JAVA_INT, index) + (int) change);
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
