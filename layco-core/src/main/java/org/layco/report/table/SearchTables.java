package org.layco.report.table;

import java.util.List;
import org.layco.report.figure.Notation;
import org.layco.study.BoostRound;
import org.layco.study.FrontPoint;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Round;
import org.layco.units.Dimension;

/** The plans that the search looked at. */
final class SearchTables {
    private SearchTables() {}

    private static Cell energy(double joules) {
        return Cell.number(joules, value -> Notation.quantity(value, Dimension.ENERGY));
    }

    private static Cell latency(double seconds) {
        return Cell.number(seconds, value -> Notation.quantity(value, Dimension.TIME));
    }

    private static Cell area(double squareMetres) {
        return Cell.number(squareMetres, value -> Notation.quantity(value, Dimension.AREA));
    }

    static Table front(RunRecord run) {
        return new Table(
                "front-table",
                "Plans for other loss budgets, predicted",
                List.of(
                        Column.number("Loss budget", "loss_budget_pp"),
                        Column.number("Predicted loss", "predicted_loss_pp"),
                        Column.number("Energy", "energy_j"),
                        Column.number("Latency", "latency_s"),
                        Column.number("Area", "area_m2"),
                        Column.number("Lifetime, inferences", "lifetime_inferences"),
                        Column.text("Solver", "status")),
                run.front().stream().map(SearchTables::point).toList(),
                false,
                "Not computed: a plan that is given is not searched for.");
    }

    private static List<Cell> point(FrontPoint point) {
        return List.of(
                Cell.number(point.lossBudgetPp(), Notation::points),
                Cell.number(point.predictedLossPp(), Notation::points),
                energy(point.energyJ()),
                latency(point.latencyS()),
                area(point.areaM2()),
                Cell.figure(point.lifetimeInferences(), Notation::count, "nothing wears"),
                Cell.text(point.status()));
    }

    static Table boost(RunRecord run) {
        return new Table(
                "boost-table",
                "Rounds of training",
                List.of(
                        Column.number("Round", "round"),
                        Column.number("Steps", "steps"),
                        Column.number("Top-1 under errors before", "robust_top1_before"),
                        Column.number("after", "robust_top1_after"),
                        Column.number("Energy of the best plan", "energy_j"),
                        Column.number("Loss", "loss_pp"),
                        Column.number("Weight bits", "mean_weight_bits"),
                        Column.number("Input bits", "mean_input_bits"),
                        Column.number("Highest bit error rate", "highest_bit_error_rate"),
                        Column.text("Outcome", "outcome")),
                run.boost().stream().map(SearchTables::boost).toList(),
                false,
                "The network was not trained in this run.");
    }

    private static List<Cell> boost(BoostRound round) {
        return List.of(
                Cell.number(round.round(), Notation::tick),
                Cell.count(round.steps()),
                Cell.number(round.robustTop1Before(), Notation::accuracy),
                Cell.number(round.robustTop1After(), Notation::accuracy),
                energy(round.energyJ()),
                Cell.number(round.lossPp(), Notation::points),
                Cell.number(round.meanWeightBits(), Notation::number),
                Cell.number(round.meanInputBits(), Notation::number),
                Cell.number(round.highestBitErrorRate(), Notation::rate),
                Cell.text(round.best() ? "best so far" : "no better: the last"));
    }

    static Table rounds(RunRecord run) {
        return new Table(
                "rounds-table",
                "Rounds of solve and verify",
                List.of(
                        Column.number("Round", "round"),
                        Column.number("Loss budget", "loss_budget_pp"),
                        Column.number("Predicted loss", "predicted_loss_pp"),
                        Column.number("Measured loss", "measured_loss_pp"),
                        Column.number("Margin for the certificate", "needed_margin_pp"),
                        Column.number("Energy", "energy_j"),
                        Column.number("Latency", "latency_s"),
                        Column.number("Area", "area_m2"),
                        Column.number("Lifetime, inferences", "lifetime_inferences"),
                        Column.text("Outcome", "outcome")),
                run.solver().rounds().stream().map(SearchTables::round).toList(),
                false,
                "No rounds recorded.");
    }

    private static List<Cell> round(Round round) {
        return List.of(
                Cell.number(round.round(), Notation::tick),
                Cell.number(round.lossBudgetPp(), Notation::points),
                Cell.number(round.predictedLossPp(), Notation::points),
                Cell.number(round.measuredLossPp(), Notation::points),
                Cell.number(round.neededMarginPp(), Notation::points),
                energy(round.energyJ()),
                latency(round.latencyS()),
                area(round.areaM2()),
                Cell.figure(round.lifetimeInferences(), Notation::count, "nothing wears"),
                Cell.text(round.accepted() ? "accepted" : "too lossy, tightened"));
    }
}
