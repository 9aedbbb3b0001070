package org.layco.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.layco.crossbar.Accumulators;
import org.layco.crossbar.ConvolutionLibrary;
import org.layco.crossbar.ConvolutionLibrary.Convolution;
import org.layco.crossbar.FastEngine;
import org.layco.crossbar.LayerProgram;
import org.layco.crossbar.ProgrammedLayer;
import org.layco.crossbar.RandomLayers;
import org.layco.crossbar.ReferenceEngine;
import org.layco.crossbar.ScalarConvolutions;
import org.layco.crossbar.StuckPartialSums;
import org.layco.crossbar.WeightFaults;
import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;

class ConvolutionLibraryTest {
    private static final int LAYERS = 120;
    private static final LongBuffer NO_MISSES = LongBuffer.wrap(new long[0]);
    private static OnnxRuntime runtime;

    /** Libraries, each skipped where it is absent or its sums would saturate. */
    enum Library {
        ONEDNN {
            @Override
            Optional<ConvolutionLibrary> find() {
                return DnnlConvolutions.find();
            }
        },
        ONNX_RUNTIME {
            @Override
            Optional<ConvolutionLibrary> find() {
                return OnnxConvolutions.find(runtime);
            }
        };

        abstract Optional<ConvolutionLibrary> find();

        ConvolutionLibrary open() {
            Optional<ConvolutionLibrary> found = find();
            assumeTrue(
                    found.isPresent(),
                    this + " is not on the class path, or this processor lacks integer dot products: not tested here.");
            return found.orElseThrow();
        }
    }

    /** Counts the convolutions that a library gives out. */
    private static final class Counted implements ConvolutionLibrary {
        private final ConvolutionLibrary library;
        private int given;

        private Counted(ConvolutionLibrary library) {
            this.library = library;
        }

        @Override
        public String name() {
            return library.name();
        }

        @Override
        public Optional<Convolution> of(MvmShape shape) {
            Optional<Convolution> convolution = library.of(shape);
            given += convolution.isPresent() ? 1 : 0;
            return convolution;
        }

        @Override
        public void close() {
            library.close();
        }
    }

    @BeforeAll
    static void start() {
        runtime = OnnxRuntime.start();
    }

