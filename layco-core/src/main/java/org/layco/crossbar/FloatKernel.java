package org.layco.crossbar;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmShape;

/**
 * Convolutions of every kind in float lanes: products of small integers are summed exactly below 2^24, then spilled to
 * integers. The inner step works on four outputs and up to three vectors of positions, in registers.
 */
final class FloatKernel implements MvmKernel {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int BLOCK = FloatTiles.OUTPUTS;
    private static final int WIDTH = FloatTiles.VECTORS;
    private static final int LINE = FloatTiles.LINE_VECTORS;

    /** Rows of one spill: their inputs, 3 vectors each, stay in a 32 KiB first-level cache. */
    private static final int CACHED_RUN = 288;

    private final MvmShape shape;
    private final InputPlanes planes;
    private final VectorPlacement placement;
    private final float[] packed;
    private final int run;
    private final int groupOutputs;
    private final int blocks;

    FloatKernel(LayerProgram program) {
        shape = program.shape();
        planes = new InputPlanes(shape, program.layout());
        placement = new VectorPlacement(shape, program.layout(), planes.planeWidth(), LANES.length());
        run = Math.min(CACHED_RUN, MvmKernel.longestRun(program.largestWeight(), program));
        groupOutputs = shape.outputs() / shape.groups();
        blocks = groupOutputs / BLOCK;
        packed = pack(program.weights().codes());
    }

    /** Per group: blocks of four outputs with k outside, then the remaining outputs one after the other. */
    private float[] pack(short[] codes) {
        int layerRows = shape.rows();
        float[] all = new float[codes.length];
        for (int m = 0; m < shape.outputs(); m++) {
            int inGroup = m % groupOutputs;
            boolean blocked = inGroup < blocks * BLOCK;
            int first = (blocked ? m - inGroup % BLOCK : m) * layerRows;
            for (int k = 0; k < layerRows; k++) {
                int place = blocked ? first + k * BLOCK + inGroup % BLOCK : first + k;
                all[place] = codes[m * layerRows + k];
            }
        }
        return all;
    }

    @Override
    public void multiply(int[] codes, WeightFaults faults, Workspace workspace, Accumulators results) {
        int[] dense = ((Accumulators.Narrow) results).values();
        int rowLength = placement.rowLength();
        int[] rows = placement.dense() ? dense : workspace.rows(shape.outputs() * rowLength);
        float[] input = workspace.planes(planes.size());
        planes.fill(codes, input);
        int[] sums = workspace.sums(Math.max(blocks * BLOCK * WIDTH, LINE) * LANES.length());
        float[] panel = workspace.panel(run * WIDTH * LANES.length());
        for (int group = 0; group < shape.groups(); group++) {
            for (int v = 0; v < placement.vectors() && blocks > 0; ) {
                int width = FloatTiles.width(placement.vectors() - v);
                blocks(input, group, v, width, panel, sums, rows);
                v += width;
            }
            for (int m = blocks * BLOCK; m < groupOutputs; m++) {
                line(input, group, m, sums, rows);
            }
        }
        if (faults.size() > 0) {
            addFaults(input, faults, rows);
        }
        if (!placement.dense()) {
            for (int m = 0; m < shape.outputs(); m++) {
                placement.place(rows, m * rowLength, dense, m);
            }
        }
    }

    /** All blocks of a group at {@code width} vectors of positions. */
    private void blocks(float[] input, int group, int v, int width, float[] panel, int[] sums, int[] rows) {
        int origin = group * planes.groupSize();
        int[] bases = {origin + placement.base(v), origin + placement.base(v + 1), origin + placement.base(v + 2)};
        int layerRows = shape.rows();
        int outputSums = width * LANES.length();
        Arrays.fill(sums, 0, blocks * BLOCK * outputSums, 0);
        for (int from = 0; from < layerRows; from += run) {
            int count = Math.min(layerRows - from, run);
            FloatTiles.pack(input, planes.taps(), from, from + count, bases, width, panel);
            for (int m = 0; m < blocks * BLOCK; m += BLOCK) {
                int weights = (group * groupOutputs + m) * layerRows + BLOCK * from;
                if (width == WIDTH) {
                    FloatTiles.fourByThree(panel, count, packed, weights, sums, m * outputSums);
                } else {
                    FloatTiles.fourByTwo(panel, count, packed, weights, sums, m * outputSums);
                }
            }
        }
        int kept = Math.min(width, placement.vectors() - v) * LANES.length();
        int first = group * groupOutputs * placement.rowLength() + v * LANES.length();
        for (int m = 0; m < blocks * BLOCK; m++) {
            System.arraycopy(sums, m * outputSums, rows, first + m * placement.rowLength(), kept);
        }
    }

    /** One output of a group at all positions. */
    private void line(float[] input, int group, int inGroup, int[] sums, int[] rows) {
        int origin = group * planes.groupSize();
        int m = group * groupOutputs + inGroup;
        int layerRows = shape.rows();
        for (int v = 0; v < placement.vectors(); v += LINE) {
            Arrays.fill(sums, 0, LINE * LANES.length(), 0);
            for (int from = 0; from < layerRows; from += run) {
                int end = Math.min(layerRows, from + run);
                fourVectors(input, planes.taps(), from, end, packed, m * layerRows, origin, v, sums);
            }
            int count = Math.min(LINE, placement.vectors() - v) * LANES.length();
            System.arraycopy(sums, 0, rows, m * placement.rowLength() + v * LANES.length(), count);
        }
    }

    private void addFaults(float[] input, WeightFaults faults, int[] rows) {
        for (int m = 0; m < shape.outputs(); m++) {
            int origin = m / groupOutputs * planes.groupSize();
            for (int fault = faults.start(m); fault < faults.start(m + 1); fault++) {
                int tap = origin + planes.taps()[faults.row(fault)];
                FloatTiles.addLine(
                        input, placement.bases(), tap, faults.change(fault), rows, m * placement.rowLength());
            }
        }
    }

    private void fourVectors(
            float[] input, int[] taps, int from, int end, float[] weights, int first, int origin, int v, int[] sums) {
        FloatTiles.oneByFour(
                input,
                taps,
                from,
                end,
                weights,
                first,
                origin + placement.base(v),
                origin + placement.base(v + 1),
                origin + placement.base(v + 2),
                origin + placement.base(v + 3),
                sums);
    }
}
