package org.layco.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.layco.SharedData;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.ImageInput;
import org.layco.accuracy.Preprocessing;
import org.layco.device.BitErrorModel;
import org.layco.device.FaultModel;
import org.layco.fault.ArrayGeometry;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.Style;
import org.layco.io.data.DatasetReader;
import org.layco.io.onnx.OnnxReader;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.network.Network;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.RangeRule;
import org.layco.study.Study;

/** Quantised networks on the crossbar engine, with the embedded data. */
class QuantizedNetworkTest {
    private static final CrossbarArray BIT_SERIAL = new CrossbarArray(64, 64, 1, 1, 1);
    private static final int IMAGES = 200;

    @Test
    void manyBitsAndNoErrorsGiveTheFloatScores() {
        with((evaluator, network) -> {
            float[] exact = evaluator.floatScores(images());
            float[] coded = evaluator.scores(Trial.onFreshChips(images(), 0), ideal(network, 16), 1);
            for (int i = 0; i < exact.length; i++) {
                assertThat(coded[i]).isCloseTo(exact[i], within(0.02f));
            }
        });
    }

    @Test
    void scoresDoNotDependOnTheCompanyOfAnImage() {
        with((evaluator, network) -> {
            Scenario scenario = scenario(network, 6, 1e-3);
            int classes = network.network().classes();
            float[] together = evaluator.scores(Trial.onFreshChips(images(), 0), scenario, 1);
            for (int image : new int[] {0, 17, 199}) {
                float[] alone = evaluator.scores(List.of(Trial.onFreshChip(image, 0)), scenario, 1);
                assertThat(Arrays.copyOfRange(together, image * classes, (image + 1) * classes))
                        .isEqualTo(alone);
            }
        });
    }

    @Test
    void seedChipReplicateAndErrorRateAllMatter() {
        with((evaluator, network) -> {
            Scenario errors = scenario(network, 6, 1e-2);
            float[] base = evaluator.scores(Trial.onFreshChips(images(), 0), errors, 1);
            assertThat(evaluator.scores(Trial.onFreshChips(images(), 0), errors, 1))
                    .isEqualTo(base);
            assertThat(evaluator.scores(Trial.onFreshChips(images(), 0), errors, 2))
                    .isNotEqualTo(base);
            assertThat(evaluator.scores(Trial.onFreshChips(images(), 1), errors, 1))
                    .isNotEqualTo(base);
            List<Trial> oneChip = Arrays.stream(images())
                    .mapToObj(image -> Trial.onChip(image, 0, 0))
                    .toList();
            assertThat(evaluator.scores(oneChip, errors, 1)).isNotEqualTo(base);
            assertThat(evaluator.scores(Trial.onFreshChips(images(), 0), scenario(network, 6, 0), 1))
                    .isNotEqualTo(base);
        });
    }

    @Test
    void eightBitsCostLessThanHalfAPointOnResnet20() {
        Network network =
                new OnnxReader(OnnxRuntime.start()).read(SharedData.require("models/cifar10_resnet20_akamaster.onnx"));
        Dataset data = new DatasetReader(network.inputShape(), network.classes())
                .readForEvaluation(SharedData.require("cifar10/test_batch.bin"));
        Preprocessing preprocessing = new Preprocessing(
                Preprocessing.Scale.UNIT, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});
        ImageInput input = new ImageInput(data, preprocessing, network.inputShape());
        int[] images = IntStream.range(0, 1500).toArray();
        try (Workers workers = new Workers(OnnxRuntime.start(), network, 2)) {
            Evaluator evaluator = new Evaluator(workers, network, input::fill);
            CalibratedNetwork calibrated = calibrated(evaluator, network);
            int exact = right(evaluator.floatScores(images), data.labels());
            int coded = right(evaluator.scores(Trial.onFreshChips(images, 0), ideal(calibrated, 8), 1), data.labels());
            assertThat(100.0 * (exact - coded) / images.length).isLessThan(0.5);
        }
    }

    private static int right(float[] scores, int[] labels) {
        int classes = 10;
        int right = 0;
        for (int i = 0; i * classes < scores.length; i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = scores[i * classes + c] > scores[i * classes + best] ? c : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return right;
    }

    private static void with(BiConsumer<Evaluator, CalibratedNetwork> test) {
        Study study = StudyLoader.shipped()
                .load(new StudyRequest(
                        Optional.of("fashion_lenet5"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Style.CASCADE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .study();
        ImageInput input = new ImageInput(
                study.data(), study.preprocessing(), study.network().inputShape());
        try (Workers workers = new Workers(OnnxRuntime.start(), study.network(), 2)) {
            Evaluator evaluator = new Evaluator(workers, study.network(), input::fill);
            test.accept(evaluator, calibrated(evaluator, study.network()));
        }
    }

    private static CalibratedNetwork calibrated(Evaluator evaluator, Network network) {
        return new CalibratedNetwork(
                network,
                BIT_SERIAL,
                0.05,
                QuantizedWeights.Granularity.CHANNEL,
                new RangeRule.LeastSquaredError(),
                evaluator.calibrate(images(), 2));
    }

    private static Scenario scenario(CalibratedNetwork network, int bits, double errorRate) {
        List<LayerSetting> settings = network.network().mvmLayers().stream()
                .map(layer -> network.setting(layer.index(), new BitWidths(bits, bits, 8))
                        .withErrorRates(errorRate, errorRate, errorRate))
                .toList();
        return scenario(settings);
    }

    private static Scenario ideal(CalibratedNetwork network, int bits) {
        return scenario(network.network().mvmLayers().stream()
                .map(layer -> network.setting(layer.index(), BitWidths.ideal(bits, bits)))
                .toList());
    }

    private static Scenario scenario(List<LayerSetting> settings) {
        return new Scenario(
                settings,
                new Memory(FaultModel.of(new BitErrorModel.Uniform()), new ArrayGeometry(64, 64)),
                new Memory(FaultModel.of(new BitErrorModel.DataDependent(1, 0)), new ArrayGeometry(64, 64)));
    }

    private static int[] images() {
        return IntStream.range(0, IMAGES).toArray();
    }
}
