package org.layco.crossbar;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmShape;

/** Layers whose sums need double lanes, exact to 2^53: 16-bit codes and very long columns. One output at a time. */
final class WideKernel implements MvmKernel {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();
    private static final int LINE = 4;

    private final MvmShape shape;
    private final InputPlanes planes;
    private final VectorPlacement placement;
    private final short[] weights;

    WideKernel(LayerProgram program) {
        shape = program.shape();
        planes = new InputPlanes(shape, program.layout());
        placement = new VectorPlacement(shape, program.layout(), planes.planeWidth(), L);
        weights = program.weights().codes();
    }

    @Override
    public void multiply(int[] codes, WeightFaults faults, Workspace workspace, Accumulators results) {
        double[] values = ((Accumulators.Wide) results).values();
        double[] input = workspace.widePlanes(planes.size());
        planes.fill(codes, input);
        int rowLength = placement.rowLength() + (LINE - 1) * L;
        double[] rows = workspace.wideRows(rowLength);
        double[] column = new double[shape.rows()];
        int groupOutputs = shape.outputs() / shape.groups();
        for (int m = 0; m < shape.outputs(); m++) {
            for (int k = 0; k < column.length; k++) {
                column[k] = weights[m * column.length + k];
            }
            for (int fault = faults.start(m); fault < faults.start(m + 1); fault++) {
                column[faults.row(fault)] += faults.change(fault);
            }
            int origin = m / groupOutputs * planes.groupSize();
            for (int v = 0; v < placement.vectors(); v += LINE) {
                fourVectors(input, column, origin, v, rows);
            }
            placement.place(rows, 0, values, m);
        }
    }

    private void fourVectors(double[] x, double[] column, int origin, int v, double[] rows) {
        int[] taps = planes.taps();
        int base0 = origin + placement.base(v);
        int base1 = origin + placement.base(v + 1);
        int base2 = origin + placement.base(v + 2);
        int base3 = origin + placement.base(v + 3);
        var a0 = DoubleVector.zero(LANES);
        var a1 = a0;
        var a2 = a0;
        var a3 = a0;
        for (int k = 0; k < column.length; k++) {
            int tap = taps[k];
            var weight = DoubleVector.broadcast(LANES, column[k]);
            a0 = DoubleVector.fromArray(LANES, x, tap + base0).fma(weight, a0);
            a1 = DoubleVector.fromArray(LANES, x, tap + base1).fma(weight, a1);
            a2 = DoubleVector.fromArray(LANES, x, tap + base2).fma(weight, a2);
            a3 = DoubleVector.fromArray(LANES, x, tap + base3).fma(weight, a3);
        }
        a0.intoArray(rows, v * L);
        a1.intoArray(rows, (v + 1) * L);
        a2.intoArray(rows, (v + 2) * L);
        a3.intoArray(rows, (v + 3) * L);
    }
}
