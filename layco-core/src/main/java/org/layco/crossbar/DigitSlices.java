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
    private static final int LARGEST_SHORT = 0xFFFF;

    private final int[] tileStarts;
    private final int[] offsets;
    private final int cellBits;
    private final int inputSliceBits;
    private final int weightOffset;

    /** Chunks whose products surely add up in a short. */
    private final int run;

    /** Per output and chunk, a vector of codes; beyond the chunk's end, the code whose digits are 0. */
    private final byte[] codes;

    DigitSlices(LayerProgram program) {
        PartialSums sums = program.partialSums();
        CrossbarArray array = sums.array();
        RowChunks chunks = RowChunks.of(sums, program.geometry(), L);
        tileStarts = chunks.tileStarts();
        offsets = chunks.offsets();
        cellBits = array.cellBits();
        inputSliceBits = array.inputSliceBits();
        weightOffset = array.polarities() == 1 ? 1 << (sums.weightBits() - 1) : 0;
        run = LARGEST_SHORT / (sums.largestWeightDigit(0) * sums.largestInputDigit(0));
        codes = new byte[Math.multiplyExact(Math.multiplyExact(sums.outputs(), chunks.count()), L)];
        Arrays.fill(codes, (byte) -weightOffset);
        for (int m = 0; m < sums.outputs(); m++) {
            for (int chunk = 0; chunk < chunks.count(); chunk++) {
                int from = chunks.firstRows()[chunk];
                for (int row = from; row < chunks.firstRows()[chunk + 1]; row++) {
                    codes[(m * chunks.count() + chunk) * L + row - from] =
                            (byte) program.weights().code(m, row);
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
        int end = tileStarts[tile + 1];
        long sum = 0;
        for (int chunk = tileStarts[tile]; chunk < end; chunk += run) {
            sum += sum(
                    output * offsets.length * L,
                    chunk,
                    Math.min(end, chunk + run),
                    -polarity,
                    weightSlice * cellBits,
                    inputSlice * inputSliceBits,
                    place,
                    image.bytes());
        }
        return sum;
    }

    /** x ^ sign - sign negates where sign is -1: the positive part of +-code, or the code in offset binary. */
    private int sum(
            int codesFrom, int from, int end, int sign, int weightShift, int inputShift, int place, byte[] image) {
        short weightMask = (short) ((1 << cellBits) - 1);
        short inputMask = (short) ((1 << inputSliceBits) - 1);
        var total = ShortVector.zero(SHORTS);
        for (int chunk = from; chunk < end; chunk++) {
            var weight = ((ShortVector) ByteVector.fromArray(BYTES, codes, codesFrom + chunk * L)
                            .convertShape(VectorOperators.B2S, SHORTS, 0))
                    .lanewise(VectorOperators.XOR, (short) sign)
                    .add((short) (weightOffset - sign))
                    .max((short) 0)
                    .lanewise(VectorOperators.LSHR, weightShift)
                    .and(weightMask);
            var input = ((ShortVector) ByteVector.fromArray(BYTES, image, place + offsets[chunk])
                            .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
                    .lanewise(VectorOperators.LSHR, inputShift)
                    .and(inputMask);
            total = total.add(weight.mul(input));
        }
        // even and odd lanes, since the other half of a vector is dear to reach
        var pairs = total.reinterpretAsInts();
        return pairs.and(LARGEST_SHORT)
                .add(pairs.lanewise(VectorOperators.LSHR, Short.SIZE))
                .reduceLanes(VectorOperators.ADD);
    }
}
