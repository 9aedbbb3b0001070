package org.layco.crossbar;

import org.layco.quant.Encoding;
import org.layco.quant.WordChanges;

/**
 * The faulty weights of one layer on one chip, by ascending output and row: a fresh chip costs time proportional to its faults.
 */
public final class WeightFaults {
    private final int[] outputs;
    private final int[] rows;
    private final int[] flips;
    private final int[] meant;
    private final int[] codes;

    /** The faults that changed words mean for a layer; words are those of {@link LayerProgram#weightEncoding()}. */
    public WeightFaults(LayerProgram program, WordChanges changed) {
        int layerRows = program.shape().rows();
        Encoding encoding = program.weightEncoding();
        short[] written = program.weights().codes();
        int[] elements = changed.elements();
        int[] words = changed.words();
        outputs = new int[elements.length];
        rows = new int[elements.length];
        flips = new int[elements.length];
        meant = new int[elements.length];
        codes = new int[elements.length];
        int output = 0;
        for (int i = 0; i < elements.length; i++) {
            // elements ascend: walking on is cheaper than dividing
            while (elements[i] >= (output + 1) * layerRows) {
                output++;
            }
            outputs[i] = output;
            rows[i] = elements[i] - output * layerRows;
            meant[i] = written[elements[i]];
            flips[i] = words[i] ^ encoding.encode(meant[i]);
            codes[i] = encoding.decode(words[i]);
        }
    }

    /** A chip without faults in this layer. */
    public static WeightFaults none(LayerProgram program) {
        return new WeightFaults(program, WordChanges.NONE);
    }

    /** Number of faulty weights. */
    public int size() {
        return rows.length;
    }

    /** m of a fault. */
    int output(int fault) {
        return outputs[fault];
    }

    /** k of a fault, rows ordered (r, s, c). */
    int row(int fault) {
        return rows[fault];
    }

    /** Bits of the stored word that are not as written. */
    int flips(int fault) {
        return flips[fault];
    }

    /** Code as written. */
    int meantCode(int fault) {
        return meant[fault];
    }

    /** Code that the stored word reads as. */
    int code(int fault) {
        return codes[fault];
    }
}
