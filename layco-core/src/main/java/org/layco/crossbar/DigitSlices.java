package org.layco.crossbar;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.layco.hardware.CrossbarArray;

/**
 * Sums of products of digits in short lanes, or row by row where rows lie apart, the digits cut from stored words of at most 8 bits as they
 * are needed.
 */
final class DigitSlices implements Slices {
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final int L = SHORTS.length();
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Byte.SIZE * L));

    /** Runs of fewer rows are not worth a vector each: those of depthwise layers have one row. */
    private static final int SHORTEST_RUN = 4;

    /** Words of a chunk: a vector, or 1. */
    private final int width;

    private final int storedBits;
    private final short weightMask;
    private final short inputMask;

    /** Chunks whose products surely add up in a short, with either sign. */
    private final int run;

    /** Chunks of every tile; short tiles are filled up with chunks of no weight, for loops of equal length. */
    private final int chunks;

    private final int wordsPerOutput;

    /** Where each chunk's digits lie, per tile and chunk. */
    private final int[] offsets;

    /** Per row, the place of its word in polarity 0 of an output. */
    private final int[] rowWords;

    // per slice: first word in an output, its tile's first chunk, and the lowest bit of its weights' and inputs' digits
    private final int[] sliceWords;
    private final int[] sliceChunks;
    private final int[] weightShifts;
    private final int[] inputShifts;

    /** Per output, tile, polarity and chunk, {@link #width} words; beyond the chunk's end, 0. */
    private final byte[] words;

    DigitSlices(LayerProgram program) {
        PartialSums sums = program.partialSums();
        CrossbarArray array = sums.array();
        width = program.geometry().runLength() < SHORTEST_RUN ? 1 : L;
        RowChunks rows = RowChunks.of(sums, program.geometry(), width);
        int polarities = array.polarities();
        storedBits = sums.weightBits();
        weightMask = (short) ((1 << array.cellBits()) - 1);
        inputMask = (short) ((1 << array.inputSliceBits()) - 1);
        run = Short.MAX_VALUE / (sums.largestWeightDigit(0) * sums.largestInputDigit(0));
        chunks = rows.mostInATile();
        wordsPerOutput = Math.multiplyExact(sums.tiles() * polarities * chunks, width);
        offsets = new int[sums.tiles() * chunks];
        words = new byte[Math.multiplyExact(sums.outputs(), wordsPerOutput)];
        rowWords = new int[sums.layerRows()];
        for (int tile = 0; tile < sums.tiles(); tile++) {
            int first = rows.tileStarts()[tile];
            for (int chunk = first; chunk < rows.tileStarts()[tile + 1]; chunk++) {
                int from = rows.firstRows()[chunk];
                offsets[tile * chunks + chunk - first] = rows.offsets()[chunk];
                for (int row = from; row < rows.firstRows()[chunk + 1]; row++) {
                    rowWords[row] = (tile * polarities * chunks + chunk - first) * width + row - from;
                }
            }
        }
        int slices = sums.cells() / sums.outputs();
        sliceWords = new int[slices];
        sliceChunks = new int[slices];
        weightShifts = new int[slices];
        inputShifts = new int[slices];
        for (int cell = 0; cell < slices; cell++) {
            Slice slice = Slice.of(sums, cell);
            sliceWords[cell] = (slice.tile() * polarities + slice.polarity()) * chunks * width;
            sliceChunks[cell] = slice.tile() * chunks;
            weightShifts[cell] = slice.weightSlice() * array.cellBits();
            inputShifts[cell] = slice.inputSlice() * array.inputSliceBits();
        }
    }

    @Override
    public void flip(int output, int row, int bits) {
        int first = output * wordsPerOutput + rowWords[row];
        words[first] ^= (byte) (bits & (1 << storedBits) - 1);
        int second = bits >>> storedBits;
        if (second != 0) {
            words[first + chunks * width] ^= (byte) second;
        }
    }

    @Override
    public long sum(int output, int slice, int place, PaddedImage image, InputBits bits) {
        // a place is compared with itself, whose digits count nothing under an empty mask
        return -difference(output, slice, place, (short) 0, place, image.bytes());
    }

    @Override
    public long difference(int output, int slice, int before, int now, PaddedImage image, InputBits bits) {
        return difference(output, slice, before, inputMask, now, image.bytes());
    }

    private long difference(int output, int slice, int before, short maskBefore, int now, byte[] image) {
        int word = output * wordsPerOutput + sliceWords[slice];
        if (width == 1) {
            return rowByRow(slice, word, before, maskBefore, now, image);
        }
        long sum = 0;
        for (int from = 0; from < chunks; from += run) {
            sum += difference(slice, word, from, Math.min(chunks, from + run), before, maskBefore, now, image);
        }
        return sum;
    }

    /** A tile has too few rows for the sum to leave an int. */
    private int rowByRow(int slice, int word, int before, short maskBefore, int now, byte[] image) {
        int weightShift = weightShifts[slice];
        int inputShift = inputShifts[slice];
        int firstChunk = sliceChunks[slice];
        int sum = 0;
        for (int row = 0; row < chunks; row++) {
            int offset = offsets[firstChunk + row];
            int inputBefore = ((image[before + offset] & 0xFF) >>> inputShift) & maskBefore;
            int inputNow = ((image[now + offset] & 0xFF) >>> inputShift) & inputMask;
            int weight = ((words[word + row] & 0xFF) >>> weightShift) & weightMask;
            sum += weight * (inputBefore - inputNow);
        }
        return sum;
    }

    private int difference(
            int slice, int word, int from, int end, int before, short maskBefore, int now, byte[] image) {
        int weightShift = weightShifts[slice];
        int inputShift = inputShifts[slice];
        int firstChunk = sliceChunks[slice];
        var total = ShortVector.zero(SHORTS);
        for (int chunk = from; chunk < end; chunk++) {
            var weight = ((ShortVector) ByteVector.fromArray(BYTES, words, word + chunk * L)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
                    .lanewise(VectorOperators.LSHR, weightShift)
                    .and(weightMask);
            int offset = offsets[firstChunk + chunk];
            var inputNow = ((ShortVector) ByteVector.fromArray(BYTES, image, now + offset)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
                    .lanewise(VectorOperators.LSHR, inputShift)
                    .and(inputMask);
            var inputBefore = ((ShortVector) ByteVector.fromArray(BYTES, image, before + offset)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
                    .lanewise(VectorOperators.LSHR, inputShift)
                    .and(maskBefore);
            total = total.add(weight.mul(inputBefore.sub(inputNow)));
        }
        // even and odd lanes, since the other half of a vector is dear to reach
        var pairs = total.reinterpretAsInts();
        return pairs.lanewise(VectorOperators.LSHL, Short.SIZE)
                .lanewise(VectorOperators.ASHR, Short.SIZE)
                .add(pairs.lanewise(VectorOperators.ASHR, Short.SIZE))
                .reduceLanes(VectorOperators.ADD);
    }
}
