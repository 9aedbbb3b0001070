package org.layco.report.table;

import java.util.List;
import java.util.stream.Stream;
import org.layco.report.figure.Breakdown;
import org.layco.report.figure.Notation;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Design;
import org.layco.units.Dimension;

/**
 * The tables of a report, in its order.
 *
 * @param ladder accuracy from the float network to the certified bound
 * @param layers the plan
 * @param tolerance everything measured
 * @param energyByComponent of every design
 * @param energyByOperand of every design
 * @param area of every design
 * @param comparison ratios to the baselines
 * @param designs totals of every design
 * @param cases ratios at other error rates, one table a case
 * @param waterfalls ratios by cause
 * @param front plans for other loss budgets
 * @param boost rounds of training
 * @param rounds plans that the search measured
 * @param partitions of the plan
 * @param policies swapping
 * @param ageing accuracy with age
 * @param timelines failed cells over time
 * @param sources constants
 */
public record Tables(
        Table ladder,
        Table layers,
        Table tolerance,
        Table energyByComponent,
        Table energyByOperand,
        Table area,
        Table comparison,
        Table designs,
        List<Table> cases,
        Table waterfalls,
        Table front,
        Table boost,
        Table rounds,
        Table partitions,
        Table policies,
        Table ageing,
        Table timelines,
        Table sources) {
    /** The tables of a run. */
    public static Tables of(RunRecord run) {
        return new Tables(
                AccuracyTables.ladder(run),
                LayerTables.layers(run),
                AccuracyTables.tolerance(run),
                CostTables.breakdown(
                        "energy-by-component-table",
                        "Energy by component",
                        "component",
                        "_energy_j",
                        Breakdown.of(run.designs(), Design::energyJ, Design::energyByComponentJ),
                        joules -> Notation.quantity(joules, Dimension.ENERGY)),
                CostTables.breakdown(
                        "energy-by-operand-table",
                        "Energy by operand",
                        "operand",
                        "_energy_j",
                        Breakdown.of(run.designs(), Design::energyJ, Design::energyByOperandJ),
                        joules -> Notation.quantity(joules, Dimension.ENERGY)),
                CostTables.breakdown(
                        "area-by-component-table",
                        "Area by component",
                        "component",
                        "_area_m2",
                        Breakdown.of(run.designs(), Design::areaM2, Design::areaByComponentM2),
                        area -> Notation.quantity(area, Dimension.AREA)),
                CostTables.comparison("comparison-table", "Ratios to the baselines", run.comparison()),
                CostTables.designs(run),
                run.errorRateSensitivity().stream()
                        .map(one -> CostTables.comparison(
                                "error-rates-" + one.factor(),
                                "Ratios with error rates times " + Notation.tick(one.factor()),
                                one.comparison()))
                        .toList(),
                CostTables.waterfalls(run),
                SearchTables.front(run),
                SearchTables.boost(run),
                SearchTables.rounds(run),
                WearTables.partitions(run),
                WearTables.policies(run),
                WearTables.ageing(run),
                WearTables.timelines(run),
                CostTables.sources(run));
    }

    /** All that have rows, in the order of the report. */
    public List<Table> all() {
        return Stream.concat(
                        Stream.of(
                                ladder,
                                layers,
                                tolerance,
                                energyByComponent,
                                energyByOperand,
                                area,
                                comparison,
                                designs,
                                waterfalls,
                                front,
                                boost,
                                rounds,
                                partitions,
                                policies,
                                ageing,
                                timelines,
                                sources),
                        cases.stream())
                .filter(table -> !table.rows().isEmpty())
                .toList();
    }
}
