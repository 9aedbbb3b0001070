package org.layco.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layco.activity.Action;
import org.layco.activity.FeatureMapAccess;
import org.layco.activity.LayerStatistics;
import org.layco.device.MemoryCell;
import org.layco.device.ReadConditions;
import org.layco.device.WritePulse;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Accelerator.CrossbarRead;
import org.layco.hardware.Component;
import org.layco.hardware.Converter;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.Part;
import org.layco.hardware.PartialSumStore;
import org.layco.hardware.Technology;
import org.layco.mapping.OperatingPoint;
import org.layco.source.Kind;
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

    /**
     * Joules of one action, with the parts that take part in it; empty if the design has no such component or no source
     * gives its energy.
     */
    Optional<Sourced<Double>> joules(Action action, OperatingPoint point, LayerStatistics statistics) {
        return own(action, point, statistics).map(joules -> withParts(action, joules));
    }

    private Optional<Sourced<Double>> own(Action action, OperatingPoint point, LayerStatistics statistics) {
        return switch (action) {
            case CROSSBAR_CELL_READ -> Optional.of(crossbarCell(statistics));
            case INPUT_CONVERSION -> Optional.of(inputConversion(point));
            case INPUT_FORWARD -> accelerator.input().forward().map(this::component);
            case FEATURE_MAP_WRITE -> featureMapWrite(point, statistics);
            case FEATURE_MAP_LINE -> rramFeatureMaps().map(rram -> featureMapLine(rram, point, statistics));
            case FEATURE_MAP_CELL_READ ->
                rramFeatureMaps()
                        .flatMap(rram -> cellRead(statistics.storedOnes())
                                .map(read -> scaled(
                                        read, access(rram, point, statistics).read() / point.inputBits())));
            case FEATURE_MAP_READ -> Optional.of(featureMapRead(point, statistics));
            case LINK -> known(accelerator.link());
            case PARTIAL_SUM_DRIVE -> accelerator.partialSums().driver().map(this::component);
            case PARTIAL_SUM_WRITE -> rramPartialSums().map(rram -> cellWrite(point.partialSumVolts()));
            case PARTIAL_SUM_LINE -> rramPartialSums().map(rram -> line(rram.lineCells(), point.partialSumVolts()));
            case PARTIAL_SUM_READ -> rramPartialSums().flatMap(rram -> cellRead(MEAN_PARTIAL_SUM_LEVEL));
            case OUTPUT_CONVERSION -> Optional.of(outputConversion(point));
            case SHIFT_ADD -> known(accelerator.shiftAdd());
            case ACTIVATION -> Optional.of(component(accelerator.activation()));
        };
    }

    /** What no source gives and estimates therefore leave out. */
    List<String> omitted() {
        List<String> omitted = new ArrayList<>();
        omit("energy of reading memory cells", cell.read(), omitted);
        omit("energy of links", accelerator.link(), omitted);
        omit("energy of shift-and-add", accelerator.shiftAdd(), omitted);
        if (accelerator.featureMaps() instanceof FeatureMapBuffer.Charge charge) {
            omit("energy of feature-map writes", charge.writeBit(), omitted);
        }
        return omitted;
    }

    private static void omit(String what, Knowable<?> figure, List<String> omitted) {
        if (figure instanceof Knowable.Unavailable<?>(String reason)) {
            omitted.add(what + ": " + reason);
        }
    }

    private Sourced<Double> withParts(Action action, Sourced<Double> own) {
        Sourced<Double> all = own;
        for (Part part : accelerator.parts()) {
            if (takesPart(part.charged(), action)) {
                Kind weaker = part.component().kind();
                all = new Sourced<>(
                        all.value() + part.component().value().energyJoules(technology),
                        all.reference(),
                        weaker.compareTo(all.kind()) > 0 ? weaker : all.kind());
            }
        }
        return all;
    }

    private static boolean takesPart(Part.Charged charged, Action action) {
        return switch (charged) {
            case INPUT_CONVERSION -> action == Action.INPUT_CONVERSION;
            case OUTPUT_CONVERSION -> action == Action.OUTPUT_CONVERSION;
            case FEATURE_MAP_WRITE -> action == Action.FEATURE_MAP_WRITE;
            case NOTHING -> false;
        };
    }

    private Sourced<Double> crossbarCell(LayerStatistics statistics) {
        Sourced<CrossbarRead> read = accelerator.crossbarRead();
        double activity = statistics.meanActivity() / CrossbarRead.STATED_ACTIVITY;
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

    /** One bit's share of writing its word: the cells that are written, and what is read before to spare the others. */
    private Optional<Sourced<Double>> featureMapWrite(OperatingPoint point, LayerStatistics statistics) {
        return switch (accelerator.featureMaps()) {
            case FeatureMapBuffer.Rram rram -> {
                FeatureMapAccess access = access(rram, point, statistics);
                WritePulse pulse = cell.write().get().value();
                double pulses = (double) rram.writes().pulses().orElse(pulse.pulsesPerWrite()) / pulse.pulsesPerWrite();
                double compare = component(rram.readBit()).value()
                        + cellRead(statistics.storedOnes()).map(Sourced::value).orElse(0.0);
                Sourced<Double> write = cellWrite(point.inputVolts());
                yield Optional.of(resting(
                        write,
                        (access.written() * pulses * write.value() + access.compared() * compare) / point.inputBits()));
            }
            case FeatureMapBuffer.Charge charge -> known(charge.writeBit());
        };
    }

    private Sourced<Double> featureMapLine(
            FeatureMapBuffer.Rram rram, OperatingPoint point, LayerStatistics statistics) {
        return scaled(
                line(rram.rows(), point.inputVolts()),
                access(rram, point, statistics).written() / point.inputBits());
    }

    private Sourced<Double> featureMapRead(OperatingPoint point, LayerStatistics statistics) {
        return switch (accelerator.featureMaps()) {
            case FeatureMapBuffer.Rram rram ->
                scaled(
                        component(rram.readBit()),
                        access(rram, point, statistics).read() / point.inputBits());
            case FeatureMapBuffer.Charge charge -> component(charge.readBit());
        };
    }

    private static FeatureMapAccess access(
            FeatureMapBuffer.Rram rram, OperatingPoint point, LayerStatistics statistics) {
        return FeatureMapAccess.of(rram.writes(), point.inputBits(), statistics.stored());
    }

    private static Sourced<Double> scaled(Sourced<Double> joules, double factor) {
        return resting(joules, joules.value() * factor);
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

    private Optional<Sourced<Double>> known(Knowable<Sourced<Component>> component) {
        return switch (component) {
            case Knowable.Known<Sourced<Component>>(Sourced<Component> known) -> Optional.of(component(known));
            case Knowable.Unavailable<Sourced<Component>> unavailable -> Optional.empty();
        };
    }

    private Sourced<Double> component(Sourced<Component> component) {
        return resting(component, component.value().energyJoules(technology));
    }

    private Optional<PartialSumStore.AnalogRram> rramPartialSums() {
        return switch (accelerator.partialSums()) {
            case PartialSumStore.AnalogRram rram -> Optional.of(rram);
            case PartialSumStore.Digital _, PartialSumStore.IntegrateAndFire _, PartialSumStore.AnalogLocal _ ->
                Optional.empty();
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
