package org.layco.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.layco.activity.Action;
import org.layco.activity.LayerStatistics;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.network.MvmLayer;
import org.layco.network.Network;
import org.layco.network.Operand;
import org.layco.quant.CodeHistogram;
import org.layco.source.Kind;
import org.layco.source.Knowable;
import org.layco.source.Sourced;
import org.layco.wear.PartitionWear;

class CostModelTest {
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();

    private static final Action WRITE = Action.FEATURE_MAP_WRITE;

    @TempDir
    private Path directory;

    private final MemoryCell cell = LIBRARY.cell("default");
    private final Network network = ResNet20.network();

    private Plan plan(Accelerator accelerator, int bits, double inputVolts, double partialSumVolts) {
        OperatingPoint point = new OperatingPoint(bits, bits, Math.min(bits, 8), inputVolts, partialSumVolts);
        return new PlanAssembler(accelerator, cell)
                .assemble(network, Collections.nCopies(network.mvmLayers().size(), point));
    }

    private CostEstimate cost(Accelerator accelerator, Plan plan) {
        return new CostModel(accelerator, cell).estimate(network, plan, Map.of());
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void everyTotalIsTheSumOfItsParts(Style style) {
        Accelerator accelerator = LIBRARY.accelerator("layco", style);
        CostEstimate cost = cost(accelerator, plan(accelerator, 6, 1.70, 1.55));
        double total = cost.energyJoules();
        assertThat(sum(cost.energyByLayerJoules())).isCloseTo(total, within(total * 1e-12));
        assertThat(sum(cost.energyByActionJoules())).isCloseTo(total, within(total * 1e-12));
        assertThat(sum(cost.energyByOperandJoules())).isCloseTo(total, within(total * 1e-12));
        assertThat(cost.energyByLayerJoules()).hasSize(20);
        assertThat(cost.energyByOperandJoules())
                .containsOnlyKeys(
                        Optional.of(Operand.WEIGHT),
                        Optional.of(Operand.INPUT),
                        Optional.of(Operand.PARTIAL_SUM),
                        Optional.empty());
        assertThat(cost.assumedEnergyShare()).isBetween(0.01, 0.99);
    }

    /** ISAAC: 2 mW at 1.28 GS/s, a register of 0.23 mW at 10.24 GHz and a sample-and-hold of 9.77 nW at 10 MHz. */
    @Test
    void partsAreChargedWithTheActionTheyTakePartIn() {
        Accelerator isaac = LIBRARY.accelerator("isaac", Style.CASCADE);
        OperatingPoint point = new OperatingPoint(8, 8, 8, 2.0, 2.0);
        Map<Action, Sourced<Double>> joules = new CostModel(isaac, cell).actionJoules(point, LayerStatistics.DEFAULT);
        assertThat(Objects.requireNonNull(joules.get(Action.OUTPUT_CONVERSION)).value())
                .isCloseTo(2e-3 / 1.28e9 + 0.23e-3 / 10.24e9 + 9.765625e-9 / 10e6, within(1e-18));
    }

    /** Where no source gives an energy the action is left out of the estimate, which says so. */
    @Test
    void whatNoSourceGivesIsLeftOutAndNamed() {
        Accelerator published = LIBRARY.accelerator("timely_isca_2020", Style.TIMELY);
        CostEstimate cost = cost(published, plan(published, 8, 2.0, 2.0));
        assertThat(cost.energyByActionJoules()).doesNotContainKeys(Action.LINK, Action.SHIFT_ADD);
        assertThat(cost.omitted()).anyMatch(what -> what.contains("energy of links"));
        assertThat(cost.omitted()).anyMatch(what -> what.contains("feature-map writes"));
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void theTermsThatASolverAddsAreExactlyTheEstimate(Style style) {
        Accelerator accelerator = LIBRARY.accelerator("layco", style);
        CostModel model = new CostModel(accelerator, cell);
        List<OperatingPoint> points = new ArrayList<>();
        for (int i = 0; i < network.mvmLayers().size(); i++) {
            points.add(new OperatingPoint(2 + i % 7, 3 + i % 6, 4 + i % 5, 1.5 + 0.01 * i, 1.8 - 0.01 * i));
        }
        Plan plan = new PlanAssembler(accelerator, cell).assemble(network, points);
        LayerStatistics data = new LayerStatistics(0.3, 0.1, 0.4, 1.1, Optional.empty());
        Map<String, LayerStatistics> statistics = Map.of("layer1.1.conv1", data);
        double terms = 0;
        for (MvmLayer layer : network.mvmLayers()) {
            OperatingPoint point = points.get(layer.index());
            LayerStatistics of = statistics.getOrDefault(layer.name(), LayerStatistics.DEFAULT);
            terms += model.featureMapJoules(layer, point.inputBits(), point.inputVolts(), of, true)
                    + model.partialSumWriteJoules(layer, point.weightBits(), point.inputBits(), point.partialSumVolts())
                    + model.otherJoules(layer, point.weightBits(), point.inputBits(), point.partialSumBits(), of);
        }
        double estimate = model.estimate(network, plan, statistics).energyJoules();
        assertThat(terms).isCloseTo(estimate, within(estimate * 1e-12));
    }

    @Test
    void writesChargeTwoPulsesAndTheirLine() {
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        Map<Action, Double> nominal = cost(cascade, plan(cascade, 8, 2.0, 2.0)).energyByActionJoules();
        assertThat(nominal.get(Action.PARTIAL_SUM_WRITE))
                .isCloseTo(745_482L * 64 * 1.2e-12, Percentage.withPercentage(1e-9));
        assertThat(nominal.get(Action.FEATURE_MAP_WRITE))
                .isCloseTo(187_456L * 8 * 1.2e-12, Percentage.withPercentage(1e-9));
        Map<Action, Double> low = cost(cascade, plan(cascade, 8, 2.0, 1.5)).energyByActionJoules();
        assertThat(of(Action.PARTIAL_SUM_WRITE, low) / of(Action.PARTIAL_SUM_WRITE, nominal))
                .isCloseTo(0.5625, within(1e-12));
        assertThat(of(Action.PARTIAL_SUM_LINE, low) / of(Action.PARTIAL_SUM_LINE, nominal))
                .isCloseTo(0.5625, within(1e-12));
        assertThat(low.get(Action.FEATURE_MAP_WRITE)).isEqualTo(nominal.get(Action.FEATURE_MAP_WRITE));
    }

    @Test
    void crossbarEnergyFollowsTheData() {
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        CostModel model = new CostModel(cascade, cell);
        MvmLayer layer = network.mvmLayers().get(1);
        OperatingPoint point = new OperatingPoint(8, 8, 8, 2, 2);
        double half = crossbar(model.layerCost(layer, point, LayerStatistics.DEFAULT, true));
        double sparse =
                crossbar(model.layerCost(layer, point, new LayerStatistics(0.5, 0.1, 0.5, 1, Optional.empty()), true));
        assertThat(sparse / half).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aBufferThatComparesWritesTheCellsThatChangeAndPaysForTheComparison() {
        MvmLayer layer = network.mvmLayers().get(1);
        OperatingPoint point = new OperatingPoint(8, 8, 8, 2, 2);
        double always = featureMapWrite(LIBRARY.accelerator("layco", Style.CASCADE), layer, point);
        Accelerator compares = withWrites("{comparison: data_comparison, source: a test, kind: assumed}");
        double readBit = cellAndPeripheryRead(compares, layer, point);
        // Without data, half of the cells change; each is read before.
        assertThat(featureMapWrite(compares, layer, point)).isCloseTo(always / 2 + readBit, within(always * 1e-9));
        Accelerator inverts = withWrites("{comparison: flip_n_write, source: a test, kind: assumed}");
        assertThat(featureMapWrite(inverts, layer, point))
                .isCloseTo(always * 837 / 256 / 8 + readBit * 9 / 8, within(always * 1e-9));
    }

    @Test
    void flagsAndCellsOfMoreBitsChangeWhatAMapOccupies() {
        Accelerator plain = LIBRARY.accelerator("layco", Style.CASCADE);
        long cells = plan(plain, 8, 1.70, 1.55).partitions().get(1).peakCells();
        Accelerator skips = withWrites("{skip_zeros: true, source: a test, kind: assumed}");
        assertThat(plan(skips, 8, 1.70, 1.55).partitions().get(1).peakCells()).isEqualTo(cells / 8 * 9);
        Accelerator dense =
                withWrites("{cell_bits: 2, pulses: 3, endurance_factor: 0.5, source: a test, kind: assumed}");
        Plan plan = plan(dense, 8, 1.70, 1.55);
        assertThat(plan.partitions().get(1).peakCells()).isEqualTo(cells / 2);
        CostEstimate cost = cost(dense, plan);
        // Half as many cells, three pulses instead of two.
        assertThat(of(Action.FEATURE_MAP_WRITE, cost.energyByActionJoules()))
                .isCloseTo(
                        0.75
                                * of(
                                        Action.FEATURE_MAP_WRITE,
                                        cost(plain, plan(plain, 8, 1.70, 1.55)).energyByActionJoules()),
                        Percentage.withPercentage(1e-6));
        assertThat(cost.wear().getFirst().enduranceWrites().get())
                .isEqualTo(0.5 * cell.enduranceWrites(1.70).get());
    }

    @Test
    void zerosThatAreSkippedAreNotWrittenAtAll() {
        MvmLayer layer = network.mvmLayers().get(1);
        OperatingPoint point = new OperatingPoint(8, 8, 8, 2, 2);
        double[] counts = new double[256];
        counts[0] = 3;
        counts[255] = 1;
        LayerStatistics mostlyZero =
                new LayerStatistics(0.25, 0.25, 0.5, 1, Optional.of(CodeHistogram.of(8, 0, counts)));
        Accelerator plain = LIBRARY.accelerator("layco", Style.CASCADE);
        Accelerator skips = withWrites("{skip_zeros: true, source: a test, kind: assumed}");
        double always = joules(new CostModel(plain, cell).layerCost(layer, point, mostlyZero, true), WRITE);
        // A flag for every word, eight cells for a quarter of them.
        assertThat(joules(new CostModel(skips, cell).layerCost(layer, point, mostlyZero, true), WRITE))
                .isCloseTo(always * (1 + 0.25 * 8) / 8, within(always * 1e-9));
    }

    private double featureMapWrite(Accelerator accelerator, MvmLayer layer, OperatingPoint point) {
        return joules(new CostModel(accelerator, cell).layerCost(layer, point, LayerStatistics.DEFAULT, true), WRITE);
    }

    /** What reading every bit once takes. */
    private double cellAndPeripheryRead(Accelerator accelerator, MvmLayer layer, OperatingPoint point) {
        LayerCost cost = new CostModel(accelerator, cell).layerCost(layer, point, LayerStatistics.DEFAULT, true);
        double perBit = cost.items().stream()
                .filter(item ->
                        item.action() == Action.FEATURE_MAP_READ || item.action() == Action.FEATURE_MAP_CELL_READ)
                .mapToDouble(item -> item.energyJoules() / item.actions())
                .sum();
        return perBit * layer.shape().inputElements() * point.inputBits();
    }

    private static double joules(LayerCost cost, Action action) {
        return cost.items().stream()
                .filter(item -> item.action() == action)
                .mapToDouble(CostItem::energyJoules)
                .sum();
    }

    private Accelerator withWrites(String block) {
        try {
            Path file = directory.resolve("own.yaml");
            Files.writeString(
                    file,
                    LIBRARY.card("cascade_rram_buffer")
                            .replace("feature_maps:\n", "feature_maps:\n  writes: " + block + "\n"));
            return LIBRARY.accelerator(file.toString(), Style.CASCADE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double crossbar(LayerCost cost) {
        return cost.items().stream()
                .filter(item -> item.action() == Action.CROSSBAR_CELL_READ)
                .mapToDouble(CostItem::energyJoules)
                .sum();
    }

    @Test
    void aPlanHasWholeArraysOfBufferAndSections() {
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        Plan plan = plan(cascade, 8, 1.70, 1.55);
        assertThat(plan.partitions())
                .extracting(Partition::holds)
                .containsExactly(Partition.Holds.WEIGHTS, Partition.Holds.FEATURE_MAPS, Partition.Holds.PARTIAL_SUMS);
        Partition maps = plan.partitions().get(1);
        // Input and inner map of a residual block of the first stage, 16 x 32 x 32 each; the output takes the input's
        // place.
        assertThat(maps.peakCells()).isEqualTo(2L * 16_384 * 8);
        assertThat(maps.cells()).isEqualTo(16L * 16_384);
        Partition sums = plan.partitions().get(2);
        long arrays = network.mvmLayers().stream()
                .mapToLong(layer -> cascade.arrays(layer.shape(), 8))
                .sum();
        assertThat(sums.cells()).isEqualTo(arrays * 1800);
        assertThat(plan.partitions().getFirst().cells()).isEqualTo(arrays * 4096);
    }

    @Test
    void lifetimeIsEnduranceOverWritesOfTheWorstCell() {
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        CostEstimate cost = cost(cascade, plan(cascade, 8, 2.0, 2.0));
        PartitionWear sums = cost.wear().get(1);
        // 32 x 32 positions rewrite a section; 64 columns x 8 slices of its 1800 cells are in use.
        assertThat(sums.mostWritesPerCell()).isEqualTo(1024);
        assertThat(sums.levelledWritesPerCell()).isCloseTo(1024.0 * 512 / 1800, within(1e-9));
        assertThat(sums.unlevelledInferences().get()).isCloseTo(5e6 / 1024, within(1e-6));
        assertThat(cost.unlevelledLifetime().get().partition()).isEqualTo("partial_sums_2.0V");
        assertThat(cost.levelledLifetime().get().inferences())
                .isGreaterThan(cost.unlevelledLifetime().get().inferences());
        PartitionWear maps = cost.wear().getFirst();
        assertThat(maps.writesPerInference()).isEqualTo(187_456L * 8);
        assertThat(maps.levelledWritesPerCell()).isCloseTo(187_456.0 * 8 / (16 * 16_384), within(1e-9));
        assertThat(maps.mostWritesPerCell()).isGreaterThanOrEqualTo(maps.levelledWritesPerCell());
    }

    @Test
    void theSlowestStageBoundsThePipeline() {
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        CostEstimate cost = cost(cascade, plan(cascade, 8, 2.0, 2.0));
        Stage slowest = cost.slowestStage();
        assertThat(slowest.seconds()).isCloseTo(1024 * 8 * 100e-9, within(1e-9));
        assertThat(slowest.bound()).isEqualTo(Stage.Bound.CROSSBAR);
        assertThat(cost.latencySeconds()).isGreaterThan(slowest.seconds());
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void anUnchangedPlanEqualsItsBaseline(Style style) {
        Accelerator layco = LIBRARY.accelerator("layco", style);
        Baselines baselines = baselines(style);
        Baseline eight = baselines.uniform(network, 8);
        assertThat(eight.name()).isEqualTo(style.key() + "_rram_buffer_8bit");
        CostEstimate theirs = cost(eight.accelerator(), eight.plan());
        Comparison same = Comparison.of(layco, eight.plan(), cost(layco, eight.plan()), eight, theirs);
        assertThat(same.energyRatio()).isEqualTo(1);
        assertThat(same.areaRatio()).isEqualTo(1);
        assertThat(same.latencyRatio()).isEqualTo(1);
        assertThat(same.lifetimeRatio()).isEqualTo(Knowable.known(1.0));
        assertThat(same.lifetimeRatioUnlevelled()).isEqualTo(Knowable.known(1.0));
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void fewerBitsAndLowerVoltagesBeatEveryBaseline(Style style) {
        Accelerator layco = LIBRARY.accelerator("layco", style);
        Plan plan = plan(layco, 4, 1.58, 1.58);
        CostEstimate ours = cost(layco, plan);
        Baselines baselines = baselines(style);
        for (Baseline baseline : List.of(
                baselines.uniform(network, 8),
                baselines.uniform(network, 16),
                baselines.safe(network).get())) {
            Comparison row = Comparison.of(layco, plan, ours, baseline, cost(baseline.accelerator(), baseline.plan()));
            assertThat(row.energyRatio()).as(baseline.name()).isGreaterThan(1);
            assertThat(row.lifetimeRatio().get()).as(baseline.name()).isGreaterThan(1);
            assertThat(row.areaRatio()).as(baseline.name()).isGreaterThan(1);
            assertThat(row.heldEqual()).anyMatch(line -> line.contains("crossbar arrays"));
            assertThat(row.differed()).anyMatch(line -> line.contains("1.58 V in the plan"));
        }
    }

    @Test
    void theSafeBaselineRunsAtTheLowestVoltageThatDoesNotErr() {
        Baseline safe = baselines(Style.CASCADE).safe(network).get();
        assertThat(safe.name()).isEqualTo("cascade_rram_buffer_safe");
        assertThat(safe.bits()).contains(8);
        assertThat(safe.plan().layers().getFirst().input().writeVolts()).isEqualTo(1.66);
    }

    @Test
    void raqHasNoPartialSumsInMemoryCells() {
        List<Integer> bits = Collections.nCopies(20, 6);
        Baseline raq = baselines(Style.CASCADE).raq(network, bits, bits);
        CostEstimate cost = cost(raq.accelerator(), raq.plan());
        assertThat(cost.energyByActionJoules()).doesNotContainKey(Action.PARTIAL_SUM_WRITE);
        assertThat(cost.wear()).hasSize(1);
        assertThat(cost.levelledLifetime().get().partition()).startsWith("feature_maps");
        Accelerator layco = LIBRARY.accelerator("layco", Style.CASCADE);
        Plan plan = plan(layco, 6, 1.58, 1.58);
        Comparison row = Comparison.of(layco, plan, cost(layco, plan), raq, cost);
        assertThat(row.baselineBits()).isEmpty();
        assertThat(row.differed()).anyMatch(line -> line.contains("accumulated"));
    }

    @Test
    void stylesAreNotCompared() {
        Accelerator layco = LIBRARY.accelerator("layco", Style.CASCADE);
        Baseline timely = baselines(Style.TIMELY).uniform(network, 8);
        Plan plan = plan(layco, 8, 2, 2);
        CostEstimate cost = cost(layco, plan);
        assertThatThrownBy(() -> Comparison.of(layco, plan, cost, timely, cost)).hasMessageContaining("timely style");
    }

    @Test
    void readEnergyThatNoSourceGivesIsOmittedAndNamed() throws IOException {
        Path card = directory.resolve("unread.yaml");
        Files.writeString(
                card,
                Files.readString(Path.of("..", "hardware", "cells", "rram_nvsim2012.yaml"))
                        .replaceFirst("(?s)\\nread:.*?\\n\\n", "\nread: {unavailable: nobody measured it}\n\n"));
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        CostEstimate cost = new CostModel(cascade, LIBRARY.cell(card.toString()))
                .estimate(network, plan(cascade, 8, 2.0, 2.0), Map.of());
        assertThat(cost.omitted()).containsExactly("energy of reading memory cells: nobody measured it");
        assertThat(cost.energyByActionJoules())
                .doesNotContainKeys(Action.FEATURE_MAP_CELL_READ, Action.PARTIAL_SUM_READ);
        assertThat(cost.levelledLifetime()).isEqualTo(Knowable.unavailable("NVSim's cell file gives no endurance"));
    }

    @Test
    void buffersOfCellsWithoutWriteEnergyHaveNoEnergyAndSayWhy() {
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        assertThatThrownBy(() -> new CostModel(cascade, LIBRARY.cell("tsmc22")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "design 'layco' are not available with cell 'hfox_tsmc2020': TSMC publishes neither");
    }

    @Test
    void everyActionNamesItsSource() {
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        var joules =
                new CostModel(cascade, cell).actionJoules(new OperatingPoint(8, 8, 8, 2, 2), LayerStatistics.DEFAULT);
        assertThat(of(Action.PARTIAL_SUM_WRITE, joules).value()).isCloseTo(1.2e-12, within(1e-24));
        assertThat(of(Action.OUTPUT_CONVERSION, joules).kind()).isEqualTo(Kind.FITTED);
        assertThat(of(Action.PARTIAL_SUM_DRIVE, joules).kind()).isEqualTo(Kind.ASSUMED);
        assertThat(joules).doesNotContainKey(Action.INPUT_FORWARD);
    }

    @Test
    void layersThatReadOneMapNeedOneOperatingPointForIt() {
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        OperatingPoint one = new OperatingPoint(8, 8, 8, 2, 2);
        assertThatThrownBy(() -> new PlanAssembler(cascade, cell).assemble(network, List.of(one)))
                .hasMessageContaining("1 operating points were given for 20 MVM layers");
    }

    private Baselines baselines(Style style) {
        return new Baselines(
                LIBRARY.accelerator(style.key() + "_rram_buffer", style), LIBRARY.accelerator("raq", style), cell);
    }

    private static <T> T of(Action action, Map<Action, T> map) {
        return Optional.ofNullable(map.get(action)).orElseThrow();
    }

    private static double sum(Map<?, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
