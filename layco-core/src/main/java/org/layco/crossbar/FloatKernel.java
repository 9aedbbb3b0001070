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
    private final int faultRun;
    private final int groupOutputs;
    private final int blocks;

    FloatKernel(LayerProgram program) {
        shape = program.shape();
        planes = new InputPlanes(shape, program.layout());
        placement = new VectorPlacement(shape, program.layout(), planes.planeWidth(), LANES.length());
        run = Math.min(CACHED_RUN, MvmKernel.longestRun(program.largestWeight(), program));
        faultRun = MvmKernel.longestRun(1 << (program.weights().bits() + 1), program);
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
        for (int group = 0; group < shape.groups(); group++) {
            for (int v = 0; v < placement.vectors() && blocks > 0; ) {
                int width = FloatTiles.width(placement.vectors() - v);
                blocks(input, group, v, width, sums, rows);
                v += width;
            }
            for (int m = blocks * BLOCK; m < groupOutputs; m++) {
                line(input, group, m, sums, rows);
            }
        }
        if (faults.size() > 0) {
            addFaults(input, faults, sums, rows);
        }
        if (!placement.dense()) {
            for (int m = 0; m < shape.outputs(); m++) {
                placement.place(rows, m * rowLength, dense, m);
            }
        }
    }

    /** All blocks of a group at {@code width} vectors of positions. */
    private void blocks(float[] input, int group, int v, int width, int[] sums, int[] rows) {
        int origin = group * planes.groupSize();
        int base0 = origin + placement.base(v);
        int base1 = origin + placement.base(v + 1);
        int base2 = origin + placement.base(v + 2);
        int layerRows = shape.rows();
        int blockSums = BLOCK * width * LANES.length();
        Arrays.fill(sums, 0, blocks * blockSums, 0);
        for (int from = 0; from < layerRows; from += run) {
            int end = Math.min(layerRows, from + run);
            for (int block = 0; block < blocks; block++) {
                int weights = (group * groupOutputs + block * BLOCK) * layerRows;
                int to = block * blockSums;
                if (width == WIDTH) {
                    FloatTiles.fourByThree(
                            input, planes.taps(), from, end, packed, weights, base0, base1, base2, sums, to);
                } else {
                    FloatTiles.fourByTwo(input, planes.taps(), from, end, packed, weights, base0, base1, sums, to);
                }
            }
        }
        int count = Math.min(width, placement.vectors() - v) * LANES.length();
        int first = group * groupOutputs * placement.rowLength() + v * LANES.length();
        for (int m = 0; m < blocks * BLOCK; m++) {
            System.arraycopy(sums, m * width * LANES.length(), rows, first + m * placement.rowLength(), count);
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

    /** The faults of an output are one more, very short, line of weights. */
    private void addFaults(float[] input, WeightFaults faults, int[] sums, int[] rows) {
        int[] taps = new int[faults.size()];
        float[] changes = new float[faults.size()];
        for (int fault = 0; fault < taps.length; fault++) {
            taps[fault] = planes.taps()[faults.row(fault)];
            changes[fault] = faults.change(fault);
        }
        for (int m = 0; m < shape.outputs(); m++) {
            int origin = m / groupOutputs * planes.groupSize();
            int row = m * placement.rowLength();
            for (int from = faults.start(m); from < faults.start(m + 1); from += faultRun) {
                int end = Math.min(faults.start(m + 1), from + faultRun);
                for (int v = 0; v < placement.vectors(); v += LINE) {
                    Arrays.fill(sums, 0, LINE * LANES.length(), 0);
                    fourVectors(input, taps, from, end, changes, 0, origin, v, sums);
                    int count = Math.min(LINE, placement.vectors() - v) * LANES.length();
                    FloatTiles.add(sums, rows, row + v * LANES.length(), count);
                }
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
