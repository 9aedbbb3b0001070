package org.layco.fault;

import java.nio.LongBuffer;
import java.util.Arrays;
import org.layco.device.BitErrorModel;
import org.layco.quant.Encoding;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.WordChanges;

/**
 * Turns failed writes and stuck cells into changed codes. Cells hold one bit: that of bit b of element e has index
 * {@code e * wordBits + b}.
 */
public final class BitErrors {
    private BitErrors() {}

    /** As {@link #apply(LongBuffer, long, BitErrorModel, StuckBits, Encoding, int, char[])} where no cell is stuck. */
    public static void apply(
            LongBuffer failed, long outcomes, BitErrorModel model, Encoding encoding, int zeroPoint, char[] digits) {
        apply(failed, outcomes, model, StuckBits.NONE, encoding, zeroPoint, digits);
    }

    /**
     * Applies failed writes and stuck cells to stored digits in place.
     *
     * @param failed cell indices, ascending, from {@link FailedWrites} or {@link CellFaults}, over {@code elements * wordBits} cells
     * @param outcomes stream {@link StreamKey#outcomes()}
     * @param stuck cells among the same
     * @param zeroPoint what digits are above their codes
     */
    public static void apply(
            LongBuffer failed,
            long outcomes,
            BitErrorModel model,
            StuckBits stuck,
            Encoding encoding,
            int zeroPoint,
            char[] digits) {
        if (flipsAll(model, stuck) && encoding.isDigits(zeroPoint)) {
            flip(failed, encoding.bits(), digits);
            return;
        }
        change(
                failed,
                outcomes,
                model,
                stuck,
                encoding.wordBits(),
                new StoredWords.OfDigits(encoding, zeroPoint, digits));
    }

    /** As {@link #changes(LongBuffer, long, BitErrorModel, StuckBits, Encoding, QuantizedWeights)} where no cell is stuck. */
    public static WordChanges changes(
            LongBuffer failed, long outcomes, BitErrorModel model, Encoding encoding, QuantizedWeights weights) {
        return changes(failed, outcomes, model, StuckBits.NONE, encoding, weights);
    }

    /**
     * The words of a weight matrix that failed writes and stuck cells have changed; the matrix itself stays as it is.
     *
     * @param failed cell indices, ascending, over {@code M * K * wordBits} cells
     * @param outcomes stream {@link StreamKey#outcomes()}
     * @param stuck cells among the same
     */
    public static WordChanges changes(
            LongBuffer failed,
            long outcomes,
            BitErrorModel model,
            StuckBits stuck,
            Encoding encoding,
            QuantizedWeights weights) {
        if (flipsAll(model, stuck)) {
            return flips(failed, encoding, weights.codes());
        }
        StoredWords.OfWeights words =
                new StoredWords.OfWeights(encoding, weights, WordChanges.NONE, failed.limit() + stuck.size());
        change(failed, outcomes, model, stuck, encoding.wordBits(), words);
        return words.changes();
    }

    // Where every failed write flips its bit there is no need to know the word: some 5 ns an error instead of 30.

    private static boolean flipsAll(BitErrorModel model, StuckBits stuck) {
        return model instanceof BitErrorModel.Uniform && stuck.size() == 0;
    }

    private static void flip(LongBuffer failed, int bits, char[] digits) {
        for (int i = 0; i < failed.limit(); i++) {
            int cell = Math.toIntExact(failed.get(i));
            int element = cell / bits;
            digits[element] ^= (char) (1 << (cell - element * bits));
        }
    }

    private static WordChanges flips(LongBuffer failed, Encoding encoding, short[] codes) {
        int wordBits = encoding.wordBits();
        int[] elements = new int[failed.limit()];
        int[] words = new int[failed.limit()];
        int size = 0;
        for (int i = 0; i < failed.limit(); i++) {
            long cell = failed.get(i);
            int element = cell <= Integer.MAX_VALUE ? (int) cell / wordBits : Math.toIntExact(cell / wordBits);
            if (size == 0 || elements[size - 1] != element) {
                elements[size] = element;
                words[size++] = encoding.encode(codes[element]);
            }
            words[size - 1] ^= 1 << (int) (cell - (long) element * wordBits);
        }
        return size == elements.length
                ? new WordChanges(elements, words)
                : new WordChanges(Arrays.copyOf(elements, size), Arrays.copyOf(words, size));
    }

    /** Word by word: what failed writes leave, then what stuck cells hold whatever was written. */
    private static void change(
            LongBuffer failed, long outcomes, BitErrorModel model, StuckBits stuck, int wordBits, StoredWords words) {
        int f = 0;
        int s = 0;
        while (f < failed.limit() || s < stuck.size()) {
            long first = Math.min(
                    f < failed.limit() ? failed.get(f) : Long.MAX_VALUE,
                    s < stuck.size() ? stuck.cell(s) : Long.MAX_VALUE);
            int element = Math.toIntExact(first / wordBits);
            long lowest = (long) element * wordBits;
            long end = lowest + wordBits;
            int written = words.word(element);
            int read = written;
            for (; f < failed.limit() && failed.get(f) < end; f++) {
                int bit = (int) (failed.get(f) - lowest);
                if (turnsOver(model, (written >>> bit) & 1, outcomes, failed.get(f))) {
                    read ^= 1 << bit;
                }
            }
            for (; s < stuck.size() && stuck.cell(s) < end; s++) {
                int bit = 1 << (int) (stuck.cell(s) - lowest);
                read = stuck.one(s) ? read | bit : read & ~bit;
            }
            if (read != written) {
                words.replace(element, read);
            }
        }
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
