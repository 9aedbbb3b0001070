package org.layco.cost;

import java.util.List;
import java.util.Optional;
import org.layco.activity.Action;
import org.layco.activity.LayerStatistics;
import org.layco.device.MemoryCell;
import org.layco.device.ReadConditions;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Accelerator.CrossbarRead;
import org.layco.hardware.Component;
import org.layco.hardware.Converter;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.PartialSumStore;
import org.layco.hardware.Technology;
import org.layco.mapping.OperatingPoint;
import org.layco.source.Knowable;
import org.layco.source.Sourced;

/** What one action takes on a design with a memory cell: joules, with the source they rest on. */
final class ActionEnergy {
    /** Mean level of a stored partial sum, between its two extremes. */
    private static final double MEAN_PARTIAL_SUM_LEVEL = 0.5;

    private final Accelerator accelerator;
    private final MemoryCell cell;
    private final Technology technology;

    ActionEnergy(Accelerator accelerator, MemoryCell cell) {
        this.accelerator = accelerator;
        this.cell = cell;
        this.technology = accelerator.technology();
    }

    /** Joules of one action; empty if the design has no such component or no source gives its energy. */
    Optional<Sourced<Double>> joules(Action action, OperatingPoint point, LayerStatistics statistics) {
        return switch (action) {
            case CROSSBAR_CELL_READ -> Optional.of(crossbarCell(statistics));
            case INPUT_CONVERSION -> Optional.of(inputConversion(point));
            case INPUT_FORWARD -> accelerator.input().forward().map(this::component);
            case FEATURE_MAP_WRITE -> Optional.of(featureMapWrite(point.inputVolts()));
            case FEATURE_MAP_LINE -> rramFeatureMaps().map(rram -> line(rram.rows(), point.inputVolts()));
            case FEATURE_MAP_CELL_READ -> rramFeatureMaps().flatMap(rram -> cellRead(statistics.storedOnes()));
            case FEATURE_MAP_READ ->
                Optional.of(component(accelerator.featureMaps().readBit()));
            case LINK -> Optional.of(component(accelerator.link()));
            case PARTIAL_SUM_DRIVE -> rramPartialSums().map(rram -> component(rram.driver()));
            case PARTIAL_SUM_WRITE -> rramPartialSums().map(rram -> cellWrite(point.partialSumVolts()));
            case PARTIAL_SUM_LINE -> rramPartialSums().map(rram -> line(rram.lineCells(), point.partialSumVolts()));
            case PARTIAL_SUM_READ -> rramPartialSums().flatMap(rram -> cellRead(MEAN_PARTIAL_SUM_LEVEL));
            case OUTPUT_CONVERSION -> Optional.of(outputConversion(point));
            case SHIFT_ADD -> Optional.of(component(accelerator.shiftAdd()));
            case ACTIVATION -> Optional.of(component(accelerator.activation()));
        };
    }

    /** What no source gives and estimates therefore leave out. */
    List<String> omitted() {
        return switch (cell.read()) {
            case Knowable.Known<Sourced<ReadConditions>> known -> List.of();
            case Knowable.Unavailable<Sourced<ReadConditions>>(String reason) ->
                List.of("energy of reading memory cells: " + reason);
        };
    }

    private Sourced<Double> crossbarCell(LayerStatistics statistics) {
        Sourced<CrossbarRead> read = accelerator.crossbarRead();
        double activity = statistics.meanInput() * statistics.meanConductance() / CrossbarRead.STATED_ACTIVITY;
        double cells = (double) accelerator.array().rows() * accelerator.array().columns();
        return resting(read, read.value().energyJoules() * activity / cells);
    }

    private Sourced<Double> inputConversion(OperatingPoint point) {
        int bits = Math.min(point.inputBits(), accelerator.array().inputSliceBits());
        Sourced<Converter> converter = accelerator.input().converter();
        return resting(converter, converter.value().energyJoules(bits, technology));
    }

    private Sourced<Double> outputConversion(OperatingPoint point) {
        int bits = accelerator.output().resolution(point.partialSumBits());
        Sourced<Converter> converter = accelerator.output().converter();
        return resting(converter, converter.value().energyJoules(bits, technology));
    }

    private Sourced<Double> featureMapWrite(double volts) {
        return switch (accelerator.featureMaps()) {
            case FeatureMapBuffer.Rram rram -> cellWrite(volts);
            case FeatureMapBuffer.Charge charge -> component(charge.writeBit());
        };
    }

    private Sourced<Double> cellWrite(double volts) {
        return resting(cell.write().get(), cell.writeEnergyJoules(volts).get());
    }

    /** C V^2 for every pulse, along cells of a square pitch. */
    private Sourced<Double> line(int cells, double volts) {
        double pitchMetres = Math.sqrt(cell.areaSquareMetres(technology.nodeMetres()));
        double farads = accelerator.wireFaradsPerMetre().value() * pitchMetres * cells;
        return resting(
                accelerator.wireFaradsPerMetre(), cell.write().get().value().pulsesPerWrite() * farads * volts * volts);
    }

    private Optional<Sourced<Double>> cellRead(double level) {
        return switch (cell.read()) {
            case Knowable.Known<Sourced<ReadConditions>>(Sourced<ReadConditions> read) ->
                Optional.of(resting(read, read.value().energyJoules(level)));
            case Knowable.Unavailable<Sourced<ReadConditions>> unavailable -> Optional.empty();
        };
    }

    private Sourced<Double> component(Sourced<Component> component) {
        return resting(component, component.value().energyJoules(technology));
    }

    private Optional<PartialSumStore.AnalogRram> rramPartialSums() {
        return switch (accelerator.partialSums()) {
            case PartialSumStore.AnalogRram rram -> Optional.of(rram);
            case PartialSumStore.Digital digital -> Optional.empty();
        };
    }

    private Optional<FeatureMapBuffer.Rram> rramFeatureMaps() {
        return switch (accelerator.featureMaps()) {
            case FeatureMapBuffer.Rram rram -> Optional.of(rram);
            case FeatureMapBuffer.Charge charge -> Optional.empty();
        };
    }

    private static Sourced<Double> resting(Sourced<?> on, double joules) {
        return new Sourced<>(joules, on.reference(), on.kind());
    }
}
