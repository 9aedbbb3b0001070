package org.layco.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.layco.cost.ResNet20Costs.CELL;
import static org.layco.cost.ResNet20Costs.LIBRARY;
import static org.layco.cost.ResNet20Costs.NETWORK;
import static org.layco.cost.ResNet20Costs.cost;
import static org.layco.cost.ResNet20Costs.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.activity.Action;
import org.layco.activity.LayerStatistics;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.network.MvmLayer;
import org.layco.quant.CodeHistogram;

/** What buffers that spare writes cost, and what they occupy. */
class FeatureMapWriteCostTest {
    private static final Action WRITE = Action.FEATURE_MAP_WRITE;

    @TempDir
    private Path directory;

    @Test
    void aBufferThatComparesWritesTheCellsThatChangeAndPaysForTheComparison() {
        MvmLayer layer = NETWORK.mvmLayers().get(1);
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
                .isEqualTo(0.5 * CELL.enduranceWrites(1.70).get());
    }

    @Test
    void zerosThatAreSkippedAreNotWrittenAtAll() {
        MvmLayer layer = NETWORK.mvmLayers().get(1);
        OperatingPoint point = new OperatingPoint(8, 8, 8, 2, 2);
        double[] counts = new double[256];
        counts[0] = 3;
        counts[255] = 1;
        LayerStatistics mostlyZero =
                new LayerStatistics(0.25, 0.25, 0.5, 1, Optional.of(CodeHistogram.of(8, 0, counts)));
        Accelerator plain = LIBRARY.accelerator("layco", Style.CASCADE);
        Accelerator skips = withWrites("{skip_zeros: true, source: a test, kind: assumed}");
        double always = joules(new CostModel(plain, CELL).layerCost(layer, point, mostlyZero, true), WRITE);
        // A flag for every word, eight cells for a quarter of them.
        assertThat(joules(new CostModel(skips, CELL).layerCost(layer, point, mostlyZero, true), WRITE))
                .isCloseTo(always * (1 + 0.25 * 8) / 8, within(always * 1e-9));
    }

    private double featureMapWrite(Accelerator accelerator, MvmLayer layer, OperatingPoint point) {
        return joules(new CostModel(accelerator, CELL).layerCost(layer, point, LayerStatistics.DEFAULT, true), WRITE);
    }

    /** What reading every bit once takes. */
    private double cellAndPeripheryRead(Accelerator accelerator, MvmLayer layer, OperatingPoint point) {
        LayerCost cost = new CostModel(accelerator, CELL).layerCost(layer, point, LayerStatistics.DEFAULT, true);
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

    private static <T> T of(Action action, Map<Action, T> map) {
        return Optional.ofNullable(map.get(action)).orElseThrow();
    }
}
