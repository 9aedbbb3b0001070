package org.layco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/**
 * Random bit flips in 8-bit two's complement codes in PyTorch, sampled sparsely: how many fail is drawn first, then
 * where. The codes are held as floats, which saves two conversions of every feature map.
 */
final class TorchBitFlips {
    private static final int BITS = 8;
    private static final int CODES = 1 << BITS;

    /** Above this mean the normal distribution stands in for Poisson's; only the work matters here. */
    private static final double LARGE_MEAN = 50;

    private final double rate;
    private final NDArray flipped;
    private final SplittableRandom random = new SplittableRandom(1);

    /**
     * Flips of a rate.
     *
     * @param manager keeps the table
     * @param rate probability that a bit flips, 0..1
     */
    TorchBitFlips(NDManager manager, double rate) {
        this.rate = rate;
        this.flipped = manager.create(table());
    }

    /** Code with bit b flipped, at (code + 128) * 8 + b: DJL has no exclusive or of integers. */
    private static float[] table() {
        float[] table = new float[CODES * BITS];
        for (int code = Byte.MIN_VALUE; code <= Byte.MAX_VALUE; code++) {
            for (int bit = 0; bit < BITS; bit++) {
                table[(code - Byte.MIN_VALUE) * BITS + bit] = (byte) (code ^ 1 << bit);
            }
        }
        return table;
    }

    /**
     * Flips bits of codes in place.
     *
     * @param step keeps what is needed meanwhile
     * @param codes whole numbers -128..127, contiguous
     */
    void flip(NDManager step, NDArray codes) {
        int count = poisson(BITS * rate * codes.size());
        if (count == 0) {
            return;
        }
        Shape shape = new Shape(count);
        NDArray where = step.randomInteger(0, codes.size(), shape, DataType.INT64);
        NDArray bit = step.randomInteger(0, BITS, shape, DataType.INT64);
        NDArray flat = codes.reshape(-1);
        NDArray entry = flat.take(where)
                .toType(DataType.INT64, false)
                .addi(-Byte.MIN_VALUE)
                .muli(BITS)
                .addi(bit);
        flat.set(new NDIndex("{}", where), flipped.take(step, entry));
    }

    private int poisson(double mean) {
        if (mean > LARGE_MEAN) {
            return (int) Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        int count = -1;
        double product = 1;
        double limit = Math.exp(-mean);
        do {
            count++;
            product *= random.nextDouble();
        } while (product > limit);
        return count;
    }
}
