package org.layco.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.layco.SharedData;
import org.layco.accuracy.ImageInput;
import org.layco.accuracy.Preprocessing;
import org.layco.activity.FeatureMapAccess;
import org.layco.activity.LayerStatistics;
import org.layco.activity.WordBuffer;
import org.layco.device.BitErrorModel;
import org.layco.device.FaultModel;
import org.layco.fault.ArrayGeometry;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.FeatureMapWrites;
import org.layco.hardware.FeatureMapWrites.Comparison;
import org.layco.io.data.DatasetReader;
import org.layco.io.onnx.OnnxReader;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.Weights;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.Quantizer;
import org.layco.quant.RangeCalibration;
import org.layco.quant.RangeRule;

/** Energy of crossbar reads from histograms, against the count of every read; the figures stand in the decision record. */
class DataDependentEnergyTest {
    private static final CrossbarArray BIT_SERIAL = new CrossbarArray(64, 64, 1, 1, 1);
    private static final CrossbarArray TIME_DOMAIN = new CrossbarArray(256, 256, 4, 2, 8);
    private static final CrossbarArray TWO_BIT_DAC = new CrossbarArray(256, 256, 1, 2, 2);
    private static final List<CrossbarArray> ARRAYS = List.of(BIT_SERIAL, TIME_DOMAIN, TWO_BIT_DAC);
    private static final int CALIBRATION_IMAGES = 512;
    private static final int SAMPLES = 8;
    private static final int FIRST_IMAGE = 5000;
    private static final int IMAGES = 128;
    private static final int WRITTEN_IMAGES = 32;

    @Test
    void theOracleMayTakeTheCellsOfARowTogether() {
        SplittableRandom random = new SplittableRandom(3);
        for (CrossbarArray array : ARRAYS) {
            for (MvmShape shape : List.of(
                    new MvmShape(4, 6, 5, 6, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1, 2), MvmShape.fullyConnected(9, 5, 3))) {
                CalibratedNetwork network = network(layer(shape, random), array, List.of(values(shape, random, true)));
                CellActivity oracle = new CellActivity(network.program(0, 5, 6), array);
                float[] image = values(shape, random, true);
                double sum = oracle.readByRead(image);
                assertThat(oracle.rowByRow(image)).isCloseTo(sum, within(1e-9 * sum));
            }
        }
    }

    @Test
    void ofAFullyConnectedLayerTheEstimateIsTheCount() {
        SplittableRandom random = new SplittableRandom(5);
        MvmShape shape = MvmShape.fullyConnected(300, 20, 1);
        for (CrossbarArray array : ARRAYS) {
            for (boolean signed : new boolean[] {true, false}) {
                List<float[]> images = new ArrayList<>();
                IntStream.range(0, SAMPLES).forEach(_ -> images.add(values(shape, random, signed)));
                CalibratedNetwork network = network(layer(shape, random), array, images);
                CellActivity oracle = new CellActivity(network.program(0, 4, 8), array);
                double exact = images.stream().mapToDouble(oracle::rowByRow).sum() / SAMPLES / oracle.cellReads();
                // What is left is the width of the histogram's bins.
                assertThat(network.statistics(0, array, 4, 8).meanActivity())
                        .isCloseTo(exact, Percentage.withPercentage(0.5));
            }
        }
    }

    /** CiMLoop (ISPASS 2024) publishes 3 % on average and 7 % at most, and 28 % and 70 % for fixed energies. */
    @Test
    void onResnet20TheEstimateIsWithinThreePercentOnAverageAndSevenAtMost() {
        Resnet20 resnet = new Resnet20();
        try (Workers workers = new Workers(OnnxRuntime.start(), resnet.network, 1)) {
            Evaluator evaluator = new Evaluator(workers, resnet.network, resnet.input::fill);
            CalibrationRun.Result seen = seen(evaluator);
            for (CrossbarArray array : List.of(BIT_SERIAL, TIME_DOMAIN)) {
                CalibratedNetwork calibrated = calibrated(resnet.network, array, seen);
                Errors histograms = new Errors();
                Errors half = new Errors();
                Errors average = new Errors();
                double[] exact = exactActivities(workers, evaluator, calibrated, array, 8);
                double mean = IntStream.range(0, exact.length)
                        .mapToDouble(i -> exact[i])
                        .average()
                        .orElseThrow();
                for (int layer = 0; layer < exact.length; layer++) {
                    histograms.add(calibrated.statistics(layer, array, 8, 8).meanActivity(), exact[layer]);
                    half.add(LayerStatistics.DEFAULT.meanActivity(), exact[layer]);
                    average.add(mean, exact[layer]);
                }
                System.out.printf(
                        Locale.ROOT,
                        "%d-bit slices: histograms %s, half of everything %s, one average for all layers %s%n",
                        array.inputSliceBits(),
                        histograms,
                        half,
                        average);
                assertThat(histograms.mean()).isLessThan(0.03);
                assertThat(histograms.worst()).isLessThan(0.07);
                assertThat(average.mean()).isGreaterThan(0.28);
                assertThat(half.mean()).isGreaterThan(average.mean());
            }
        }
    }

