package org.layco.fault;

import java.util.Arrays;
import org.layco.quant.Encoding;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.WordChanges;

/** Words in memory cells, which errors change. */
interface StoredWords {
    /** The word of an element. */
    int word(int element);

    /** Replaces the word of an element; called in ascending order of elements, at most once for each. */
    void replace(int element, int word);

    /** Digits (code plus zero point) in an array, which are replaced in place by what their words read as. */
    record OfDigits(Encoding encoding, int zeroPoint, char[] digits) implements StoredWords {
        @Override
        public int word(int element) {
            return encoding.encode(digits[element] - zeroPoint);
        }

        @Override
        public void replace(int element, int word) {
            digits[element] = (char) (encoding.decode(word) + zeroPoint);
        }
    }

    /** Weights, which stay as they are: what changes is collected. */
    final class OfWeights implements StoredWords {
        private final Encoding encoding;
        private final short[] codes;
        private final WordChanges before;
        private final int[] elements;
        private final int[] words;
        private int size;
        private int next;

        /**
         * Words of a weight matrix.
         *
         * @param before what has changed them already
         * @param most number of further changes
         */
        OfWeights(Encoding encoding, QuantizedWeights weights, WordChanges before, int most) {
            this.encoding = encoding;
            this.codes = weights.codes();
            this.before = before;
            elements = new int[before.size() + most];
            words = new int[before.size() + most];
        }

        @Override
        public int word(int element) {
            int place = Arrays.binarySearch(before.elements(), element);
            return place < 0 ? encoding.encode(codes[element]) : before.words()[place];
        }

        @Override
        public void replace(int element, int word) {
            keepBefore(element);
            next += next < before.size() && before.elements()[next] == element ? 1 : 0;
            add(element, word);
        }

        /** Every word that differs from what was written. */
        WordChanges changes() {
            keepBefore(Integer.MAX_VALUE);
            return size == elements.length
                    ? new WordChanges(elements, words)
                    : new WordChanges(Arrays.copyOf(elements, size), Arrays.copyOf(words, size));
        }

        private void keepBefore(int element) {
            for (; next < before.size() && before.elements()[next] < element; next++) {
                add(before.elements()[next], before.words()[next]);
            }
        }

        private void add(int element, int word) {
            elements[size] = element;
            words[size++] = word;
        }
    }
}
