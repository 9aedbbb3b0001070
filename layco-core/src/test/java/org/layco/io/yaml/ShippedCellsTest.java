package org.layco.io.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.layco.SharedData;
import org.layco.cost.CostEstimate;
import org.layco.cost.CostModel;
import org.layco.cost.ResNet20;
import org.layco.device.LinearFit;
import org.layco.device.MemoryCell;
import org.layco.device.ReadConditions;
import org.layco.device.WritePulse;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.yaml.MeasuredPoints.Interval;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.network.Network;
import org.layco.source.Knowable;

/** The shipped cards say what their sources say, and nothing about what these leave open. */
class ShippedCellsTest {
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();
    private static final Path CELLS = Path.of("..", "hardware", "cells");
    private static final Interval CYCLES = new Interval(1, 1e12);

    static List<MemoryCell> cells() {
        return LIBRARY.cells();
    }

    @Test
    void theDefaultEnduranceSlopeIsTheFitThroughItsPoints() throws IOException {
        LinearFit fit = decades(new Interval(1.60, 2.40));
        assertThat(fit.points()).isEqualTo(58);
        assertThat(fit.from()).isCloseTo(1.63, within(0.005));
        assertThat(fit.to()).isCloseTo(2.39, within(0.005));
        assertThat(fit.intercept()).isCloseTo(14.94, within(0.005));
        assertThat(fit.slope()).isCloseTo(-5.89, within(0.005));
        assertThat(fit.rSquared()).isCloseTo(0.835, within(0.0005));
        MemoryCell cell = LIBRARY.cell("default");
        assertThat(cell.enduranceWrites(1.7).get() / cell.enduranceWrites(1.8).get())
                .isCloseTo(Math.pow(10, 0.589), within(1e-9));
        assertThat(cell.enduranceSpread().get().value().sigmaDecades()).isCloseTo(fit.residual(), within(0.005));
    }

    @Test
    void theDefaultWriteErrorsFollowTheFitThroughTheUnderDrivenPoints() throws IOException {
        LinearFit fit = decades(new Interval(1.30, 1.65));
        assertThat(fit.points()).isEqualTo(33);
        assertThat(fit.intercept()).isCloseTo(-20.84, within(0.005));
        assertThat(fit.slope()).isCloseTo(15.80, within(0.005));
        assertThat(fit.rSquared()).isCloseTo(0.74, within(0.005));
        assertThat(fit.residual()).isCloseTo(1.0, within(0.005));
        MemoryCell cell = LIBRARY.cell("default");
        for (double volts = 1.40; volts <= 1.65; volts += 0.01) {
            double fitted = -(fit.intercept() + fit.slope() * volts);
            assertThat(Math.log10(cell.writeErrorProbability(volts).get())).isCloseTo(fitted, within(0.5));
        }
    }

    private static LinearFit decades(Interval volts) throws IOException {
        Path file = CELLS.resolve("hfox_default.csv");
        double[][] points = MeasuredPoints.read(file.toString(), Files.readString(file))
                .pairs("voltage_v", volts, "endurance_writes", CYCLES);
        return LinearFit.of(points[0], Arrays.stream(points[1]).map(Math::log10).toArray());
    }

