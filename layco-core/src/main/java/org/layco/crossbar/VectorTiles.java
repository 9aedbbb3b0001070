package org.layco.crossbar;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register-blocked inner loops: rows [from, end) of some positions times some vectors of outputs, added to integer sums
 * (position-major). Nothing else is in these methods, since whatever is costs them their registers: 12 sums, 2 weights and 1
 * input fit the 16 registers of AVX2.
 */
final class VectorTiles {
    /** Positions of a tile that is one vector of outputs wide, and of two tiles that are two wide. */
    static final int POSITIONS = 12;

    /** Vectors of outputs of a single position. */
    static final int LINE_VECTORS = 4;

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();

    private VectorTiles() {}

    /**
     * Twelve positions, one vector of outputs.
     *
     * @param panel inputs, {@code stride} a position, the first at {@code first}
     * @param weights rows of {@code width} outputs, the first wanted at {@code column}
     */
    static void twelveByOne(
            float[] panel,
            int first,
            int stride,
            int from,
            int end,
            float[] weights,
            int width,
            int column,
            int[] sums) {
        var a0 = FloatVector.zero(LANES);
        var b0 = a0;
        var c0 = a0;
        var d0 = a0;
        var e0 = a0;
        var f0 = a0;
        var g0 = a0;
        var h0 = a0;
        var i0 = a0;
        var j0 = a0;
        var k0 = a0;
        var l0 = a0;
        for (int k = from; k < end; k++) {
            int w = k * width + column;
            int x = first + k;
            var w0 = FloatVector.fromArray(LANES, weights, w);
            a0 = w0.fma(FloatVector.broadcast(LANES, panel[x]), a0);
            b0 = w0.fma(FloatVector.broadcast(LANES, panel[x + stride]), b0);
            c0 = w0.fma(FloatVector.broadcast(LANES, panel[x + 2 * stride]), c0);
            d0 = w0.fma(FloatVector.broadcast(LANES, panel[x + 3 * stride]), d0);
            e0 = w0.fma(FloatVector.broadcast(LANES, panel[x + 4 * stride]), e0);
            f0 = w0.fma(FloatVector.broadcast(LANES, panel[x + 5 * stride]), f0);
            g0 = w0.fma(FloatVector.broadcast(LANES, panel[x + 6 * stride]), g0);
            h0 = w0.fma(FloatVector.broadcast(LANES, panel[x + 7 * stride]), h0);
            i0 = w0.fma(FloatVector.broadcast(LANES, panel[x + 8 * stride]), i0);
            j0 = w0.fma(FloatVector.broadcast(LANES, panel[x + 9 * stride]), j0);
            k0 = w0.fma(FloatVector.broadcast(LANES, panel[x + 10 * stride]), k0);
            l0 = w0.fma(FloatVector.broadcast(LANES, panel[x + 11 * stride]), l0);
        }
        spill(a0, sums, 0);
        spill(b0, sums, L);
        spill(c0, sums, 2 * L);
        spill(d0, sums, 3 * L);
        spill(e0, sums, 4 * L);
        spill(f0, sums, 5 * L);
        spill(g0, sums, 6 * L);
        spill(h0, sums, 7 * L);
        spill(i0, sums, 8 * L);
        spill(j0, sums, 9 * L);
        spill(k0, sums, 10 * L);
        spill(l0, sums, 11 * L);
    }

    /**
     * Six positions, two vectors of outputs.
     *
     * @param panel inputs, {@code stride} a position, the first at {@code first}
     * @param weights rows of {@code width} outputs, the first wanted at {@code column}
     */
    static void sixByTwo(
            float[] panel,
            int first,
            int stride,
            int from,
            int end,
            float[] weights,
            int width,
            int column,
            int[] sums) {
        var a0 = FloatVector.zero(LANES);
        var a1 = a0;
        var b0 = a0;
        var b1 = a0;
        var c0 = a0;
        var c1 = a0;
        var d0 = a0;
        var d1 = a0;
        var e0 = a0;
        var e1 = a0;
        var f0 = a0;
        var f1 = a0;
        for (int k = from; k < end; k++) {
            int w = k * width + column;
            int x = first + k;
            var w0 = FloatVector.fromArray(LANES, weights, w);
            var w1 = FloatVector.fromArray(LANES, weights, w + L);
            var in0 = FloatVector.broadcast(LANES, panel[x]);
            a0 = w0.fma(in0, a0);
            a1 = w1.fma(in0, a1);
            var in1 = FloatVector.broadcast(LANES, panel[x + stride]);
            b0 = w0.fma(in1, b0);
            b1 = w1.fma(in1, b1);
            var in2 = FloatVector.broadcast(LANES, panel[x + 2 * stride]);
            c0 = w0.fma(in2, c0);
            c1 = w1.fma(in2, c1);
            var in3 = FloatVector.broadcast(LANES, panel[x + 3 * stride]);
            d0 = w0.fma(in3, d0);
            d1 = w1.fma(in3, d1);
            var in4 = FloatVector.broadcast(LANES, panel[x + 4 * stride]);
            e0 = w0.fma(in4, e0);
            e1 = w1.fma(in4, e1);
            var in5 = FloatVector.broadcast(LANES, panel[x + 5 * stride]);
            f0 = w0.fma(in5, f0);
            f1 = w1.fma(in5, f1);
        }
        spill(a0, sums, 0);
        spill(a1, sums, L);
        spill(b0, sums, 2 * L);
        spill(b1, sums, 3 * L);
        spill(c0, sums, 4 * L);
        spill(c1, sums, 5 * L);
        spill(d0, sums, 6 * L);
        spill(d1, sums, 7 * L);
        spill(e0, sums, 8 * L);
        spill(e1, sums, 9 * L);
        spill(f0, sums, 10 * L);
        spill(f1, sums, 11 * L);
    }

    /**
     * One position, four vectors of outputs.
     *
     * @param panel inputs, {@code stride} a position, the first at {@code first}
     * @param weights rows of {@code width} outputs, the first wanted at {@code column}
     */
    static void oneByFour(
            float[] panel,
            int first,
            int stride,
            int from,
            int end,
            float[] weights,
            int width,
            int column,
            int[] sums) {
        var a0 = FloatVector.zero(LANES);
        var a1 = a0;
        var a2 = a0;
        var a3 = a0;
        for (int k = from; k < end; k++) {
            int w = k * width + column;
            int x = first + k;
            var w0 = FloatVector.fromArray(LANES, weights, w);
            var w1 = FloatVector.fromArray(LANES, weights, w + L);
            var w2 = FloatVector.fromArray(LANES, weights, w + 2 * L);
            var w3 = FloatVector.fromArray(LANES, weights, w + 3 * L);
            var in0 = FloatVector.broadcast(LANES, panel[x]);
            a0 = w0.fma(in0, a0);
            a1 = w1.fma(in0, a1);
            a2 = w2.fma(in0, a2);
            a3 = w3.fma(in0, a3);
        }
        spill(a0, sums, 0);
        spill(a1, sums, L);
        spill(a2, sums, 2 * L);
        spill(a3, sums, 3 * L);
    }

    private static void spill(FloatVector exact, int[] sums, int to) {
        var whole = (IntVector) exact.convertShape(VectorOperators.F2I, INTS, 0);
        IntVector.fromArray(INTS, sums, to).add(whole).intoArray(sums, to);
    }
}
