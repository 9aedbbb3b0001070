package org.layco.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.layco.EmbeddedStudy;
import org.layco.accuracy.ImageInput;
import org.layco.device.BitErrorModel;
import org.layco.device.FaultModel;
import org.layco.fault.ArrayGeometry;
import org.layco.inference.BitWidths;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.Evaluator;
import org.layco.inference.Memory;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.Scenario;
import org.layco.inference.Workers;
import org.layco.mapping.Liveness;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.RangeRule;
import org.layco.study.Study;

/** Probes on the smaller embedded network. */
class PrefixSensitivityTest {
    private static final BitWidths CLEAN = new BitWidths(8, 8, 10);
    private static final int IMAGES = 150;
    private static final List<List<Probe>> PROBES = List.of(
            List.of(new Probe.InputBits(0, 3), new Probe.InputErrors(0, 4, 0.01)),
            List.of(new Probe.WeightBits(1, 2), new Probe.PsumErrors(1, 8, 0.01)),
            List.of(new Probe.InputErrors(3, 8, 0.05), new Probe.InputErrors(3, 8, 0.2)),
            List.of(new Probe.PsumBits(4, 4), new Probe.WeightBits(4, 2)));

    @Test
    void measurementsDoNotDependOnTheMemoryForPrefixes() {
        List<Measurement> unlimited = with(Long.MAX_VALUE, PrefixSensitivityTest::measureAll);
        assertThat(with(0, PrefixSensitivityTest::measureAll)).isEqualTo(unlimited);
        assertThat(with(300_000, PrefixSensitivityTest::measureAll)).isEqualTo(unlimited);
        assertThat(unlimited).anyMatch(measured -> measured.lossPp() > 5);
    }

    @Test
    void lessMemoryCostsMoreComputationAndNeverMoreThanNoCachingDoes() {
        double unlimited = with(Long.MAX_VALUE, PrefixSensitivityTest::passes);
        double some = with(300_000, PrefixSensitivityTest::passes);
        double none = with(0, PrefixSensitivityTest::passes);
        assertThat(some).isGreaterThan(unlimited);
        assertThat(none).isGreaterThan(some);
    }

    @Test
    void aLossClearlyOutsideItsBandIsMeasuredOnTheFirstQuarterOnly() {
        List<Probe> probes = List.of(new Probe.InputErrors(0, 8, 0.4), new Probe.InputErrors(0, 8, 1e-4));
        List<SensitivityOracle.Band> bands =
                List.of(new SensitivityOracle.Band(1, 5), new SensitivityOracle.Band(1, 5));
        List<Measurement> located = with(Long.MAX_VALUE, oracle -> {
            List<Measurement> measured = oracle.locate(probes, bands);
            assertThat(oracle.cost().passesWithoutEarlyStopping())
                    .isGreaterThan(oracle.cost().passes() + 0.5);
            return measured;
        });
        List<Measurement> whole = with(Long.MAX_VALUE, oracle -> oracle.measure(probes));
        assertThat(located.get(0).images()).isBetween(IMAGES / 4 - 16, IMAGES / 4 + 16);
        assertThat(located.get(0).lossPp()).isGreaterThan(5);
        assertThat(whole.get(0).lossPp()).isGreaterThan(5);
        assertThat(located.get(1)).isEqualTo(whole.get(1));
    }

    @Test
    void aWalkOnlyGoesForward() {
        assertThatThrownBy(() -> with(0, oracle -> {
                    oracle.measure(List.of(new Probe.WeightBits(3, 4)));
                    return oracle.measure(List.of(new Probe.WeightBits(1, 4)));
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot go back");
    }

    private static List<Measurement> measureAll(PrefixSensitivity oracle) {
        List<Measurement> all = new ArrayList<>();
        PROBES.forEach(probes -> all.addAll(oracle.measure(probes)));
        return all;
    }

    private static double passes(PrefixSensitivity oracle) {
        measureAll(oracle);
        return oracle.cost().passes();
    }

    private static <T> T with(long memoryBytes, Function<PrefixSensitivity, T> use) {
        Study study = EmbeddedStudy.of("fashion_lenet5");
        ImageInput input = new ImageInput(
                study.data(), study.preprocessing(), study.network().inputShape());
        int[] images = Arrays.copyOf(study.split().search(), IMAGES);
        int[] labels =
                Arrays.stream(images).map(image -> study.data().labels()[image]).toArray();
        try (Workers workers = new Workers(OnnxRuntime.start(), study.network(), 2)) {
            Evaluator evaluator = new Evaluator(workers, study.network(), input::fill);
            CalibratedNetwork network = new CalibratedNetwork(
                    study.network(),
                    study.design().array(),
                    0.05,
                    QuantizedWeights.Granularity.CHANNEL,
                    new RangeRule.LeastSquaredError(),
                    evaluator.calibrate(images, 2));
            Scenario baseline = new Scenario(
                    study.network().mvmLayers().stream()
                            .map(layer -> network.setting(layer.index(), CLEAN))
                            .toList(),
                    new Memory(FaultModel.of(new BitErrorModel.Uniform()), new ArrayGeometry(64, 64)),
                    new Memory(FaultModel.of(new BitErrorModel.DataDependent(1, 0)), new ArrayGeometry(64, 64)));
            return use.apply(new PrefixSensitivity(
                    evaluator, network, Liveness.of(study.network()), baseline, CLEAN, 1, images, labels, memoryBytes));
        }
    }
}
