package org.layco.crossbar;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.Quantizer;
import org.layco.quant.WordChanges;

/** Seeded random layers of every kind, with codes at their extremes more often than chance. */
public final class RandomLayers {
    private static final int[] BITS = {2, 3, 4, 5, 6, 7, 8, 8, 8, 16};

    private RandomLayers() {}

    public static LayerProgram program(RandomGenerator random) {
        int kind = random.nextInt(6);
        MvmShape shape = switch (kind) {
            case 0 -> MvmShape.fullyConnected(1 + random.nextInt(300), 1 + random.nextInt(20), 1);
            case 1 -> MvmShape.fullyConnected(1 + random.nextInt(60), 1 + random.nextInt(20), 1 + random.nextInt(40));
            case 2 -> depthwise(random);
            default -> convolution(random, kind == 3);
        };
        Layout layout = kind < 2 ? Layout.CHANNELS_LAST : Layout.CHANNELS_FIRST;
        boolean extreme = random.nextInt(8) == 0;
        return program(random, shape, layout, array(random), pick(random, BITS), pick(random, BITS), extreme);
    }

    /** A layer of independent uniform weight codes, its inputs signed or not by chance. */
    public static LayerProgram program(
            RandomGenerator random, MvmShape shape, Layout layout, CrossbarArray array, int weightBits, int inputBits) {
        return program(random, shape, layout, array, weightBits, inputBits, false);
    }

    private static LayerProgram program(
            RandomGenerator random,
            MvmShape shape,
            Layout layout,
            CrossbarArray array,
            int weightBits,
            int inputBits,
            boolean extreme) {
        int highest = (1 << (weightBits - 1)) - 1;
        short[] codes = new short[shape.weightElements()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (short) (extreme ? highest : random.nextInt(2 * highest + 1) - highest);
        }
        float[] scales = new float[shape.outputs()];
        Arrays.fill(scales, 1);
        Quantizer input = new Quantizer(inputBits, random.nextBoolean(), 1);
        return new LayerProgram(shape, layout, array, QuantizedWeights.ofCodes(weightBits, codes, scales), input);
    }

    /** An image that is at its extreme everywhere now and then, uniform otherwise. */
    public static char[] digits(RandomGenerator random, LayerProgram program) {
        char[] digits = uniformDigits(random, program);
        if (random.nextInt(8) == 0) {
            Arrays.fill(
                    digits,
                    program.input().signed()
                            ? (char) 0
                            : (char) ((1 << program.input().bits()) - 1));
        }
        return digits;
    }

    static char[] uniformDigits(RandomGenerator random, LayerProgram program) {
        char[] digits = new char[program.shape().inputElements()];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (char) random.nextInt(1 << program.input().bits());
        }
        return digits;
    }

    public static WeightFaults faults(RandomGenerator random, LayerProgram program, double share) {
        TreeMap<Integer, Integer> words = new TreeMap<>();
        int wordBits = program.weightEncoding().wordBits();
        for (int i = 0; i < program.shape().weightElements(); i++) {
            if (random.nextDouble() < share) {
                words.put(i, (int) (random.nextLong() & ((1L << wordBits) - 1)));
            }
        }
        int[] elements = words.keySet().stream().mapToInt(Integer::intValue).toArray();
        int[] values = words.values().stream().mapToInt(Integer::intValue).toArray();
        return new WeightFaults(program, new WordChanges(elements, values));
    }

    /** Writes that meet cells stuck at level 0, at their largest or anywhere between; some places at all positions, others at one. */
    static StuckPartialSums stuck(RandomGenerator random, LayerProgram program, double share) {
        PartialSums sums = program.partialSums();
        int positions = program.shape().positions();
        long places = (long) Math.min(share * sums.cells(), 100);
        long[] pinned = random.ints(places, 0, sums.cells()).asLongStream().toArray();
        long[] writes = LongStream.concat(
                        LongStream.range(0, positions)
                                .flatMap(position -> Arrays.stream(pinned).map(cell -> position * sums.cells() + cell)),
                        random.longs(10 * places, 0, sums.writes()))
                .sorted()
                .distinct()
                .toArray();
        long[] levels = Arrays.stream(writes)
                .map(write -> {
                    long largest = sums.largest((int) (write % sums.cells()));
                    return switch (random.nextInt(3)) {
                        case 0 -> 0;
                        case 1 -> largest;
                        default -> random.nextLong(largest + 1);
                    };
                })
                .toArray();
        return new StuckPartialSums(writes, levels);
    }

    public static LongBuffer missed(RandomGenerator random, LayerProgram program, double share) {
        long writes = program.partialSums().writes();
        double most = Math.min(share, 4000.0 / writes);
        if (share == 0) {
            return LongBuffer.wrap(new long[0]);
        }
        // a short burst at the start or anywhere, then sparse: chains of misses and first positions both occur
        long burst = random.nextBoolean() ? 0 : random.nextLong(writes);
        long cells = program.partialSums().cells();
        return LongBuffer.wrap(LongStream.concat(
                        LongStream.range(0, 40).map(i -> burst + i % 8 * cells + i / 8),
                        random.longs((long) (most * writes), 0, writes))
                .filter(write -> write < writes)
                .sorted()
                .distinct()
                .toArray());
    }

    private static MvmShape depthwise(RandomGenerator random) {
        int channels = 1 + random.nextInt(40);
        int size = 3 + random.nextInt(20);
        int kernel = 1 + random.nextInt(3);
        int stride = 1 + random.nextInt(2);
        int multiplier = 1 + random.nextInt(2);
        return new MvmShape(
                channels,
                size,
                size,
                channels * multiplier,
                kernel,
                kernel,
                stride,
                stride,
                1,
                1,
                1,
                1,
                1,
                1,
                channels);
    }

    private static MvmShape convolution(RandomGenerator random, boolean pointwise) {
        int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        int kernelHeight = pointwise ? 1 : 1 + random.nextInt(5);
        int kernelWidth = pointwise ? 1 : 1 + random.nextInt(5);
        int dilationHeight = 1 + random.nextInt(2);
        int dilationWidth = 1 + random.nextInt(3);
        return new MvmShape(
                groups * (1 + random.nextInt(12)),
                random.nextInt(3) == 0 ? 16 : 9 + random.nextInt(12),
                random.nextInt(3) == 0 ? 16 : 13 + random.nextInt(12),
                groups * (1 + random.nextInt(10)),
                kernelHeight,
                kernelWidth,
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                random.nextInt(4),
                random.nextInt(4),
                random.nextInt(4),
                random.nextInt(4),
                dilationHeight,
                dilationWidth,
                groups);
    }

    private static CrossbarArray array(RandomGenerator random) {
        int[] rows = {16, 33, 64, 100, 128, 256};
        int[] cellBits = {1, 2, 3, 4, 8};
        int[] slices = {1, 2, 8, 3, 16};
        return new CrossbarArray(
                pick(random, rows), 64, pick(random, cellBits), 1 + random.nextInt(2), pick(random, slices));
    }

    private static int pick(RandomGenerator random, int[] values) {
        return values[random.nextInt(values.length)];
    }
}
