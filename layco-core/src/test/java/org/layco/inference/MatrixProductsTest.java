package org.layco.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.ValueLayout;
import java.nio.LongBuffer;
import java.util.ArrayList;
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
import org.layco.crossbar.FastEngine;
import org.layco.crossbar.LayerProgram;
import org.layco.crossbar.MatrixProducts;
import org.layco.crossbar.MatrixProducts.Product;
import org.layco.crossbar.MatrixProducts.Size;
import org.layco.crossbar.ProgrammedLayer;
import org.layco.crossbar.RandomLayers;
import org.layco.crossbar.ReferenceEngine;
import org.layco.crossbar.StuckPartialSums;
import org.layco.crossbar.WeightFaults;
import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;

class MatrixProductsTest {
    private static final int LAYERS = 120;
    private static final LongBuffer NO_MISSES = LongBuffer.wrap(new long[0]);
    private static OnnxRuntime runtime;

    /** Libraries, each skipped where it is absent or its sums would saturate. */
    enum Library {
        ONEDNN {
            @Override
            Optional<MatrixProducts> find() {
                return DnnlProducts.find();
            }
        },
        ONNX_RUNTIME {
            @Override
            Optional<MatrixProducts> find() {
                return OnnxProducts.find(runtime);
            }
        };

        abstract Optional<MatrixProducts> find();

        MatrixProducts open() {
            Optional<MatrixProducts> found = find();
            assumeTrue(
                    found.isPresent(),
                    this + " is not on the class path, or this processor lacks integer dot products: not tested here.");
            return found.orElseThrow();
        }
    }

    /** Counts the products that a library gives out. */
    private static final class Counted implements MatrixProducts {
        private final MatrixProducts library;
        private int products;

        private Counted(MatrixProducts library) {
            this.library = library;
        }

        @Override
        public String name() {
            return library.name();
        }

