package org.layco.report.figure;

import java.util.List;
import java.util.stream.Stream;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Design;
import org.layco.units.Dimension;

/**
 * The figures of a report by the section they stand in; a list is empty where there is nothing to draw.
 *
 * @param verdict the certificate against its limit
 * @param ladder accuracy from the float network to the certified bound
 * @param layers operating points and energy of every layer
 * @param tolerance error rates tolerated and planned
 * @param energy breakdowns of energy per inference
 * @param area breakdown of area
 * @param comparison ratios to the baselines
 * @param waterfalls ratios by cause
 * @param front what accuracy costs
 * @param partitions floor plan, voltage, occupancy and lifetime
 * @param wear swapping policies, failures over time, accuracy with age
 * @param sources shares of energy on assumed constants
 */
public record Figures(
        List<Figure> verdict,
        List<Figure> ladder,
        List<Figure> layers,
        List<Figure> tolerance,
        List<Figure> energy,
        List<Figure> area,
        List<Figure> comparison,
        List<Figure> waterfalls,
        List<Figure> front,
        List<Figure> partitions,
        List<Figure> wear,
        List<Figure> sources) {
    /** The figures of a run. */
    public static Figures of(RunRecord run) {
        return new Figures(
                List.of(AccuracyFigures.bound(run.guarantee())),
                run.ladder().isEmpty() ? List.of() : List.of(AccuracyFigures.ladder(run)),
                LayerFigures.of(run.plan().layers()),
                ToleranceFigures.of(run),
                energy(run.designs()),
                List.of(BreakdownFigures.absolute(
                        "area-by-component",
                        "Area by component",
                        Breakdown.of(run.designs(), Design::areaM2, Design::areaByComponentM2),
                        Dimension.AREA)),
                ComparisonFigures.of(run),
                WaterfallFigures.of(run.waterfalls()),
                FrontFigures.of(run),
                PartitionFigures.of(run.partitions()),
                WearFigures.of(run),
                List.of(assumedShares(run.designs())));
    }

    /** All of them, in the order of the report. */
    public List<Figure> all() {
        return Stream.of(
                        verdict,
                        ladder,
                        layers,
                        tolerance,
                        energy,
                        area,
                        comparison,
                        waterfalls,
                        front,
                        partitions,
                        wear,
                        sources)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Figure> energy(List<Design> designs) {
        Breakdown components = Breakdown.of(designs, Design::energyJ, Design::energyByComponentJ);
        Breakdown operands = Breakdown.of(designs, Design::energyJ, Design::energyByOperandJ);
        return List.of(
                BreakdownFigures.absolute(
                        "energy-by-component", "Energy per inference by component", components, Dimension.ENERGY),
                BreakdownFigures.shares(
                        "energy-shares-by-component", "Where the energy goes, by component", components),
                BreakdownFigures.shares("energy-shares-by-operand", "Where the energy goes, by operand", operands));
    }

    private static Figure assumedShares(List<Design> designs) {
        RowChart chart = new RowChart(
                "assumed-shares",
                "Energy that rests on assumed constants",
                designs.stream().map(Design::name).toList(),
                new Axis(
                        "share of energy per inference",
                        "assumed_energy_share",
                        new Scale.Linear(0, 1, 0.25),
                        Axis.Format.PERCENT),
                List.of());
        for (int row = 0; row < designs.size(); row++) {
            String share = Notation.share(designs.get(row).assumedEnergyShare());
            chart.bar(
                    row,
                    row == 0 ? Ink.MAIN : Ink.OTHER,
                    "assumed",
                    0,
                    designs.get(row).assumedEnergyShare(),
                    share);
            chart.value(row, share);
        }
        return chart.finish("%s of the plan's energy depends on constants without data behind them."
                .formatted(Notation.share(designs.getFirst().assumedEnergyShare())));
    }
}