    @ParameterizedTest
    @EnumSource
    void layersByALibraryAreBitIdenticalToTheReference(Library library) {
        try (Counted counted = new Counted(library.open())) {
            for (int seed = 0; counted.given < LAYERS; seed++) {
                assertThat(seed).as("layers that take %d convolutions", LAYERS).isLessThan(10 * LAYERS);
                compareRandomLayer(seed, counted);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultyWeightsBeyondASignedByteAreExact(Library library) {
        try (Counted counted = new Counted(library.open())) {
            for (int seed = 0; seed < 20; seed++) {
                RandomGenerator random = random(seed);
                MvmShape shape = new MvmShape(
                        1 + random.nextInt(9), 6, 7, 1 + random.nextInt(20), 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
                CrossbarArray differential = new CrossbarArray(64, 64, 2, 2, 4);
                LayerProgram program = RandomLayers.program(random, shape, Layout.CHANNELS_FIRST, differential, 8, 8);
                // every third word is random: both cells of a pair hold up to 255
                compare(seed, counted, program, random, 0.33, NO_MISSES);
            }
            assertThat(counted.given).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void convolutionsOfDifferentSizesAlternateWhileTheirSharedMemoryGrows(Library library) {
        RandomGenerator random = random(5);
        List<MvmShape> shapes = List.of(
                MvmShape.fullyConnected(5, 2, 3),
                MvmShape.fullyConnected(1, 1, 1),
                MvmShape.fullyConnected(200, 33, 50),
                square(1, 22, 64),
                MvmShape.fullyConnected(3000, 10, 1),
                square(16, 32, 16),
                new MvmShape(5, 9, 12, 7, 3, 2, 2, 3, 1, 0, 2, 1, 2, 1, 1),
                MvmShape.fullyConnected(200, 33, 50));
        try (ConvolutionLibrary open = library.open()) {
            List<Weighted> convolutions = new ArrayList<>();
            for (MvmShape shape : shapes) {
                convolutions.add(new Weighted(open, shape));
                convolutions.getLast().changeWeights(random);
                convolutions.forEach(convolution -> convolution.compare(random));
            }
            convolutions.forEach(Weighted::close);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoConvolutionsOfOneSizeKeepTheirOwnWeightsAndOneOutlivesTheOther(Library library) {
        RandomGenerator random = random(6);
        MvmShape shape = square(10, 8, 24);
        try (ConvolutionLibrary open = library.open()) {
            Weighted first = new Weighted(open, shape);
            Weighted second = new Weighted(open, shape);
            first.changeWeights(random);
            second.changeWeights(random);
            first.compare(random);
            second.compare(random);
            first.changeWeights(random);
            first.compare(random);
            first.close();
            second.compare(random);
            second.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void extremeImagesDoNotSaturate(Library library) {
        MvmShape shape = square(64, 5, 18);
        byte[] image = new byte[shape.paddedElements() + Convolution.SLACK];
        try (ConvolutionLibrary open = library.open();
                Convolution convolution = open.of(shape).orElseThrow()) {
            for (byte weight : new byte[] {-128, -127, 127}) {
                for (int m = 0; m < shape.outputs(); m++) {
                    for (int k = 0; k < shape.rows(); k++) {
                        convolution.weight(m, k, weight);
                    }
                }
                for (int input : new int[] {0, 1, 127, 128, 255}) {
                    Arrays.fill(image, (byte) input);
                    MemorySegment sums = convolution.run(image);
                    for (int i = 0; i < shape.outputElements(); i++) {
                        assertThat(sums.getAtIndex(ValueLayout.JAVA_INT, i))
                                .as("input %d, weight %d", input, weight)
                                .isEqualTo(input * weight * shape.rows());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void workersOnThreadsOfTheirOwnDoNotDisturbEachOther(Library library) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(2);
                ConvolutionLibrary one = library.open();
                ConvolutionLibrary other = library.open()) {
            List<Future<?>> running = new ArrayList<>();
            for (ConvolutionLibrary open : List.of(one, other)) {
                running.add(pool.submit(() -> {
                    RandomGenerator random = random(9);
                    Weighted convolution = new Weighted(open, square(64, 8, 64));
                    for (int i = 0; i < 30; i++) {
                        convolution.changeWeights(random);
                        convolution.compare(random);
                    }
                    convolution.close();
                    for (int seed = 0; seed < 40; seed++) {
                        compareRandomLayer(seed, open);
                    }
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
    }

    @Test
    void theFastestLibraryThatIsThereIsUsedAndSaysWhichItIs() {
        String expected = DnnlLibrary.find()
                .flatMap(any -> DnnlConvolutions.find())
                .or(() -> OnnxConvolutions.find(runtime))
                .map(ConvolutionLibrary::name)
                .orElse("Vector API");
        try (QuantizedExecutor executor = new QuantizedExecutor(runtime)) {
            assertThat(executor.convolutionLibrary())
                    .isEqualTo(expected)
                    .matches(
                            "oneDNN 3\\.\\d+\\.\\d+ convolution|ONNX Runtime \\d+\\.\\d+\\.\\d+ MatMulInteger|Vector API");
        }
    }

    private static void compareRandomLayer(int seed, ConvolutionLibrary library) {
        RandomGenerator random = random(seed);
        LayerProgram program = RandomLayers.program(random);
        LongBuffer missed = RandomLayers.missed(random, program, random.nextInt(3) * 0.01);
        compare(seed, library, program, random, random.nextInt(3) * 0.05, missed);
    }

    private static void compare(
            int seed,
            ConvolutionLibrary library,
            LayerProgram program,
            RandomGenerator random,
            double faultShare,
            LongBuffer missed) {
        WeightFaults before = RandomLayers.faults(random, program, 0.1);
        WeightFaults faults = RandomLayers.faults(random, program, faultShare);
        char[] digits = RandomLayers.digits(random, program);
        try (ProgrammedLayer reference = new ReferenceEngine().program(program);
                ProgrammedLayer layer = new FastEngine(library).program(program)) {
            reference.chip(faults);
            Accumulators expected = reference.run(digits, missed.duplicate(), StuckPartialSums.NONE);
            // by way of another chip, whose faults must leave no trace
            layer.chip(before);
            layer.chip(faults);
            Accumulators actual = layer.run(digits, missed.duplicate(), StuckPartialSums.NONE);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i))
                        .as("%s, seed %d, result %d of %s", library.name(), seed, i, program.shape())
                        .isEqualTo(expected.get(i));
            }
        }
    }

    private static MvmShape square(int channels, int side, int outputs) {
        return new MvmShape(channels, side, side, outputs, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    /** A library's convolution beside one that is written out, with the same weights. */
    private static final class Weighted {
        private final MvmShape shape;
        private final Convolution convolution;
        private final Convolution written;

        private Weighted(ConvolutionLibrary library, MvmShape shape) {
            this.shape = shape;
            convolution = library.of(shape).orElseThrow();
            written = ScalarConvolutions.INSTANCE.of(shape).orElseThrow();
        }

        private void changeWeights(RandomGenerator random) {
            for (int m = 0; m < shape.outputs(); m++) {
                for (int k = 0; k < shape.rows(); k++) {
                    byte value = (byte) random.nextInt();
                    convolution.weight(m, k, value);
                    written.weight(m, k, value);
                }
            }
        }

        private void compare(RandomGenerator random) {
            byte[] image = new byte[shape.paddedElements() + Convolution.SLACK];
            random.nextBytes(image);
            MemorySegment expected = written.run(image);
            MemorySegment actual = convolution.run(image);
            for (int i = 0; i < shape.outputElements(); i++) {
                assertThat(actual.getAtIndex(ValueLayout.JAVA_INT, i))
                        .as("result %d of %s", i, shape)
                        .isEqualTo(expected.getAtIndex(ValueLayout.JAVA_INT, i));
            }
        }

        private void close() {
            convolution.close();
        }
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
