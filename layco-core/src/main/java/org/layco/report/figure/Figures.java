package org.layco.report.figure;

import java.util.List;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Design;
import org.layco.units.Dimension;

/**
 * The figures of a report by the section they stand in; a list is empty where there is nothing to draw.
 *
 * @param verdict the certificate against its limit
 * @param ladder accuracy from the float network to the certified bound
 * @param layers operating points and energy of every layer
 * @param energy breakdowns of energy per inference
 * @param area breakdown of area
 * @param comparison ratios to the baselines
 * @param partitions voltage, occupancy and lifetime
 * @param ageing accuracy at growing ages
 * @param tolerance error rates tolerated and planned
 * @param sources shares of energy on assumed constants
 */
public record Figures(
        List<Figure> verdict,
        List<Figure> ladder,
        List<Figure> layers,
        List<Figure> energy,
        List<Figure> area,
        List<Figure> comparison,
        List<Figure> partitions,
        List<Figure> ageing,
        List<Figure> tolerance,
        List<Figure> sources) {
    /** Draws everything. */
    public static Figures of(RunRecord run) {
        return new Figures(
                List.of(AccuracyFigures.bound(run.guarantee())),
                run.ladder().isEmpty() ? List.of() : List.of(AccuracyFigures.ladder(run)),
                LayerFigures.of(run.plan().layers()),
                energy(run.designs()),
                List.of(BreakdownFigures.absolute(
                        "area-by-component",
                        "Area by component",
                        Breakdown.of(run.designs(), Design::areaM2, Design::areaByComponentM2),
                        Dimension.AREA)),
                ComparisonFigures.of(run),
                PartitionFigures.of(run.partitions()),
                AgeingFigure.of(run),
                ToleranceFigures.of(run),
                List.of(assumedShares(run.designs())));
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
                "Share of each design's energy that depends on constants without data behind them; the plan's is %s."
                        .formatted(Notation.share(designs.getFirst().assumedEnergyShare())),
                designs.stream().map(Design::name).toList(),
                new Scale.Linear(0, 1, 0.25),
                "share of energy per inference",
                share -> Math.round(100 * share) + "%",
                8,
                List.of());
        for (int row = 0; row < designs.size(); row++) {
            String share = Notation.share(designs.get(row).assumedEnergyShare());
            chart.bar(row, row == 0 ? "main" : "other", 0, designs.get(row).assumedEnergyShare(), share);
            chart.value(row, share);
        }
        return chart.finish();
    }
}
