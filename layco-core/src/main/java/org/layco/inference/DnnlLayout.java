package org.layco.inference;

/**
 * Where oneDNN puts the elements of a blocked tensor of bytes: the innermost blocks, named by the dimension that each one cuts, and
 * the strides of what is left of each dimension.
 *
 * @param bytes of the whole tensor, padding included
 * @param strides per dimension, of whole blocks
 * @param blocks sizes of the innermost blocks, outermost first
 * @param dimensions that the blocks cut
 */
record DnnlLayout(long bytes, long[] strides, long[] blocks, long[] dimensions) {
    /** Where the indices of a dimension begin; an element's place is the sum over its dimensions. */
    int[] places(int dimension, int count) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = Math.toIntExact(place(dimension, i));
        }
        return places;
    }

    private long place(int dimension, long index) {
        long left = index;
        long place = 0;
        long step = 1;
        for (int block = blocks.length - 1; block >= 0; block--) {
            if (dimensions[block] == dimension) {
                place += left % blocks[block] * step;
                left /= blocks[block];
            }
            step *= blocks[block];
        }
        return place + left * strides[dimension];
    }
}
