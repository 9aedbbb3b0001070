package org.layco.crossbar;

import java.util.Arrays;
import org.layco.quant.Encoding;
import org.layco.quant.WordChanges;

/**
 * The faulty weights of one layer on one chip: a fresh chip costs time proportional to its faults.
 */
public final class WeightFaults {
    private final int[] starts;
    private final int[] rows;
    private final int[] offsets;
    private final int[] words;
    private final int[] meant;
    private final int[] changes;

    /** The faults that changed words mean for a layer; words are those of {@link LayerProgram#weightEncoding()}. */
    public WeightFaults(LayerProgram program, WordChanges changed) {
        int layerRows = program.shape().rows();
        Encoding encoding = program.weightEncoding();
        short[] codes = program.weights().codes();
        int[] elements = changed.elements();
        starts = new int[program.shape().outputs() + 1];
        rows = new int[elements.length];
        offsets = new int[elements.length];
        words = changed.words();
        meant = new int[elements.length];
        changes = new int[elements.length];
        InputGeometry geometry = program.geometry();
        int output = 0;
        for (int i = 0; i < elements.length; i++) {
            // elements ascend: walking on is cheaper than dividing
            while (elements[i] >= (output + 1) * layerRows) {
                output++;
                starts[output] = i;
            }
            rows[i] = elements[i] - output * layerRows;
            offsets[i] = geometry.offset(rows[i]);
            meant[i] = encoding.encode(codes[elements[i]]);
            changes[i] = encoding.decode(words[i]) - codes[elements[i]];
        }
        Arrays.fill(starts, output + 1, starts.length, elements.length);
    }

    /** A chip without faults in this layer. */
    public static WeightFaults none(LayerProgram program) {
        return new WeightFaults(program, WordChanges.NONE);
    }

    /** Number of faulty weights. */
    public int size() {
        return rows.length;
    }

    /** First fault of output {@code m}; the faults of m are [start(m), start(m+1)), by ascending row. */
    int start(int m) {
        return starts[m];
    }

    /** M. */
    int outputs() {
        return starts.length - 1;
    }

    /** k of a fault. */
    int row(int fault) {
        return rows[fault];
    }

    /** Where the fault's input lies from the base of a position and group. */
    int offset(int fault) {
        return offsets[fault];
    }

    /** Stored word of a fault. */
    int word(int fault) {
        return words[fault];
    }

    /** Word of a fault as it should be. */
    int meantWord(int fault) {
        return meant[fault];
    }

    /** Code as faulty minus code as meant. */
    int change(int fault) {
        return changes[fault];
    }
}
