package org.layco.fault;

import java.nio.LongBuffer;
import org.layco.device.LevelGaussians;
import org.layco.quant.Encoding;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.WordChanges;

/**
 * Misread multi-level cells: words are cut into digits, one for each cell, and a digit moves to a neighbouring level with the
 * probability of the level it is at. A digit whose cell is not filled by its word reads as no more than it can hold.
 *
 * <p>Cells of a word are numbered from its least significant digit; each magnitude of a differential pair has digits of its own.
 * Holds scratch space: one per worker thread.
 */
public final class LevelErrors {
    private final double[] up;
    private final double[] down;
    private final int cellBits;
    private final double highest;
    private final FailedWrites draws = new FailedWrites();

    /** Errors of cells with these levels. */
    public LevelErrors(LevelGaussians levels) {
        int count = levels.levels().size();
        cellBits = levels.cellBits();
        up = new double[count];
        down = new double[count];
        double most = 0;
        for (int level = 0; level < count; level++) {
            up[level] = levels.up(level);
            down[level] = levels.down(level);
            most = Math.max(most, up[level] + down[level]);
        }
        highest = Math.min(1, most);
    }

    /** Cells that one word occupies. */
    public int cellsPerWord(Encoding encoding) {
        return encoding.wordBits() / encoding.bits() * digits(encoding);
    }

    /**
     * Applies the errors of one trial to stored digits in place.
     *
     * @param zeroPoint what digits are above their codes
     */
    public void apply(StreamKey key, Encoding encoding, int zeroPoint, char[] digits) {
        StoredWords words = new StoredWords.OfDigits(encoding, zeroPoint, digits);
        change(draw(key, encoding, words, digits.length), key.levelDirections(), encoding, words);
    }

    /**
     * The words of a weight matrix that read differently from what was written; the matrix itself stays as it is.
     *
     * @param before what else has changed words, for example stuck cells; part of the result
     */
    public WordChanges changes(StreamKey key, Encoding encoding, QuantizedWeights weights, WordChanges before) {
        StoredWords unchanged = new StoredWords.OfWeights(encoding, weights, before, 0);
        LongBuffer misread = draw(key, encoding, unchanged, weights.codes().length);
        StoredWords.OfWeights words = new StoredWords.OfWeights(encoding, weights, before, misread.limit());
        change(misread, key.levelDirections(), encoding, words);
        return words.changes();
    }

    private LongBuffer draw(StreamKey key, Encoding encoding, StoredWords words, int elements) {
        int perWord = cellsPerWord(encoding);
        return draws.draw(key.levelErrors(), (long) elements * perWord, new OfLevels(this, encoding, words, perWord));
    }

    private void change(LongBuffer misread, long directions, Encoding encoding, StoredWords words) {
        int perWord = cellsPerWord(encoding);
        int i = 0;
        while (i < misread.limit()) {
            int element = Math.toIntExact(misread.get(i) / perWord);
            int word = words.word(element);
            for (; i < misread.limit() && misread.get(i) / perWord == element; i++) {
                long cell = misread.get(i);
                int digit = (int) (cell % perWord);
                int level = level(word, digit, encoding);
                double higher = up(level, digit, encoding);
                boolean rises = CounterHash.unit(CounterHash.bits(directions, cell)) * (higher + down[level]) < higher;
                word += (rises ? 1 : -1) << shift(digit, encoding);
            }
            words.replace(element, word);
        }
    }

    private double probability(int word, int digit, Encoding encoding) {
        int level = level(word, digit, encoding);
        return up(level, digit, encoding) + down[level];
    }

    private double up(int level, int digit, Encoding encoding) {
        return level == (1 << width(digit, encoding)) - 1 ? 0 : up[level];
    }

    private int level(int word, int digit, Encoding encoding) {
        return (word >>> shift(digit, encoding)) & ((1 << width(digit, encoding)) - 1);
    }

    private int shift(int digit, Encoding encoding) {
        int digits = digits(encoding);
        return digit / digits * encoding.bits() + digit % digits * cellBits;
    }

    private int width(int digit, Encoding encoding) {
        return Math.min(cellBits, encoding.bits() - digit % digits(encoding) * cellBits);
    }

    private int digits(Encoding encoding) {
        return (encoding.bits() + cellBits - 1) / cellBits;
    }

    private record OfLevels(LevelErrors errors, Encoding encoding, StoredWords words, int perWord)
            implements CellProbability {
        @Override
        public double of(long cell) {
            return errors.probability(words.word((int) (cell / perWord)), (int) (cell % perWord), encoding);
        }

        @Override
        public double lowest() {
            return 0;
        }

        @Override
        public double highest() {
            return errors.highest;
        }
    }
}
