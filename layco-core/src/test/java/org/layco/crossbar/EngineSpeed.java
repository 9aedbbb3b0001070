package org.layco.crossbar;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;
import org.layco.quant.WordChanges;

/**
 * Prints the engine's speed on one thread for layers like those of ResNet-20 on CIFAR-10, and the machine's fp32 FMA peak
 * measured in alternation, since other work on the machine slows both. Run by hand.
 */
final class EngineSpeed {
    private static final double SECONDS = 1.0;
    private static final int PEAK_STEPS = 20_000;

    private EngineSpeed() {}

    public static void main(String[] arguments) {
        CrossbarArray bitSerial = new CrossbarArray(64, 64, 1, 1, 1);
        CrossbarArray timeDomain = new CrossbarArray(256, 256, 4, 2, 8);
        for (int round = 0; round < 2; round++) {
            single("16x32x32 3x3", convolution(16, 32, 16, 1), timeDomain);
            single("32x16x16 3x3", convolution(32, 16, 32, 1), timeDomain);
            single("64x8x8 3x3", convolution(64, 8, 64, 1), timeDomain);
            single("16->32 stride 2", convolution(16, 32, 32, 2), timeDomain);
            single("32x7x7 pad 1", convolution(32, 7, 64, 1), timeDomain);
            single("depthwise 64x16x16", new MvmShape(64, 16, 16, 64, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 64), timeDomain);
            single("1024 -> 1000", MvmShape.fullyConnected(1024, 1000, 1), timeDomain);
            network("no errors", timeDomain, 0, 0);
            network("weight faults 8e-3 of weights", timeDomain, 0, 8e-3);
            network("time domain, psums 1e-3", timeDomain, 1e-3, 0);
            network("bit-serial, psums 1e-4", bitSerial, 1e-4, 0);
        }
    }

    private static void single(String name, MvmShape shape, CrossbarArray array) {
        Work work = new Work(shape, array, 0, 0);
        Timing timing = time(List.of(work));
        System.out.printf(
                Locale.ROOT,
                "%-40s %6.1f GMAC/s %9.1f us  %3.0f %% of peak%n",
                name,
                shape.macs() / timing.seconds / 1e9,
                timing.seconds * 1e6,
                100 * shape.macs() / timing.seconds / timing.peak);
    }

    private static void network(String name, CrossbarArray array, double missed, double faulty) {
        List<Work> layers = new ArrayList<>();
        for (MvmShape shape : resNet20()) {
            layers.add(new Work(shape, array, missed, faulty));
        }
        Timing timing = time(layers);
        long macs = resNet20().stream().mapToLong(MvmShape::macs).sum();
        long misses = layers.stream().mapToLong(work -> work.missed.limit()).sum();
        System.out.printf(
                Locale.ROOT,
                "ResNet-20 %-30s %6.1f GMAC/s %9.1f images/s  %3.0f %% of peak, %d missed writes an image%n",
                name,
                macs / timing.seconds / 1e9,
                1 / timing.seconds,
                100 * macs / timing.seconds / timing.peak,
                misses);
    }

    private static List<MvmShape> resNet20() {
        List<MvmShape> shapes = new ArrayList<>(List.of(convolution(3, 32, 16, 1)));
        int channels = 16;
        int size = 32;
        for (int block = 0; block < 9; block++) {
            int stride = block == 3 || block == 6 ? 2 : 1;
            shapes.add(convolution(channels, size, channels * stride, stride));
            channels *= stride;
            size /= stride;
            shapes.add(convolution(channels, size, channels, 1));
        }
        shapes.add(MvmShape.fullyConnected(64, 10, 1));
        return shapes;
    }

    private static MvmShape convolution(int channels, int size, int outputs, int stride) {
        return new MvmShape(channels, size, size, outputs, 3, 3, stride, stride, 1, 1, 1, 1, 1, 1, 1);
    }

    private static Timing time(List<Work> layers) {
        VectorEngine engine = new VectorEngine();
        DoubleSupplier run = () -> {
            long start = System.nanoTime();
            for (Work work : layers) {
                engine.run(work.program, work.codes, work.faults, work.missed, work.results);
            }
            return (System.nanoTime() - start) / 1e9;
        };
        List<Double> seconds = new ArrayList<>();
        List<Double> peaks = new ArrayList<>();
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        while (System.nanoTime() < end || seconds.size() < 3) {
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < 5; i++) {
                best = Math.min(best, run.getAsDouble());
            }
            seconds.add(best);
            peaks.add(peak());
        }
        return new Timing(median(seconds), median(peaks));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Multiply-accumulates a second of ten independent FMA chains. */
    private static double peak() {
        long start = System.nanoTime();
        float sum = fmaChains(PEAK_STEPS);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (Float.isNaN(sum)) {
            throw new IllegalStateException("FMA chains diverged.");
        }
        return 10.0 * PEAK_STEPS * FloatVector.SPECIES_PREFERRED.length() / seconds;
    }

    private static float fmaChains(int steps) {
        var v = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0.5f);
        var a = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
        var b = a;
        var c = a;
        var d = a;
        var e = a;
        var f = a;
        var g = a;
        var h = a;
        var i = a;
        var j = a;
        for (int k = 0; k < steps; k++) {
            a = v.fma(v, a);
            b = v.fma(v, b);
            c = v.fma(v, c);
            d = v.fma(v, d);
            e = v.fma(v, e);
            f = v.fma(v, f);
            g = v.fma(v, g);
            h = v.fma(v, h);
            i = v.fma(v, i);
            j = v.fma(v, j);
        }
        var sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
        return sum.reduceLanes(VectorOperators.ADD);
    }

    private record Timing(double seconds, double peak) {}

    private static final class Work {
        private final LayerProgram program;
        private final int[] codes;
        private final WeightFaults faults;
        private final LongBuffer missed;
        private final Accumulators results;

        Work(MvmShape shape, CrossbarArray array, double missedShare, double faultyShare) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(7);
            boolean dense = shape.height() == 1;
            program = RandomLayers.program(
                    random, shape, dense ? Layout.CHANNELS_LAST : Layout.CHANNELS_FIRST, array, 8, 8);
            codes = RandomLayers.codes(random, program);
            faults = faultyShare > 0
                    ? RandomLayers.faults(random, program, faultyShare)
                    : new WeightFaults(program, WordChanges.NONE);
            long writes = program.partialSums().writes();
            missed = LongBuffer.wrap(random.longs((long) (missedShare * writes), 0, writes)
                    .sorted()
                    .distinct()
                    .toArray());
            results = program.newAccumulators();
        }
    }
}
