package org.layco.crossbar;

/**
 * Sums of products as population counts of ANDed bit planes: one word for up to 64 rows of a weight's bit and one of an input's.
 */
final class BitSlices implements Slices {
    /** More pairs of a weight's and an input's bit than these are dearer than products of digits. */
    static final int MOST_BIT_PAIRS = 2;

    private final int planes;

    /** Chunks of every tile; short tiles are filled up with chunks of no weight, for loops of equal length. */
    private final int chunks;

    private final int wordsPerOutput;

    /** Where each chunk's digits lie, per tile and chunk. */
    private final int[] offsets;

    // per row: its chunk's word in plane 0 of an output, and its bit there
    private final int[] rowWords;
    private final long[] rowBits;

    // per slice: first word of its lowest plane in an output, its tile's first chunk, and its bits of weight and input
    private final int[] sliceWords;
    private final int[] sliceChunks;
    private final int[] weightBits;
    private final int[] inputBits;
    private final int[] firstInputBits;

    /** Per output, tile, polarity, bit and chunk. */
    private final long[] words;

    BitSlices(LayerProgram program) {
        PartialSums sums = program.partialSums();
        boolean aligned =
                program.geometry().groupStep() % Byte.SIZE == 0 && sums.array().rows() % Byte.SIZE == 0;
        RowChunks rows =
                RowChunks.of(sums, program.geometry(), aligned ? InputBits.ALIGNED_BITS : InputBits.UNALIGNED_BITS);
        planes = sums.array().polarities() * sums.weightBits();
        chunks = rows.mostInATile();
        wordsPerOutput = Math.multiplyExact(sums.tiles() * chunks, planes);
        offsets = new int[sums.tiles() * chunks];
        words = new long[Math.multiplyExact(sums.outputs(), wordsPerOutput)];
        rowWords = new int[sums.layerRows()];
        rowBits = new long[sums.layerRows()];
        for (int tile = 0; tile < sums.tiles(); tile++) {
            int first = rows.tileStarts()[tile];
            for (int chunk = first; chunk < rows.tileStarts()[tile + 1]; chunk++) {
                int from = rows.firstRows()[chunk];
                offsets[tile * chunks + chunk - first] = rows.offsets()[chunk];
                for (int row = from; row < rows.firstRows()[chunk + 1]; row++) {
                    rowWords[row] = tile * planes * chunks + chunk - first;
                    rowBits[row] = 1L << (row - from);
                }
            }
        }
        int slices = sums.cells() / sums.outputs();
        sliceWords = new int[slices];
        sliceChunks = new int[slices];
        weightBits = new int[slices];
        inputBits = new int[slices];
        firstInputBits = new int[slices];
        for (int cell = 0; cell < slices; cell++) {
            placeSlice(sums, cell);
        }
    }

    private void placeSlice(PartialSums sums, int cell) {
        Slice slice = Slice.of(sums, cell);
        int firstWeightBit = slice.weightSlice() * sums.array().cellBits();
        int plane = slice.polarity() * sums.weightBits() + firstWeightBit;
        sliceWords[cell] = (slice.tile() * planes + plane) * chunks;
        sliceChunks[cell] = slice.tile() * chunks;
        weightBits[cell] = Math.min(sums.array().cellBits(), sums.weightBits() - firstWeightBit);
        firstInputBits[cell] = slice.inputSlice() * sums.array().inputSliceBits();
        inputBits[cell] = Math.min(sums.array().inputSliceBits(), sums.inputBits() - firstInputBits[cell]);
    }

    @Override
    public void flip(int output, int row, int bits) {
        int first = output * wordsPerOutput + rowWords[row];
        for (int left = bits; left != 0; left &= left - 1) {
            words[first + Integer.numberOfTrailingZeros(left) * chunks] ^= rowBits[row];
        }
    }

    @Override
    public long sum(int output, int slice, int place, PaddedImage image, InputBits bits) {
        long sum = 0;
        for (int c = 0; c < inputBits[slice]; c++) {
            for (int a = 0; a < weightBits[slice]; a++) {
                int word = output * wordsPerOutput + sliceWords[slice] + a * chunks;
                int plane = bits.start(firstInputBits[slice] + c);
                int count = 0;
                for (int i = 0; i < chunks; i++) {
                    long input = InputBits.word(bits.planes(), plane, place + offsets[sliceChunks[slice] + i]);
                    count += Long.bitCount(input & words[word + i]);
                }
                sum += (long) count << (a + c);
            }
        }
        return sum;
    }

    @Override
    public long difference(int output, int slice, int before, int now, PaddedImage image, InputBits bits) {
        long sum = 0;
        for (int c = 0; c < inputBits[slice]; c++) {
            for (int a = 0; a < weightBits[slice]; a++) {
                int word = output * wordsPerOutput + sliceWords[slice] + a * chunks;
                int plane = bits.start(firstInputBits[slice] + c);
                sum += (long) difference(bits.planes(), plane, before, now, sliceChunks[slice], word) << (a + c);
            }
        }
        return sum;
    }

    private int difference(byte[] digits, int plane, int before, int now, int chunk, int word) {
        int count = 0;
        for (int i = 0; i < chunks; i++) {
            int offset = offsets[chunk + i];
            long weight = words[word + i];
            count += Long.bitCount(InputBits.word(digits, plane, before + offset) & weight);
            count -= Long.bitCount(InputBits.word(digits, plane, now + offset) & weight);
        }
        return count;
    }
}