        @Override
        public Optional<Product> of(Size size) {
            Optional<Product> product = library.of(size);
            products += product.isPresent() ? 1 : 0;
            return product;
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
        try (Counted products = new Counted(library.open())) {
            for (int seed = 0; products.products < LAYERS; seed++) {
                assertThat(seed).as("layers that take %d products", LAYERS).isLessThan(10 * LAYERS);
                compareRandomLayer(seed, products);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultyWeightsBeyondASignedByteAreExact(Library library) {
        try (Counted products = new Counted(library.open())) {
            for (int seed = 0; seed < 20; seed++) {
                RandomGenerator random = random(seed);
                MvmShape shape = new MvmShape(
                        1 + random.nextInt(9), 6, 7, 1 + random.nextInt(20), 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
                CrossbarArray differential = new CrossbarArray(64, 64, 2, 2, 4);
                LayerProgram program = RandomLayers.program(random, shape, Layout.CHANNELS_FIRST, differential, 8, 8);
                // every third word is random: both cells of a pair hold up to 255
                compare(seed, products, program, random, 0.33, NO_MISSES);
            }
            assertThat(products.products).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void productsOfDifferentSizesAlternateWhileTheirSharedMemoryGrows(Library library) {
        RandomGenerator random = random(5);
        List<Size> sizes = List.of(
                new Size(3, 5, 2, 0),
                new Size(1, 1, 1, 0),
                new Size(50, 200, 33, 128),
                new Size(400, 9, 64, 0),
                new Size(1, 3000, 10, 3),
                new Size(1024, 144, 16, 255),
                new Size(50, 200, 33, 1));
        try (MatrixProducts products = library.open()) {
            List<Product> open = new ArrayList<>();
            for (Size size : sizes) {
                Product product = products.of(size).orElseThrow();
                open.add(product);
                fillWeights(random, product, size);
                for (int i = 0; i < open.size(); i++) {
                    multiply(random, open.get(i), sizes.get(i));
                }
            }
            open.forEach(Product::close);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoProductsOfOneSizeKeepTheirOwnWeightsAndOneOutlivesTheOther(Library library) {
        RandomGenerator random = random(6);
        Size size = new Size(60, 100, 24, 77);
        try (MatrixProducts products = library.open()) {
            Product first = products.of(size).orElseThrow();
            Product second = products.of(size).orElseThrow();
            fillWeights(random, first, size);
            fillWeights(random, second, size);
            multiply(random, first, size);
            multiply(random, second, size);
            first.close();
            multiply(random, second, size);
            second.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void extremeMatricesOfEveryZeroPointDoNotSaturate(Library library) {
        try (MatrixProducts products = library.open()) {
            for (int zeroPoint = 0; zeroPoint < 256; zeroPoint += 15) {
                Size size = new Size(20, 576, 18, zeroPoint);
                try (Product product = products.of(size).orElseThrow()) {
                    for (int input : new int[] {0, 1, 127, 128, 255}) {
                        for (byte weight : new byte[] {-128, -127, 127}) {
                            product.weights().fill(weight);
                            product.columns().fill((byte) input);
                            product.multiply();
                            for (int i = 0; i < size.positions() * size.outputs(); i++) {
                                assertThat(product.results().getAtIndex(ValueLayout.JAVA_INT, i))
                                        .as("input %d - %d, weight %d", input, zeroPoint, weight)
                                        .isEqualTo((input - zeroPoint) * weight * size.rows());
                            }
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void workersOnThreadsOfTheirOwnDoNotDisturbEachOther(Library library) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(2);
                MatrixProducts one = library.open();
                MatrixProducts other = library.open()) {
            List<Future<?>> running = new ArrayList<>();
            for (MatrixProducts products : List.of(one, other)) {
                running.add(pool.submit(() -> {
                    RandomGenerator random = random(9);
                    Size size = new Size(64, 576, 64, 128);
                    try (Product product = products.of(size).orElseThrow()) {
                        for (int i = 0; i < 30; i++) {
                            fillWeights(random, product, size);
                            multiply(random, product, size);
                        }
                    }
                    for (int seed = 0; seed < 40; seed++) {
                        compareRandomLayer(seed, products);
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
                .flatMap(any -> DnnlProducts.find())
                .or(() -> OnnxProducts.find(runtime))
                .map(MatrixProducts::name)
                .orElse("Vector API");
        try (QuantizedExecutor executor = new QuantizedExecutor(runtime)) {
            assertThat(executor.productLibrary())
                    .isEqualTo(expected)
                    .matches("oneDNN 3\\.\\d+\\.\\d+ matmul|ONNX Runtime \\d+\\.\\d+\\.\\d+ MatMulInteger|Vector API");
        }
    }

    private static void compareRandomLayer(int seed, MatrixProducts products) {
        RandomGenerator random = random(seed);
        LayerProgram program = RandomLayers.program(random);
        LongBuffer missed = RandomLayers.missed(random, program, random.nextInt(3) * 0.01);
        compare(seed, products, program, random, random.nextInt(3) * 0.05, missed);
    }

    private static void compare(
            int seed,
            MatrixProducts products,
            LayerProgram program,
            RandomGenerator random,
            double faultShare,
            LongBuffer missed) {
        WeightFaults before = RandomLayers.faults(random, program, 0.1);
        WeightFaults faults = RandomLayers.faults(random, program, faultShare);
        char[] digits = RandomLayers.digits(random, program);
        try (ProgrammedLayer reference = new ReferenceEngine().program(program);
                ProgrammedLayer layer = new FastEngine(products).program(program)) {
            reference.chip(faults);
            Accumulators expected = reference.run(digits, missed.duplicate(), StuckPartialSums.NONE);
            // by way of another chip, whose faults must leave no trace
            layer.chip(before);
            layer.chip(faults);
            Accumulators actual = layer.run(digits, missed.duplicate(), StuckPartialSums.NONE);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i))
                        .as("%s, seed %d, result %d of %s", products.name(), seed, i, program.shape())
                        .isEqualTo(expected.get(i));
            }
        }
    }

    private static void fillWeights(RandomGenerator random, Product product, Size size) {
        for (long i = 0; i < (long) size.rows() * size.outputs(); i++) {
            product.weights().set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt());
        }
    }

    /** Multiplies random inputs and compares with the sums written out. */
    private static void multiply(RandomGenerator random, Product product, Size size) {
        byte[] inputs = new byte[size.positions() * size.rows()];
        random.nextBytes(inputs);
        for (int i = 0; i < inputs.length; i++) {
            product.columns().set(ValueLayout.JAVA_BYTE, i, inputs[i]);
        }
        product.multiply();
        for (int n = 0; n < size.positions(); n++) {
            for (int m = 0; m < size.outputs(); m++) {
                int sum = 0;
                for (int k = 0; k < size.rows(); k++) {
                    int input = (inputs[n * size.rows() + k] & 0xFF) - size.zeroPoint();
                    sum += input * product.weights().get(ValueLayout.JAVA_BYTE, (long) k * size.outputs() + m);
                }
                assertThat(product.results().getAtIndex(ValueLayout.JAVA_INT, (long) n * size.outputs() + m))
                        .as("position %d, output %d of %s", n, m, size)
                        .isEqualTo(sum);
            }
        }
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
