package org.layco.crossbar;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmShape;

/**
 * Layers of few positions, fully connected ones above all: one dot product along the rows per output. Reads the weight codes
 * as they are, 2 bytes each, since such layers are bound by memory.
 */
final class DotKernel implements MvmKernel {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));
    private static final int OUTPUTS = 4;

    private final MvmShape shape;
    private final InputPlanes planes;
    private final short[] weights;
    private final int run;

    DotKernel(LayerProgram program) {
        shape = program.shape();
        planes = new InputPlanes(shape, program.layout());
        weights = program.weights().codes();
        run = LANES.length() * MvmKernel.longestRun(program.largestWeight(), program);
    }

    @Override
    public void multiply(int[] codes, WeightFaults faults, Workspace workspace, Accumulators results) {
        int[] values = ((Accumulators.Narrow) results).values();
        float[] input = workspace.planes(planes.size());
        planes.fill(codes, input);
        float[] column = workspace.column(shape.rows());
        int positions = shape.positions();
        int groupOutputs = shape.outputs() / shape.groups();
        // a fully connected layer over n rows is an n x 1 map, whose planes are n wide
        int outWidth = planes.planeWidth() == positions ? positions : shape.outWidth();
        for (int group = 0; group < shape.groups(); group++) {
            for (int n = 0; n < positions; n++) {
                int base = group * planes.groupSize() + n / outWidth * planes.planeWidth() + n % outWidth;
                gather(input, base, column);
                dots(column, group * groupOutputs, (group + 1) * groupOutputs, n, values);
                addFaults(column, faults, group * groupOutputs, (group + 1) * groupOutputs, n, values);
            }
        }
    }

    private void gather(float[] input, int base, float[] column) {
        int[] taps = planes.taps();
        for (int k = 0; k < taps.length; k++) {
            column[k] = input[taps[k] + base];
        }
    }

    private void dots(float[] column, int from, int end, int n, int[] values) {
        int layerRows = shape.rows();
        int positions = shape.positions();
        for (int m = from; m < end; m += OUTPUTS) {
            // the last block repeats its last output
            int row0 = m * layerRows;
            int row1 = Math.min(m + 1, end - 1) * layerRows;
            int row2 = Math.min(m + 2, end - 1) * layerRows;
            int row3 = Math.min(m + 3, end - 1) * layerRows;
            int sum0 = 0;
            int sum1 = 0;
            int sum2 = 0;
            int sum3 = 0;
            int whole = LANES.loopBound(layerRows);
            for (int start = 0; start < whole; start += run) {
                int stop = Math.min(whole, start + run);
                var a0 = FloatVector.zero(LANES);
                var a1 = a0;
                var a2 = a0;
                var a3 = a0;
                for (int k = start; k < stop; k += LANES.length()) {
                    var x = FloatVector.fromArray(LANES, column, k);
                    a0 = x.fma(codes(row0 + k), a0);
                    a1 = x.fma(codes(row1 + k), a1);
                    a2 = x.fma(codes(row2 + k), a2);
                    a3 = x.fma(codes(row3 + k), a3);
                }
                sum0 += total(a0);
                sum1 += total(a1);
                sum2 += total(a2);
                sum3 += total(a3);
            }
            for (int k = whole; k < layerRows; k++) {
                int x = (int) column[k];
                sum0 += x * weights[row0 + k];
                sum1 += x * weights[row1 + k];
                sum2 += x * weights[row2 + k];
                sum3 += x * weights[row3 + k];
            }
            values[row0 / layerRows * positions + n] = sum0;
            values[row1 / layerRows * positions + n] = sum1;
            values[row2 / layerRows * positions + n] = sum2;
            values[row3 / layerRows * positions + n] = sum3;
        }
    }

    private void addFaults(float[] column, WeightFaults faults, int from, int end, int n, int[] values) {
        for (int m = from; m < end && faults.size() > 0; m++) {
            int sum = 0;
            for (int fault = faults.start(m); fault < faults.start(m + 1); fault++) {
                sum += faults.change(fault) * (int) column[faults.row(fault)];
            }
            values[m * shape.positions() + n] += sum;
        }
    }

    private FloatVector codes(int from) {
        return (FloatVector) ShortVector.fromArray(SHORTS, weights, from).convertShape(VectorOperators.S2F, LANES, 0);
    }

    private static int total(FloatVector exact) {
        return ((IntVector) exact.convertShape(VectorOperators.F2I, INTS, 0)).reduceLanes(VectorOperators.ADD);
    }
}