    /** Each place is written with the same element of one image after the other, which are alike to a degree. */
    @Test
    void onResnet20TheCellsThatChangeAreAtMostAnEighthFewerThanEstimated() {
        Resnet20 resnet = new Resnet20();
        try (Workers workers = new Workers(OnnxRuntime.start(), resnet.network, 1)) {
            Evaluator evaluator = new Evaluator(workers, resnet.network, resnet.input::fill);
            CalibratedNetwork calibrated = calibrated(resnet.network, BIT_SERIAL, seen(evaluator));
            for (Comparison comparison : List.of(Comparison.DATA_COMPARISON, Comparison.FLIP_N_WRITE)) {
                for (boolean skips : new boolean[] {false, true}) {
                    FeatureMapWrites options = new FeatureMapWrites(comparison, skips, 1, OptionalInt.empty(), 1);
                    Errors errors = new Errors();
                    double[] exact = exactWrites(workers, evaluator, calibrated, options);
                    double estimated = 0;
                    double written = 0;
                    for (MvmLayer layer : resnet.network.mvmLayers()) {
                        LayerStatistics data = calibrated.statistics(layer.index(), BIT_SERIAL, 8, 8);
                        double words =
                                FeatureMapAccess.of(options, 8, data.stored()).written();
                        errors.add(words, exact[layer.index()]);
                        estimated += words * layer.shape().inputElements();
                        written += exact[layer.index()] * layer.shape().inputElements();
                    }
                    System.out.printf(
                            Locale.ROOT,
                            "%s%s: %s, %.1f %% in all%n",
                            comparison,
                            skips ? ", zeros skipped" : "",
                            errors,
                            100 * (estimated / written - 1));
                    assertThat(estimated / written).isBetween(1.0, 1.125);
                }
            }
        }
    }

    private static double[] exactWrites(
            Workers workers, Evaluator evaluator, CalibratedNetwork calibrated, FeatureMapWrites options) {
        Map<Integer, WordBuffer[]> buffers = new HashMap<>();
        walk(workers, evaluator, calibrated, 8, WRITTEN_IMAGES, (layer, image) -> {
            Quantizer quantizer = calibrated.program(layer.index(), 8, 8).input();
            WordBuffer[] places = buffers.computeIfAbsent(layer.index(), _ -> {
                WordBuffer[] made = new WordBuffer[image.length];
                Arrays.setAll(made, _ -> new WordBuffer(options, 8, quantizer.zeroPoint()));
                return made;
            });
            for (int i = 0; i < image.length; i++) {
                places[i].write(quantizer.quantize(image[i]) + quantizer.zeroPoint());
            }
        });
        double[] means = new double[buffers.size()];
        buffers.forEach((layer, places) -> means[layer] = Arrays.stream(places)
                .mapToDouble(place -> place.mean().written())
                .average()
                .orElseThrow());
        return means;
    }

    /** Mean over cell reads of input times conductance, of every layer, in the quantised network on images of the test. */
    private static double[] exactActivities(
            Workers workers, Evaluator evaluator, CalibratedNetwork calibrated, CrossbarArray array, int bits) {
        double[] activities = new double[calibrated.network().mvmLayers().size()];
        Map<Integer, CellActivity> oracles = new HashMap<>();
        walk(workers, evaluator, calibrated, bits, IMAGES, (layer, image) -> {
            CellActivity oracle = oracles.computeIfAbsent(
                    layer.index(), index -> new CellActivity(calibrated.program(index, bits, bits), array));
            activities[layer.index()] += oracle.rowByRow(image) / oracle.cellReads() / IMAGES;
        });
        return activities;
    }

