package org.layco.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.layco.search.ExactSolver;
import org.layco.search.PlanFigures;
import org.layco.search.SurrogateProblem;
import org.layco.search.SurrogateSolution;

/** Plans for loss budgets around the chosen one: what more or less accuracy would cost. */
final class Front {
    private static final double[] BUDGET_FACTORS = {0.125, 0.25, 0.5, 0.8, 1, 1.25, 2, 4, 8};

    private Front() {}

    /**
     * The plans that no other of them beats in both loss and cost, by growing loss. Where none can last as long as required
     * they need not.
     */
    static List<FrontPoint> around(double budgetPp, SurrogateProblem asked, ExactSolver solver) {
        boolean lasts = asked.limits().inferences().isEmpty()
                || solver.solve(asked.withLossBudget(budgetPp)).found();
        SurrogateProblem problem = lasts ? asked : asked.outlasting(Optional.empty());
        List<FrontPoint> points = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (double factor : BUDGET_FACTORS) {
            double budget = factor * budgetPp;
            SurrogateSolution solution = solver.solve(problem.withLossBudget(budget));
            double cost = solution.found() ? problem.objective().cost(solution.figures()) : least;
            if (cost < least) {
                least = cost;
                points.add(point(budget, solution));
            }
        }
        return points.stream()
                .sorted(Comparator.comparingDouble(FrontPoint::predictedLossPp))
                .toList();
    }

    private static FrontPoint point(double budgetPp, SurrogateSolution solution) {
        PlanFigures figures = solution.figures();
        return new FrontPoint(
                budgetPp,
                RecordBuilder.key(solution.status()),
                solution.predictedLossPp(),
                figures.energyJoules(),
                figures.latencySeconds(),
                figures.areaSquareMetres(),
                lifetime(figures));
    }

    /** Inferences that a plan lasts as the solver adds them up; null if nothing wears. */
    static @Nullable Double lifetime(PlanFigures figures) {
        return Double.isFinite(figures.lifetimeInferences()) ? figures.lifetimeInferences() : null;
    }
}
