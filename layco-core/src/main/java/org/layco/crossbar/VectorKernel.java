package org.layco.crossbar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmShape;

/**
 * Convolutions of every kind on the Vector API: outputs in float lanes, products of small integers summed exactly below 2^24,
 * then spilled to integers.
 */
final class VectorKernel implements MvmKernel {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();
    private static final VectorSpecies<Byte> DIGITS =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Byte.SIZE * L));
    private static final int POSITIONS = VectorTiles.POSITIONS;

    /** Integers up to this magnitude are exact in float lanes. */
    private static final int FLOAT_EXACT = 1 << 24;

    private final LayerProgram program;
    private final int layerRows;
    private final int groupOutputs;
    private final int run;

    /** Outputs of a group, padded to whole lines of vectors. */
    private final int width;

    /** Per group: rows x width. */
    private final float[] weights;

    private final Accumulators.Narrow results;
    private final int stride;
    private final float[] panel;
    private final int[] sums = new int[POSITIONS * L];

    VectorKernel(LayerProgram program) {
        this.program = program;
        MvmShape shape = program.shape();
        layerRows = shape.rows();
        results = Accumulators.Narrow.allocate(shape.outputElements());
        groupOutputs = shape.outputs() / shape.groups();
        run = longestRun(program);
        int vectors = Math.ceilDiv(groupOutputs, L);
        width = L * (vectors + VectorTiles.LINE_VECTORS - 1);
        weights = new float[Math.multiplyExact(shape.groups() * layerRows, width)];
        for (int m = 0; m < shape.outputs(); m++) {
            for (int k = 0; k < layerRows; k++) {
                weights[place(m, k)] = program.weights().code(m, k);
            }
        }
        stride = layerRows + L;
        panel = new float[POSITIONS * stride];
    }

    /** Products, faulty weights' included, whose sum is exact in float lanes whatever their signs. */
    static int longestRun(LayerProgram program) {
        return (int) ((FLOAT_EXACT - 1L) / ((long) program.largestFaultyWeight() * program.largestInput()));
    }

    @Override
    public void chip(WeightFaults before, WeightFaults now) {
        for (int fault = 0; fault < before.size(); fault++) {
            weights[place(before.output(fault), before.row(fault))] = before.meantCode(fault);
        }
        for (int fault = 0; fault < now.size(); fault++) {
            weights[place(now.output(fault), now.row(fault))] = now.code(fault);
        }
    }

    private int place(int m, int k) {
        return (m / groupOutputs * layerRows + k) * width + m % groupOutputs;
    }

    @Override
    public Accumulators multiply(PaddedImage image) {
        MemorySegment values = results.values();
        int positions = program.shape().positions();
        for (int group = 0; group < program.shape().groups(); group++) {
            for (int n = 0; n < positions; n += POSITIONS) {
                int count = Math.min(POSITIONS, positions - n);
                gather(image.bytes(), group, n, count);
                if (count > POSITIONS / 2) {
                    block(group, n, count, values);
                } else {
                    singles(group, n, count, values);
                }
            }
        }
        return results;
    }

    /** Codes of some positions; those beyond {@code count} keep what they held. */
    private void gather(byte[] image, int group, int first, int count) {
        InputGeometry geometry = program.geometry();
        int[] starts = geometry.runStarts();
        int length = geometry.runLength();
        int zeroPoint = program.inputOffset();
        for (int i = 0; i < count; i++) {
            int base = geometry.bases()[first + i] + group * geometry.groupStep();
            int to = i * stride;
            for (int start : starts) {
                for (int c = 0; c < length; c += L) {
                    var digits = (IntVector) ByteVector.fromArray(DIGITS, image, base + start + c)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
                    ((FloatVector) digits.sub(zeroPoint).convertShape(VectorOperators.I2F, LANES, 0))
                            .intoArray(panel, to + c);
                }
                to += length;
            }
        }
    }

    private void block(int group, int n, int count, MemorySegment values) {
        int vectors = Math.ceilDiv(groupOutputs, L);
        for (int v = 0; v < vectors; v += 2) {
            int column = group * layerRows * width + v * L;
            if (v + 1 < vectors) {
                for (int half = 0; half < POSITIONS; half += POSITIONS / 2) {
                    Arrays.fill(sums, 0);
                    for (int from = 0; from < layerRows; from += run) {
                        int end = Math.min(layerRows, from + run);
                        VectorTiles.sixByTwo(panel, half * stride, stride, from, end, weights, width, column, sums);
                    }
                    int kept = Math.min(POSITIONS / 2, count - half);
                    place(group, n + half, kept, v, 2, values);
                }
            } else {
                Arrays.fill(sums, 0);
                for (int from = 0; from < layerRows; from += run) {
                    int end = Math.min(layerRows, from + run);
                    VectorTiles.twelveByOne(panel, 0, stride, from, end, weights, width, column, sums);
                }
                place(group, n, count, v, 1, values);
            }
        }
    }

    private void singles(int group, int n, int count, MemorySegment values) {
        int vectors = Math.ceilDiv(groupOutputs, L);
        for (int i = 0; i < count; i++) {
            for (int v = 0; v < vectors; v += VectorTiles.LINE_VECTORS) {
                int column = group * layerRows * width + v * L;
                Arrays.fill(sums, 0);
                for (int from = 0; from < layerRows; from += run) {
                    int end = Math.min(layerRows, from + run);
                    VectorTiles.oneByFour(panel, i * stride, stride, from, end, weights, width, column, sums);
                }
                place(group, n + i, 1, v, VectorTiles.LINE_VECTORS, values);
            }
        }
    }

    /** Copies sums of some positions to where they belong, without the lanes beyond the group's outputs. */
    private void place(int group, int n, int count, int v, int vectors, MemorySegment values) {
        int kept = Math.min(vectors * L, groupOutputs - v * L);
        for (int i = 0; i < count; i++) {
            int to = (n + i) * program.shape().outputs() + group * groupOutputs + v * L;
            MemorySegment.copy(sums, i * vectors * L, values, ValueLayout.JAVA_INT, (long) to * Integer.BYTES, kept);
        }
    }

    @Override
    public void close() {}
}
