package org.layco.crossbar;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register-blocked inner loops: rows [from, end) of some outputs times some vectors of positions, added to integer sums.
 * Nothing else is in these methods, since whatever is costs them their registers.
 */
final class FloatTiles {
    /** Outputs of a block. */
    static final int OUTPUTS = 4;

    /** Vectors of positions of the widest block: 12 sums, 3 inputs and 1 weight fill AVX2's 16 registers. */
    static final int VECTORS = 3;

    /** Vectors of positions of a line of one output. */
    static final int LINE_VECTORS = 4;

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();

    private FloatTiles() {}

    /** Width of the next block when some vectors are left: 3 or 2, so that none is alone unless it is the only one. */
    static int width(int vectorsLeft) {
        return vectorsLeft == VECTORS || vectorsLeft > VECTORS + 1 ? VECTORS : VECTORS - 1;
    }

    static void fourByThree(
            float[] x,
            int[] taps,
            int from,
            int end,
            float[] weights,
            int first,
            int base0,
            int base1,
            int base2,
            int[] sums,
            int to) {
        var a0 = FloatVector.zero(LANES);
        var a1 = a0;
        var a2 = a0;
        var b0 = a0;
        var b1 = a0;
        var b2 = a0;
        var c0 = a0;
        var c1 = a0;
        var c2 = a0;
        var d0 = a0;
        var d1 = a0;
        var d2 = a0;
        for (int k = from; k < end; k++) {
            int tap = taps[k];
            var x0 = FloatVector.fromArray(LANES, x, tap + base0);
            var x1 = FloatVector.fromArray(LANES, x, tap + base1);
            var x2 = FloatVector.fromArray(LANES, x, tap + base2);
            int w = first + OUTPUTS * k;
            var a = FloatVector.broadcast(LANES, weights[w]);
            a0 = x0.fma(a, a0);
            a1 = x1.fma(a, a1);
            a2 = x2.fma(a, a2);
            var b = FloatVector.broadcast(LANES, weights[w + 1]);
            b0 = x0.fma(b, b0);
            b1 = x1.fma(b, b1);
            b2 = x2.fma(b, b2);
            var c = FloatVector.broadcast(LANES, weights[w + 2]);
            c0 = x0.fma(c, c0);
            c1 = x1.fma(c, c1);
            c2 = x2.fma(c, c2);
            var d = FloatVector.broadcast(LANES, weights[w + 3]);
            d0 = x0.fma(d, d0);
            d1 = x1.fma(d, d1);
            d2 = x2.fma(d, d2);
        }
        spill(a0, sums, to);
        spill(a1, sums, to + L);
        spill(a2, sums, to + 2 * L);
        spill(b0, sums, to + 3 * L);
        spill(b1, sums, to + 4 * L);
        spill(b2, sums, to + 5 * L);
        spill(c0, sums, to + 6 * L);
        spill(c1, sums, to + 7 * L);
        spill(c2, sums, to + 8 * L);
        spill(d0, sums, to + 9 * L);
        spill(d1, sums, to + 10 * L);
        spill(d2, sums, to + 11 * L);
    }

    static void fourByTwo(
            float[] x,
            int[] taps,
            int from,
            int end,
            float[] weights,
            int first,
            int base0,
            int base1,
            int[] sums,
            int to) {
        var a0 = FloatVector.zero(LANES);
        var a1 = a0;
        var b0 = a0;
        var b1 = a0;
        var c0 = a0;
        var c1 = a0;
        var d0 = a0;
        var d1 = a0;
        for (int k = from; k < end; k++) {
            int tap = taps[k];
            var x0 = FloatVector.fromArray(LANES, x, tap + base0);
            var x1 = FloatVector.fromArray(LANES, x, tap + base1);
            int w = first + OUTPUTS * k;
            var a = FloatVector.broadcast(LANES, weights[w]);
            a0 = x0.fma(a, a0);
            a1 = x1.fma(a, a1);
            var b = FloatVector.broadcast(LANES, weights[w + 1]);
            b0 = x0.fma(b, b0);
            b1 = x1.fma(b, b1);
            var c = FloatVector.broadcast(LANES, weights[w + 2]);
            c0 = x0.fma(c, c0);
            c1 = x1.fma(c, c1);
            var d = FloatVector.broadcast(LANES, weights[w + 3]);
            d0 = x0.fma(d, d0);
            d1 = x1.fma(d, d1);
        }
        spill(a0, sums, to);
        spill(a1, sums, to + L);
        spill(b0, sums, to + 2 * L);
        spill(b1, sums, to + 3 * L);
        spill(c0, sums, to + 4 * L);
        spill(c1, sums, to + 5 * L);
        spill(d0, sums, to + 6 * L);
        spill(d1, sums, to + 7 * L);
    }

    static void oneByFour(
            float[] x,
            int[] taps,
            int from,
            int end,
            float[] weights,
            int first,
            int base0,
            int base1,
            int base2,
            int base3,
            int[] sums) {
        var a0 = FloatVector.zero(LANES);
        var a1 = a0;
        var a2 = a0;
        var a3 = a0;
        for (int k = from; k < end; k++) {
            int tap = taps[k];
            var a = FloatVector.broadcast(LANES, weights[first + k]);
            a0 = FloatVector.fromArray(LANES, x, tap + base0).fma(a, a0);
            a1 = FloatVector.fromArray(LANES, x, tap + base1).fma(a, a1);
            a2 = FloatVector.fromArray(LANES, x, tap + base2).fma(a, a2);
            a3 = FloatVector.fromArray(LANES, x, tap + base3).fma(a, a3);
        }
        spill(a0, sums, 0);
        spill(a1, sums, L);
        spill(a2, sums, 2 * L);
        spill(a3, sums, 3 * L);
    }

    /** Adds whole vectors of sums to results. */
    static void add(int[] sums, int[] results, int to, int count) {
        for (int i = 0; i < count; i += L) {
            var sum = IntVector.fromArray(INTS, sums, i);
            IntVector.fromArray(INTS, results, to + i).add(sum).intoArray(results, to + i);
        }
    }

    private static void spill(FloatVector exact, int[] sums, int to) {
        var whole = (IntVector) exact.convertShape(VectorOperators.F2I, INTS, 0);
        IntVector.fromArray(INTS, sums, to).add(whole).intoArray(sums, to);
    }
}
