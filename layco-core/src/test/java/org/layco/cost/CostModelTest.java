package org.layco.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.layco.cost.ResNet20Costs.CELL;
import static org.layco.cost.ResNet20Costs.LIBRARY;
import static org.layco.cost.ResNet20Costs.NETWORK;
import static org.layco.cost.ResNet20Costs.cost;
import static org.layco.cost.ResNet20Costs.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.network.MvmLayer;
import org.layco.network.Operand;
import org.layco.source.Kind;
import org.layco.source.Knowable;
import org.layco.source.Sourced;
import org.layco.wear.PartitionWear;

class CostModelTest {
    @TempDir
    private Path directory;

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
        Map<Action, Sourced<Double>> joules = new CostModel(isaac, CELL).actionJoules(point, LayerStatistics.DEFAULT);
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
        CostModel model = new CostModel(accelerator, CELL);
        List<OperatingPoint> points = new ArrayList<>();
        for (int i = 0; i < NETWORK.mvmLayers().size(); i++) {
            points.add(new OperatingPoint(2 + i % 7, 3 + i % 6, 4 + i % 5, 1.5 + 0.01 * i, 1.8 - 0.01 * i));
        }
        Plan plan = new PlanAssembler(accelerator, CELL).assemble(NETWORK, points);
        LayerStatistics data = new LayerStatistics(0.3, 0.1, 0.4, 1.1, Optional.empty());
        Map<String, LayerStatistics> statistics = Map.of("layer1.1.conv1", data);
        double terms = 0;
        for (MvmLayer layer : NETWORK.mvmLayers()) {
            OperatingPoint point = points.get(layer.index());
            LayerStatistics of = statistics.getOrDefault(layer.name(), LayerStatistics.DEFAULT);
            terms += model.featureMapJoules(layer, point.inputBits(), point.inputVolts(), of, true)
                    + model.partialSumWriteJoules(layer, point.weightBits(), point.inputBits(), point.partialSumVolts())
                    + model.otherJoules(layer, point.weightBits(), point.inputBits(), point.partialSumBits(), of);
        }
        double estimate = model.estimate(NETWORK, plan, statistics).energyJoules();
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
        CostModel model = new CostModel(cascade, CELL);
        MvmLayer layer = NETWORK.mvmLayers().get(1);
        OperatingPoint point = new OperatingPoint(8, 8, 8, 2, 2);
        double half = crossbar(model.layerCost(layer, point, LayerStatistics.DEFAULT, true));
        double sparse =
                crossbar(model.layerCost(layer, point, new LayerStatistics(0.5, 0.1, 0.5, 1, Optional.empty()), true));
        assertThat(sparse / half).isCloseTo(0.2, within(1e-12));
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
        long arrays = NETWORK.mvmLayers().stream()
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

    @Test
    void readEnergyThatNoSourceGivesIsOmittedAndNamed() throws IOException {
        Path card = directory.resolve("unread.yaml");
        Files.writeString(
                card,
                Files.readString(Path.of("..", "hardware", "cells", "rram_nvsim2012.yaml"))
                        .replaceFirst("(?s)\\nread:.*?\\n\\n", "\nread: {unavailable: nobody measured it}\n\n"));
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        CostEstimate cost = new CostModel(cascade, LIBRARY.cell(card.toString()))
                .estimate(NETWORK, plan(cascade, 8, 2.0, 2.0), Map.of());
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
                new CostModel(cascade, CELL).actionJoules(new OperatingPoint(8, 8, 8, 2, 2), LayerStatistics.DEFAULT);
        assertThat(of(Action.PARTIAL_SUM_WRITE, joules).value()).isCloseTo(1.2e-12, within(1e-24));
        assertThat(of(Action.OUTPUT_CONVERSION, joules).kind()).isEqualTo(Kind.FITTED);
        assertThat(of(Action.PARTIAL_SUM_DRIVE, joules).kind()).isEqualTo(Kind.ASSUMED);
        assertThat(joules).doesNotContainKey(Action.INPUT_FORWARD);
    }

    @Test
    void layersThatReadOneMapNeedOneOperatingPointForIt() {
        Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
        OperatingPoint one = new OperatingPoint(8, 8, 8, 2, 2);
        assertThatThrownBy(() -> new PlanAssembler(cascade, CELL).assemble(NETWORK, List.of(one)))
                .hasMessageContaining("1 operating points were given for 20 MVM layers");
    }

    private static <T> T of(Action action, Map<Action, T> map) {
        return Optional.ofNullable(map.get(action)).orElseThrow();
    }

    private static double sum(Map<?, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
