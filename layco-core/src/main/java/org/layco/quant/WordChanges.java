package org.layco.quant;

/**
 * Stored words of a tensor that differ from what was written: a sparse, sorted list.
 *
 * @param elements indices of the changed elements in the tensor, ascending, each once; not to be modified
 * @param words the word that each of them now reads as; not to be modified
 */
public record WordChanges(int[] elements, int[] words) {
    /** No change. */
    public static final WordChanges NONE = new WordChanges(new int[0], new int[0]);

    public WordChanges {
        if (elements.length != words.length) {
            throw new IllegalArgumentException(
                    "%d elements cannot have %d words.".formatted(elements.length, words.length));
        }
    }

    /** Number of changed elements. */
    public int size() {
        return elements.length;
    }
}