    /** Runs the quantised network on images that calibration did not see, in their order. */
    private static void walk(
            Workers workers,
            Evaluator evaluator,
            CalibratedNetwork calibrated,
            int bits,
            int count,
            Counting.Observer observer) {
        Memory memory = new Memory(FaultModel.of(new BitErrorModel.Uniform()), new ArrayGeometry(128, 128));
        Scenario scenario = new Scenario(
                IntStream.range(0, calibrated.network().mvmLayers().size())
                        .mapToObj(layer -> calibrated.setting(layer, BitWidths.ideal(bits, bits)))
                        .toList(),
                memory,
                memory);
        int[] images = IntStream.range(FIRST_IMAGE, FIRST_IMAGE + count).toArray();
        List<Evaluator.Batch> batches = evaluator.batches(Trial.onFreshChips(images, 0));
        workers.run(batches.size(), (worker, item) -> {
            Evaluator.Batch batch = batches.get(item);
            worker.quantized().prepare(scenario, 1, batch.trials());
            worker.runner().finish(evaluator.begin(worker, batch), new Counting(worker.quantized(), observer));
        });
    }

    private static CalibrationRun.Result seen(Evaluator evaluator) {
        return evaluator.calibrate(IntStream.range(0, CALIBRATION_IMAGES).toArray(), SAMPLES);
    }

    /** ResNet-20 and its test images. */
    private static final class Resnet20 {
        private final Network network =
                new OnnxReader(OnnxRuntime.start()).read(SharedData.require("models/cifar10_resnet20_akamaster.onnx"));
        private final ImageInput input = new ImageInput(
                new DatasetReader(network.inputShape(), network.classes())
                        .readForEvaluation(SharedData.require("cifar10/test_batch.bin")),
                new Preprocessing(Preprocessing.Scale.UNIT, new float[] {0.485f, 0.456f, 0.406f}, new float[] {
                    0.229f, 0.224f, 0.225f
                }),
                network.inputShape());
    }

    /** Takes part in a walk and looks at every layer's input. */
    private record Counting(MvmExecutor inner, Observer observer) implements MvmExecutor {
        interface Observer {
            void see(MvmLayer layer, float[] image);
        }

        @Override
        public Value store(MvmLayer firstReader, int n, Value.Floats value) {
            return inner.store(firstReader, n, value);
        }

        @Override
        public Value select(Selection selection, Value.Stored map) {
            return inner.select(selection, map);
        }

        @Override
        public void release(Value value) {
            inner.release(value);
        }

        @Override
        public Value execute(
                MvmLayer layer,
                int n,
                Value input,
                List<Value> addends,
                long[] outputDims,
                Optional<MvmLayer> firstReader) {
            float[] images = input.floats().elements();
            int elements = layer.shape().inputElements();
            for (int i = 0; i < n; i++) {
                float[] image = new float[elements];
                System.arraycopy(images, i * elements, image, 0, elements);
                observer.see(layer, image);
            }
            return inner.execute(layer, n, input, addends, outputDims, firstReader);
        }
    }

    /** Relative errors of an estimate over layers. */
    private static final class Errors {
        private double sum;
        private double worst;
        private int layers;

        void add(double estimate, double exact) {
            double error = Math.abs(estimate / exact - 1);
            sum += error;
            worst = Math.max(worst, error);
            layers++;
        }

        double mean() {
            return sum / layers;
        }

        double worst() {
            return worst;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f %% on average, %.1f %% at most", 100 * mean(), 100 * worst);
        }
    }

    private static MvmLayer layer(MvmShape shape, SplittableRandom random) {
        float[] values = new float[shape.weightElements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new MvmLayer(
                0,
                "layer",
                "Conv",
                shape,
                MvmLayer.Layout.CHANNELS_FIRST,
                new Weights.Dense(values),
                new float[shape.outputs()],
                List.of(),
                "in",
                "out");
    }

    /** A network of one layer, calibrated on some of its inputs, all of which are kept as samples. */
    private static CalibratedNetwork network(MvmLayer layer, CrossbarArray array, List<float[]> images) {
        Network network = new Network(
                "one",
                "",
                13,
                "in",
                List.of(1),
                0,
                List.of(layer),
                "out",
                layer.shape().outputs(),
                Map.of(),
                Map.of());
        RangeCalibration ranges = new RangeCalibration();
        images.forEach(image -> ranges.observe(image, 0, image.length));
        return calibrated(network, array, new CalibrationRun.Result(Map.of("in", ranges), Map.of("in", images)));
    }

    private static CalibratedNetwork calibrated(Network network, CrossbarArray array, CalibrationRun.Result seen) {
        return new CalibratedNetwork(
                network, array, 0.05, QuantizedWeights.Granularity.CHANNEL, new RangeRule.LeastSquaredError(), seen);
    }

    private static float[] values(MvmShape shape, SplittableRandom random, boolean signed) {
        float[] values = new float[shape.inputElements()];
        for (int i = 0; i < values.length; i++) {
            float value = (float) random.nextGaussian();
            values[i] = signed ? value : Math.max(0, value);
        }
        return values;
    }
}
