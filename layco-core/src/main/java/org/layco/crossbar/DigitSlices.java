package org.layco.crossbar;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.layco.hardware.CrossbarArray;

/** Sums of products of digits in short lanes, the digits cut from 8-bit codes as they are needed. */
final class DigitSlices implements Slices {
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final int L = SHORTS.length();
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Byte.SIZE * L));

    private final int tiles;
    private final int cellBits;
    private final int inputSliceBits;
    private final int weightOffset;

    /** Chunks whose products surely add up in a short, with either sign. */
    private final int run;

    /** Chunks of every tile; short tiles are filled up with chunks of no weight, for loops of equal length. */
    private final int chunks;

    /** Per tile and chunk. */
    private final int[] offsets;

    /** Per output, tile and chunk, a vector of codes; beyond the chunk's end, the code whose digits are 0. */
    private final byte[] codes;

    DigitSlices(LayerProgram program) {
        PartialSums sums = program.partialSums();
        CrossbarArray array = sums.array();
        RowChunks rows = RowChunks.of(sums, program.geometry(), L);
        tiles = sums.tiles();
        cellBits = array.cellBits();
        inputSliceBits = array.inputSliceBits();
        weightOffset = array.polarities() == 1 ? 1 << (sums.weightBits() - 1) : 0;
        run = Short.MAX_VALUE / (sums.largestWeightDigit(0) * sums.largestInputDigit(0));
        chunks = rows.mostInATile();
        offsets = new int[tiles * chunks];
        codes = new byte[Math.multiplyExact(Math.multiplyExact(sums.outputs() * tiles, chunks), L)];
        Arrays.fill(codes, (byte) -weightOffset);
        for (int m = 0; m < sums.outputs(); m++) {
            for (int tile = 0; tile < tiles; tile++) {
                fill(program, rows, m, tile);
            }
        }
    }

    private void fill(LayerProgram program, RowChunks rows, int m, int tile) {
        for (int chunk = rows.tileStarts()[tile]; chunk < rows.tileStarts()[tile + 1]; chunk++) {
            int inTile = chunk - rows.tileStarts()[tile];
            int from = rows.firstRows()[chunk];
            offsets[tile * chunks + inTile] = rows.offsets()[chunk];
            for (int row = from; row < rows.firstRows()[chunk + 1]; row++) {
                codes[((m * tiles + tile) * chunks + inTile) * L + row - from] =
                        (byte) program.weights().code(m, row);
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
        long sum = 0;
        for (int from = 0; from < chunks; from += run) {
            sum += difference(
                    (output * tiles + tile) * chunks * L,
                    tile * chunks,
                    from,
                    Math.min(chunks, from + run),
                    -polarity,
                    weightSlice * cellBits,
                    inputSlice * inputSliceBits,
                    before,
                    now,
                    image.bytes());
        }
        return sum;
    }

    private int difference(
            int codesFrom,
            int offsetsFrom,
            int from,
            int end,
            int sign,
            int weightShift,
            int inputShift,
            int before,
            int now,
            byte[] image) {
        short weightMask = (short) ((1 << cellBits) - 1);
        short inputMask = (short) ((1 << inputSliceBits) - 1);
        var total = ShortVector.zero(SHORTS);
        for (int chunk = from; chunk < end; chunk++) {
            // x ^ sign - sign negates where sign is -1: the positive part of +-code, or the code in offset binary
            var weight = ((ShortVector) ByteVector.fromArray(BYTES, codes, codesFrom + chunk * L)
                            .convertShape(VectorOperators.B2S, SHORTS, 0))
                    .lanewise(VectorOperators.XOR, (short) sign)
                    .add((short) (weightOffset - sign))
                    .max((short) 0)
                    .lanewise(VectorOperators.LSHR, weightShift)
                    .and(weightMask);
            int offset = offsets[offsetsFrom + chunk];
            var input = ((ShortVector) ByteVector.fromArray(BYTES, image, now + offset)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
                    .lanewise(VectorOperators.LSHR, inputShift)
                    .and(inputMask)
                    .neg();
            if (before >= 0) {
                input = input.add(((ShortVector) ByteVector.fromArray(BYTES, image, before + offset)
                                .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
                        .lanewise(VectorOperators.LSHR, inputShift)
                        .and(inputMask));
            }
            total = total.add(weight.mul(input));
        }
        // even and odd lanes, since the other half of a vector is dear to reach
        var pairs = total.reinterpretAsInts();
        return pairs.lanewise(VectorOperators.LSHL, Short.SIZE)
                .lanewise(VectorOperators.ASHR, Short.SIZE)
                .add(pairs.lanewise(VectorOperators.ASHR, Short.SIZE))
                .reduceLanes(VectorOperators.ADD);
    }
}
