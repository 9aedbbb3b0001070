package org.layco.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.layco.mapping.Liveness;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.Weights;

class ToleranceSearchTest {
    private static final Network TWO_LAYERS = new Network(
            "two",
            "00",
            13,
            "image",
            List.of(4),
            0,
            List.of(layer(0, "a", "image", "h", 4, 6), layer(1, "b", "h", "scores", 6, 3)),
            "scores",
            3,
            Map.of(),
            Map.of());

    @Test
    void theSlopeOfALinearLossIsFoundWhereTheLossIsBetweenOneAndFivePoints() {
        double slope = 40_000;
        List<Probe> asked = new ArrayList<>();
        ToleranceTable table = search(probes -> probes.stream()
                .map(probe -> {
                    asked.add(probe);
                    double rate = rate(probe);
                    return new Measurement(slope * rate, slope * rate / 100, slope * rate / 40, 1000);
                })
                .toList());
        assertThat(table.inputs()).hasSize(2);
        assertThat(table.inputs().get(1).get(0).slopePp()).isCloseTo(slope, within(1e-6));
        assertThat(table.inputs().get(1).get(0).slopeUpperPp()).isGreaterThan(slope);
        assertThat(table.psumErrors().get(0).get(1).slopePp()).isCloseTo(slope, within(1e-6));
        assertThat(asked).filteredOn(probe -> rate(probe) > 0).allMatch(probe -> rate(probe) <= 0.04);
    }

    @Test
    void aLossThatBendsBelowTheMeasuredRateRaisesTheSlope() {
        ToleranceTable table = search(probes -> probes.stream()
                .map(probe -> new Measurement(2000 * rate(probe), 0.02, Math.sqrt(rate(probe)), 1000))
                .toList());
        assertThat(table.inputs().get(0).get(0).slopePp()).isCloseTo(2000 * 2, within(1e-6));
    }

    @Test
    void anOperandThatToleratesTheHighestRateGetsItsUpperBoundFromTheNoise() {
        ToleranceTable table = search(probes ->
                probes.stream().map(probe -> new Measurement(0, 0, 0, 1000)).toList());
        OperandTolerance tolerance = table.inputs().get(0).get(0);
        assertThat(tolerance.slopePp()).isZero();
        assertThat(tolerance.slopeUpperPp()).isCloseTo(0.1 / 0.04, within(1e-9));
    }

    @Test
    void onlyTheRateAtWhichALadderSettlesIsMeasuredOnAllImages() {
        int firstLook = 250;
        int all = 1000;
        ToleranceTable table = search(new SensitivityOracle() {
            @Override
            public List<Measurement> measure(List<Probe> probes) {
                return probes.stream().map(probe -> at(rate(probe), all)).toList();
            }

            @Override
            public List<Measurement> locate(List<Probe> probes, List<Band> bands) {
                List<Measurement> measured = new ArrayList<>();
                for (int i = 0; i < probes.size(); i++) {
                    Measurement look = at(rate(probes.get(i)), firstLook);
                    measured.add(bands.get(i).clearlyExcludes(look) ? look : at(rate(probes.get(i)), all));
                }
                return measured;
            }

            private static Measurement at(double rate, int images) {
                return new Measurement(7_000 * rate, 70 * rate, 200 * rate, images);
            }
        });
        List<OperandTolerance.Point> points = table.inputs().get(0).get(0).points();
        List<OperandTolerance.Point> ladder = points.subList(1, points.size());
        assertThat(ladder.getFirst().measurement().images()).isEqualTo(firstLook);
        assertThat(ladder.getFirst().measurement().lossPp()).isGreaterThan(5);
        assertThat(ladder.get(1).measurement().images()).isEqualTo(all);
        assertThat(table.inputs().get(0).get(0).slopePp()).isCloseTo(7_000, within(1e-6));
    }

    @Test
    void aLowLossAtTheHighestRateIsMeasuredOnAllImagesBecauseTheLadderSettlesThere() {
        Measurement clearlyLow = new Measurement(-40, 0.4, 0, 64);
        List<Double> excludedAt = new ArrayList<>();
        search(new SensitivityOracle() {
            @Override
            public List<Measurement> measure(List<Probe> probes) {
                return probes.stream().map(probe -> clearlyLow).toList();
            }

            @Override
            public List<Measurement> locate(List<Probe> probes, List<Band> bands) {
                for (int i = 0; i < probes.size(); i++) {
                    if (bands.get(i).clearlyExcludes(clearlyLow)) {
                        excludedAt.add(rate(probes.get(i)));
                    }
                }
                return measure(probes);
            }
        });
        assertThat(excludedAt)
                .as("not 0.04, the highest of inputs, nor 0.01, of psums")
                .containsOnly(0.005, 0.025);
    }

    @Test
    void quantisationLossIsTheShiftTimesTheNetworksLossPerShift() {
        ToleranceTable table = search(probes -> probes.stream()
                .map(probe -> switch (probe) {
                    case Probe.WeightBits at when at.layer() == 0 -> new Measurement(4, 0.04, 0.4, 1000);
                    case Probe.WeightBits at -> new Measurement(0.1, 0.01, 0.02, 1000);
                    case Probe.InputBits at -> new Measurement(0, 0.01, 0.01, 1000);
                    case Probe.PsumBits at -> new Measurement(0, 0, 0, 1000);
                    case Probe.InputErrors at -> new Measurement(2, 0.02, 0.1, 1000);
                    case Probe.PsumErrors at -> new Measurement(2, 0.02, 0.1, 1000);
                })
                .toList());
        assertThat(table.weights().get(1).get(0).quantizationLossPp()).isCloseTo(0.2, within(1e-12));
        assertThat(table.weights().get(1).get(1).quantizationLossPp()).isZero();
        assertThat(table.inputs().get(0).get(0).quantizationLossPp()).isCloseTo(0.1, within(1e-12));
    }

    private static ToleranceTable search(SensitivityOracle oracle) {
        return new ToleranceSearch(oracle, List.of(4, 8), List.of(6, 8), 0.04)
                .run(TWO_LAYERS, Liveness.of(TWO_LAYERS), () -> {});
    }

    private static double rate(Probe probe) {
        return switch (probe) {
            case Probe.InputErrors errors -> errors.bitErrorRate();
            case Probe.PsumErrors errors -> errors.bitErrorRate();
            case Probe.InputBits bits -> 0;
            case Probe.WeightBits bits -> 0;
            case Probe.PsumBits bits -> 0;
        };
    }

    private static MvmLayer layer(int index, String name, String input, String output, int inputs, int outputs) {
        return new MvmLayer(
                index,
                name,
                "Gemm",
                MvmShape.fullyConnected(inputs, outputs, 1),
                MvmLayer.Layout.CHANNELS_LAST,
                new Weights.Constant(inputs * outputs, 1),
                new float[outputs],
                List.of(),
                input,
                output);
    }
}
