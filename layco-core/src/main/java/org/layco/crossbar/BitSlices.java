package org.layco.crossbar;

/**
 * Sums of products as population counts of ANDed bit planes: one word for up to 64 rows of a weight's bit and one of an input's.
 */
final class BitSlices implements Slices {
    /** More pairs of a weight's and an input's bit than these are dearer than products of digits. */
    static final int MOST_BIT_PAIRS = 2;

    private final PartialSums sums;
    private final int[] tileStarts;
    private final int[] offsets;
    private final int cellBits;
    private final int inputSliceBits;
    private final int weightBits;
    private final int inputBits;
    private final int planes;

    /** Per output and tile: polarity, bit, chunk. */
    private final long[] words;

    BitSlices(LayerProgram program) {
        sums = program.partialSums();
        RowChunks chunks = RowChunks.of(sums, program.geometry(), Long.SIZE);
        tileStarts = chunks.tileStarts();
        offsets = chunks.offsets();
        cellBits = sums.array().cellBits();
        inputSliceBits = sums.array().inputSliceBits();
        weightBits = sums.weightBits();
        inputBits = sums.inputBits();
        planes = sums.array().polarities() * weightBits;
        words = new long[Math.multiplyExact(Math.multiplyExact(sums.outputs(), chunks.count()), planes)];
        for (int m = 0; m < sums.outputs(); m++) {
            for (int tile = 0; tile < sums.tiles(); tile++) {
                fill(program, chunks, m, tile);
            }
        }
    }

    private void fill(LayerProgram program, RowChunks chunks, int m, int tile) {
        int start = chunks.tileStarts()[tile];
        int inTile = chunks.tileStarts()[tile + 1] - start;
        int first = (m * chunks.count() + start) * planes;
        for (int chunk = 0; chunk < inTile; chunk++) {
            int from = chunks.firstRows()[start + chunk];
            for (int row = from; row < chunks.firstRows()[start + chunk + 1]; row++) {
                int word = program.weightEncoding().encode(program.weights().code(m, row));
                for (int plane = 0; plane < planes; plane++) {
                    words[first + plane * inTile + chunk] |= (long) (word >>> plane & 1) << (row - from);
                }
            }
        }
    }

    @Override
    public long sum(
            int output,
            int tile,
            int polarity,
            int weightSlice,
            int inputSlice,
            int place,
            PaddedImage image,
            InputBits bits) {
        int start = tileStarts[tile];
        int inTile = tileStarts[tile + 1] - start;
        int first = (output * offsets.length + start) * planes + polarity * weightBits * inTile;
        int firstWeightBit = weightSlice * cellBits;
        int endWeightBit = Math.min(firstWeightBit + cellBits, weightBits);
        int firstInputBit = inputSlice * inputSliceBits;
        int endInputBit = Math.min(firstInputBit + inputSliceBits, inputBits);
        long sum = 0;
        for (int c = firstInputBit; c < endInputBit; c++) {
            for (int a = firstWeightBit; a < endWeightBit; a++) {
                int count = count(bits.planes(), bits.start(c), place, start, inTile, first + a * inTile);
                sum += (long) count << (a - firstWeightBit + c - firstInputBit);
            }
        }
        return sum;
    }

    private int count(long[] planes, int plane, int place, int chunk, int inTile, int word) {
        int count = 0;
        for (int i = 0; i < inTile; i++) {
            int at = place + offsets[chunk + i];
            int from = plane + (at >>> 6);
            // 64 bits from any bit on; two shifts, since a shift by 64 is none
            long input = planes[from] >>> at | planes[from + 1] << 1 << ~at;
            count += Long.bitCount(input & words[word + i]);
        }
        return count;
    }
}