    /** Write energies where no source gives one: V^2/R t in the conducting state, as the cards state. */
    @ParameterizedTest
    @CsvSource({
        "isaac_cell, rram_isaac_isca_2016, 120e-12",
        "raella_cell, rram_raella_isca_2023, 120e-12",
        "neurram_cell, rram_wan_nature_2022, 104e-12",
        "neurosim_default, rram_neurosim_default, 33.3e-12"
    })
    void cellsOfCimLoopSayWhatItsFilesSay(String name, String file, double joules) throws IOException {
        Map<String, Double> source = new HashMap<>();
        for (String line :
                Files.readAllLines(SharedData.require("cimloop_cells").resolve(file + ".cell.yaml"))) {
            if (line.matches("-\\w+ \\(.*\\): *[0-9.e+-]+.*")) {
                String[] words = line.split(": *");
                source.put(words[0].replaceAll("[-() ]", ""), Double.parseDouble(words[1].split(" ")[0]));
            }
        }
        MemoryCell cell = LIBRARY.cell(name);
        WritePulse write = cell.write().get().value();
        ReadConditions read = cell.read().get().value();
        assertThat(write.referenceVolts()).isEqualTo(source.getOrDefault("SetVoltageV", Double.NaN));
        assertThat(write.seconds()).isCloseTo(source.getOrDefault("SetPulsens", Double.NaN) * 1e-9, within(1e-18));
        double volts = write.referenceVolts();
        double formula = volts * volts / source.getOrDefault("ResistanceOnohm", Double.NaN) * write.seconds();
        assertThat(write.energyJoules()).isEqualTo(joules).isCloseTo(formula, within(0.01 * formula));
        assertThat(read.lowOhms()).isEqualTo(source.getOrDefault("ResistanceOnohm", Double.NaN));
        assertThat(read.highOhms()).isEqualTo(source.getOrDefault("ResistanceOffohm", Double.NaN));
        assertThat(read.volts()).isEqualTo(source.getOrDefault("ReadVoltageV", Double.NaN));
        assertThat(read.seconds()).isCloseTo(source.getOrDefault("ReadPulsens", Double.NaN) * 1e-9, within(1e-18));
        assertThat(cell.area().value()).isCloseTo(source.getOrDefault("CellAreaF^2", Double.NaN), within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"optimistic, RRAM_best_case", "pessimistic, RRAM_worst_case"})
    void tentpolesSayWhatTheirSourceSays(String name, String file) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.require("nvmexplorer/RRAM_1BPC-combined.csv"));
        List<String> columns =
                Arrays.stream(lines.getFirst().split(",")).map(String::strip).toList();
        List<String> row = lines.stream()
                .filter(line -> line.contains(file))
                .findFirst()
                .map(line -> Arrays.stream(line.split(",")).map(String::strip).toList())
                .orElseThrow();
        MemoryCell cell = LIBRARY.cell(name);
        WritePulse write = cell.write().get().value();
        assertThat(write.writeSeconds())
                .isCloseTo(
                        (value(row, columns, "SetPulse (ns)") + value(row, columns, "ResetPulse (ns)")) * 1e-9,
                        within(1e-15));
        assertThat(write.energyJoules()).isCloseTo(value(row, columns, "SetEnergy (pJ)") * 1e-12, within(1e-20));
        assertThat(write.referenceVolts()).isEqualTo(value(row, columns, "SetVoltage (V)"));
        assertThat(cell.area().value()).isEqualTo(value(row, columns, "CellArea (F^2)"));
        assertThat(cell.read().get().value().volts()).isEqualTo(value(row, columns, "ReadVoltage (V)"));
        assertThat(cell.read().get().value().lowOhms())
                .isEqualTo(value(row, columns, "ResistanceOnAtReadVoltage (ohm)"));
    }

    private static double value(List<String> row, List<String> columns, String column) {
        return Double.parseDouble(row.get(columns.indexOf(column)));
    }

    /** No card yields a lifetime of 0 or an energy without its writes: each figure is there, or the reason is. */
    @ParameterizedTest
    @MethodSource("cells")
    void whatACardLeavesOpenIsNotAvailableWithTheCardsReason(MemoryCell cell) {
        Accelerator design = LIBRARY.accelerator("layco", Style.CASCADE);
        if (cell.write() instanceof Knowable.Unavailable<?>(String reason)) {
            assertThatThrownBy(() -> new CostModel(design, cell))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reason)
                    .hasMessageContaining(cell.name());
            return;
        }
        Network network = ResNet20.network();
        double volts = cell.nominalVolts();
        Plan plan = new PlanAssembler(design, cell)
                .assemble(
                        network,
                        Collections.nCopies(network.mvmLayers().size(), new OperatingPoint(8, 8, 8, volts, volts)));
        assertThat(plan.layers().getFirst().input().bitErrorRate()).isEqualTo(cell.writeErrorProbability(volts));
        CostEstimate cost = new CostModel(design, cell).estimate(network, plan, Map.of());
        assertThat(cost.energyJoules()).isPositive();
        switch (cell.endurance()) {
            case Knowable.Known<?> known ->
                assertThat(cost.levelledLifetime().get().inferences()).isPositive();
            case Knowable.Unavailable<?>(String reason) ->
                assertThat(cost.levelledLifetime()).isEqualTo(Knowable.unavailable(reason));
        }
        assertThat(cost.omitted()).hasSize(cell.read().isKnown() ? 0 : 1);
    }
}
