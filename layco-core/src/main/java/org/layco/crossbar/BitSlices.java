package org.layco.crossbar;

/**
 * Sums of products as population counts of ANDed bit planes: one word for up to 64 rows of a weight's bit and one of an input's.
 */
final class BitSlices implements Slices {
    /** More pairs of a weight's and an input's bit than these are dearer than products of digits. */
    static final int MOST_BIT_PAIRS = 2;

    private final int tiles;
    private final int cellBits;
    private final int inputSliceBits;
    private final int weightBits;
    private final int inputBits;
    private final int planes;

    /** Chunks of every tile; short tiles are filled up with chunks of no weight, for loops of equal length. */
    private final int chunks;

    /** Per tile and chunk. */
    private final int[] offsets;

    /** Per output, tile, polarity, bit and chunk. */
    private final long[] words;

    BitSlices(LayerProgram program) {
        PartialSums sums = program.partialSums();
        RowChunks rows = RowChunks.of(sums, program.geometry(), Long.SIZE);
        tiles = sums.tiles();
        cellBits = sums.array().cellBits();
        inputSliceBits = sums.array().inputSliceBits();
        weightBits = sums.weightBits();
        inputBits = sums.inputBits();
        planes = sums.array().polarities() * weightBits;
        chunks = rows.mostInATile();
        offsets = new int[tiles * chunks];
        words = new long[Math.multiplyExact(Math.multiplyExact(sums.outputs() * tiles, chunks), planes)];
        for (int m = 0; m < sums.outputs(); m++) {
            for (int tile = 0; tile < tiles; tile++) {
                fill(program, rows, m, tile);
            }
        }
    }

    private void fill(LayerProgram program, RowChunks rows, int m, int tile) {
        int first = (m * tiles + tile) * planes * chunks;
        for (int chunk = rows.tileStarts()[tile]; chunk < rows.tileStarts()[tile + 1]; chunk++) {
            int inTile = chunk - rows.tileStarts()[tile];
            int from = rows.firstRows()[chunk];
            offsets[tile * chunks + inTile] = rows.offsets()[chunk];
            for (int row = from; row < rows.firstRows()[chunk + 1]; row++) {
                int word = program.weightEncoding().encode(program.weights().code(m, row));
                for (int plane = 0; plane < planes; plane++) {
                    words[first + plane * chunks + inTile] |= (long) (word >>> plane & 1) << (row - from);
                }
            }
        }
    }

    @Override
    public long difference(
            int output,
            int tile,
            int polarity,
            int weightSlice,
            int inputSlice,
            int before,
            int now,
            PaddedImage image,
            InputBits bits) {
        int first = ((output * tiles + tile) * planes + polarity * weightBits) * chunks;
        int firstWeightBit = weightSlice * cellBits;
        int endWeightBit = Math.min(firstWeightBit + cellBits, weightBits);
        int firstInputBit = inputSlice * inputSliceBits;
        int endInputBit = Math.min(firstInputBit + inputSliceBits, inputBits);
        long sum = 0;
        for (int c = firstInputBit; c < endInputBit; c++) {
            for (int a = firstWeightBit; a < endWeightBit; a++) {
                int word = first + a * chunks;
                int plane = bits.start(c);
                int count = before < 0
                        ? -count(bits.planes(), plane, now, tile * chunks, word)
                        : difference(bits.planes(), plane, before, now, tile * chunks, word);
                sum += (long) count << (a - firstWeightBit + c - firstInputBit);
            }
        }
        return sum;
    }

    private int count(long[] digits, int plane, int place, int chunk, int word) {
        int count = 0;
        for (int i = 0; i < chunks; i++) {
            count += Long.bitCount(input(digits, plane, place + offsets[chunk + i]) & words[word + i]);
        }
        return count;
    }

    private int difference(long[] digits, int plane, int before, int now, int chunk, int word) {
        int count = 0;
        for (int i = 0; i < chunks; i++) {
            int offset = offsets[chunk + i];
            long weight = words[word + i];
            count += Long.bitCount(input(digits, plane, before + offset) & weight);
            count -= Long.bitCount(input(digits, plane, now + offset) & weight);
        }
        return count;
    }

    /** 64 bits of a plane from any bit on; two shifts, since a shift by 64 is none. */
    private static long input(long[] digits, int plane, int at) {
        int from = plane + (at >>> 6);
        return digits[from] >>> at | digits[from + 1] << 1 << ~at;
    }
}
