package org.layco.cost;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.layco.activity.LayerStatistics;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.Level;
import org.layco.hardware.PeakFigures;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.PlanAssembler;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.Weights;
import org.layco.network.reference.ReferenceNetworks;
import org.layco.source.Knowable;

/** Compares the figures that designs are expected to give with those that the models give. */
public final class Validation {
    private final Function<String, Accelerator> designs;
    private final MemoryCell cell;

    /**
     * A validation.
     *
     * @param designs by name, for ratios between two
     * @param cell the memory cell of RRAM buffers
     */
    public Validation(Function<String, Accelerator> designs, MemoryCell cell) {
        this.designs = designs;
        this.cell = cell;
    }

    /** One row for every expected figure, in their order. */
    public List<ValidationRow> rows(String design, List<ExpectedFigure> expected) {
        Accelerator accelerator = designs.apply(design);
        return expected.stream()
                .map(figure -> new ValidationRow(design, figure, modelled(accelerator, figure)))
                .toList();
    }

    private Knowable<Double> modelled(Accelerator design, ExpectedFigure figure) {
        if (figure.unavailable().isPresent()) {
            return Knowable.unavailable(figure.unavailable().get());
        }
        return si(design, figure).map(value -> value / figure.unitInSi());
    }

    private Knowable<Double> si(Accelerator design, ExpectedFigure figure) {
        int weightBits = figure.weightBits();
        int inputBits = figure.inputBits();
        CrossbarArray array = design.array();
        return switch (figure.quantity()) {
            case POWER -> Knowable.known(peak(design, figure).watts(level(design, figure)));
            case AREA -> peak(design, figure).squareMetres(level(design, figure));
            case EFFICIENCY -> {
                PeakFigures peak = peak(design, figure);
                String level = level(design, figure);
                yield Knowable.known(figure.operationsPerMac() * peak.macsPerSecond(level) / peak.watts(level));
            }
            case DENSITY -> density(design, figure);
            case POWER_SHARE ->
                Knowable.known(Stream.of(of(figure, "component").split(" \\+ ", -1))
                        .mapToDouble(component -> peak(design, figure).powerShare(top(design), component))
                        .sum());
            case EFFICIENCY_RATIO -> {
                Accelerator other = designs.apply(of(figure, "design"));
                yield Knowable.known(
                        macsPerJoule(design, weightBits, weightBits) / macsPerJoule(other, weightBits, inputBits));
            }
            case ADC_REFERENCE_ENERGY_RATIO -> Knowable.known(adcReferenceRatio(design, figure));
            case SA_REFERENCE_ENERGY_RATIO -> Knowable.unavailable("the template has no sense amplifiers");
            case PARTIAL_SUMS_PER_OUTPUT_AND_ROW_TILE ->
                Knowable.known((double) array.partialSumsPerOutput(1, weightBits, inputBits));
            case CONVERSIONS_PER_OUTPUT_AND_ROW_TILE ->
                Knowable.known((double) design.partialSums().conversions(array, weightBits, inputBits));
            case ARRAYS -> Knowable.known((double) design.arrays(shape(figure), weightBits));
            case RESNET20_ENERGY ->
                design.writeVoltage().volts(cell).map(volts -> resNet20Joules(design, cell, figure, volts));
        };
    }

    private static PeakFigures peak(Accelerator design, ExpectedFigure figure) {
        return new PeakFigures(design, figure.weightBits(), figure.inputBits());
    }

    private static double macsPerJoule(Accelerator design, int weightBits, int inputBits) {
        PeakFigures peak = new PeakFigures(design, weightBits, inputBits);
        return peak.macsPerSecond(top(design)) / peak.watts(top(design));
    }

    private static Knowable<Double> density(Accelerator design, ExpectedFigure figure) {
        PeakFigures peak = peak(design, figure);
        String level = level(design, figure);
        return peak.squareMetres(level).map(area -> figure.operationsPerMac() * peak.macsPerSecond(level) / area);
    }

    private double adcReferenceRatio(Accelerator design, ExpectedFigure figure) {
        CrossbarArray array = design.array();
        int planes = array.polarities() * array.weightSlices(figure.weightBits());
        MvmShape full = MvmShape.fullyConnected(array.rows(), array.columns() / planes, 1);
        Accelerator reference = design.convertingEveryPartialSum();
        double volts = cell.nominalVolts();
        return joules(reference, full, figure, reference.output().maxBits(), volts)
                / joules(design, full, figure, design.output().maxBits(), volts);
    }

    private static double resNet20Joules(Accelerator design, MemoryCell cell, ExpectedFigure figure, double volts) {
        Network network = ReferenceNetworks.find("resnet20").orElseThrow();
        OperatingPoint point =
                new OperatingPoint(figure.weightBits(), figure.inputBits(), figure.weightBits(), volts, volts);
        List<OperatingPoint> points = Collections.nCopies(network.mvmLayers().size(), point);
        return new CostModel(design, cell)
                .estimate(network, new PlanAssembler(design, cell).assemble(network, points), Map.of())
                .energyJoules();
    }

    /** Of a layer that is the only reader of its feature map. */
    private double joules(Accelerator design, MvmShape shape, ExpectedFigure figure, int partialSumBits, double volts) {
        OperatingPoint point =
                new OperatingPoint(figure.weightBits(), figure.inputBits(), partialSumBits, volts, volts);
        MvmLayer layer = new MvmLayer(
                0,
                "layer",
                "Conv",
                shape,
                MvmLayer.Layout.CHANNELS_FIRST,
                new Weights.Absent(shape.weightElements()),
                new float[shape.outputs()],
                List.of(),
                "in",
                "out");
        return new CostModel(design, cell)
                .layerCost(layer, point, LayerStatistics.DEFAULT, true)
                .energyJoules();
    }

    private static MvmShape shape(ExpectedFigure figure) {
        ExpectedFigure.LayerSize size = figure.shape().orElseThrow(() -> missing(figure, "layer"));
        return MvmShape.fullyConnected(size.rows(), size.outputs(), 1);
    }

    private static String of(ExpectedFigure figure, String what) {
        return figure.of().orElseThrow(() -> missing(figure, what));
    }

    /** The level that the figure names, or the whole chip. */
    private static String level(Accelerator design, ExpectedFigure figure) {
        return figure.of().orElseGet(() -> top(design));
    }

    private static String top(Accelerator design) {
        return Optional.of(design.levels())
                .filter(levels -> !levels.isEmpty())
                .map(List::getLast)
                .map(Level::name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Design %s has no peak figures. Add 'levels' to its card.".formatted(design.name())));
    }

    private static IllegalArgumentException missing(ExpectedFigure figure, String what) {
        return new IllegalArgumentException(
                "A row of %s lacks '%s'. Add it.".formatted(figure.quantity().key(), what));
    }
}
