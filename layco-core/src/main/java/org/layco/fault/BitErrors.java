package org.layco.fault;

import java.nio.LongBuffer;
import java.util.Arrays;
import org.layco.device.BitErrorModel;
import org.layco.quant.Encoding;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.WordChanges;

/** Turns failed writes of single-level cells into changed codes. Cell of bit b of element e has index {@code e * wordBits + b}. */
public final class BitErrors {
    private BitErrors() {}

    /**
     * Applies failed writes to codes in place.
     *
     * @param failed cell indices from {@link FailedWrites#draw}, over {@code elements * wordBits} cells
     * @param outcomes stream {@link StreamKey#outcomes()}
     */
    public static void apply(LongBuffer failed, long outcomes, BitErrorModel model, Encoding encoding, int[] codes) {
        int wordBits = encoding.wordBits();
        for (int i = 0; i < failed.limit(); i++) {
            long cell = failed.get(i);
            int element = Math.toIntExact(cell / wordBits);
            int bit = (int) (cell - (long) element * wordBits);
            int word = encoding.encode(codes[element]);
            if (turnsOver(model, (word >>> bit) & 1, outcomes, cell)) {
                codes[element] = encoding.decode(word ^ (1 << bit));
            }
        }
    }

    /**
     * The words of a weight matrix that failed writes have changed; the matrix itself stays as it is.
     *
     * @param failed cell indices over {@code M * K * wordBits} cells
     */
    public static WordChanges changes(
            LongBuffer failed, long outcomes, BitErrorModel model, Encoding encoding, QuantizedWeights weights) {
        int wordBits = encoding.wordBits();
        short[] codes = weights.codes();
        int[] elements = new int[failed.limit()];
        int[] words = new int[failed.limit()];
        int size = 0;
        for (int i = 0; i < failed.limit(); i++) {
            long cell = failed.get(i);
            int element = Math.toIntExact(cell / wordBits);
            int bit = (int) (cell - (long) element * wordBits);
            boolean again = size > 0 && elements[size - 1] == element;
            int word = again ? words[size - 1] : encoding.encode(codes[element]);
            if (turnsOver(model, (word >>> bit) & 1, outcomes, cell)) {
                size += again ? 0 : 1;
                elements[size - 1] = element;
                words[size - 1] = word ^ (1 << bit);
            }
        }
        return size == elements.length
                ? new WordChanges(elements, words)
                : new WordChanges(Arrays.copyOf(elements, size), Arrays.copyOf(words, size));
    }

    private static boolean turnsOver(BitErrorModel model, int bit, long outcomes, long cell) {
        return switch (model) {
            case BitErrorModel.Uniform() -> true;
            case BitErrorModel.DataDependent(double zeroToOne, double oneToZero) ->
                happens(bit == 0 ? zeroToOne : oneToZero, outcomes, cell);
        };
    }

    private static boolean happens(double share, long outcomes, long cell) {
        return share > 0 && (share >= 1 || CounterHash.unit(CounterHash.bits(outcomes, cell)) < share);
    }
}
