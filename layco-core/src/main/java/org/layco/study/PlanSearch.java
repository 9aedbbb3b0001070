package org.layco.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.search.ExactSolver;
import org.layco.search.SurrogateProblem;
import org.layco.search.SurrogateSolution;

/**
 * Solve, verify, repair: finds the plan best for the objective whose measured loss on the search images leaves room for the
 * certificate. The solver's additive prediction decides nothing by itself; where the whole network loses more than the
 * sum of its parts the budget is tightened, where it loses less the budget is widened.
 */
final class PlanSearch {
    /**
     * Standard errors of the measured loss that are kept in reserve: the best of several measurements flatters, and budgets end
     * close to what is refused.
     */
    private static final double RESERVE = 1.5;

    private static final double SMALLEST_GROWTH = 1.5;
    private static final double LARGEST_GROWTH = 2;
    private static final double SMALLEST_SHRINK = 0.25;
    private static final double LARGEST_SHRINK = 0.7;

    /** Budgets within this factor of each other give plans of nearly the same energy. */
    private static final double CLOSE = 1.05;

    /** Part of the way, in logarithms, from a budget accepted to one refused that a step takes at least; the rest at most. */
    private static final double SHORTEST_STEP = 0.2;

    private static final double SMALLEST_BUDGET_PP = 0.01;

    private final Study study;
    private final double baseLossPp;
    private final Function<Plan, LossEstimate> losses;
    private final PlanAssembler plans;
    private final ExactSolver solver;
    private final Progress progress;

    /**
     * A search.
     *
     * @param baseLossPp loss of the clean baseline on the search images, percentage points
     * @param losses measures a plan on the search images
     */
    PlanSearch(
            Study study,
            double baseLossPp,
            Function<Plan, LossEstimate> losses,
            PlanAssembler plans,
            ExactSolver solver,
            Progress progress) {
        this.study = study;
        this.baseLossPp = baseLossPp;
        this.losses = losses;
        this.plans = plans;
        this.solver = solver;
        this.progress = progress;
    }

    /**
     * What the search ended with.
     *
     * @param plan best for the objective among those accepted, else the one closest to acceptance
     * @param solution behind it
     * @param budgetPp loss budget it was solved for
     * @param loss measured on the search images
     * @param rounds all rounds, in order
     * @param acceptable whether the plan leaves room for the certificate
     */
    record Outcome(
            Plan plan,
            SurrogateSolution solution,
            double budgetPp,
            LossEstimate loss,
            List<RunRecord.Round> rounds,
            boolean acceptable) {
        /** A plan that was not searched for. */
        static Outcome given(Plan plan, LossEstimate loss, boolean acceptable) {
            SurrogateSolution none = SurrogateSolution.without(SurrogateSolution.Status.UNKNOWN);
            return new Outcome(plan, none, 0, loss, List.of(), acceptable);
        }
    }

    /** Runs rounds until widening or tightening the budget promises nothing more. */
    Outcome run(SurrogateProblem problem) {
        progress.stage("solving and verifying", study.search().verificationRounds());
        double budget = Math.max(SMALLEST_BUDGET_PP, room(0) - baseLossPp);
        Optional<Tried> accepted = Optional.empty();
        Optional<Tried> refused = Optional.empty();
        List<RunRecord.Round> rounds = new ArrayList<>();
        Optional<Outcome> best = Optional.empty();
        for (int round = 1; round <= study.search().verificationRounds(); round++) {
            SurrogateSolution solution = solve(problem.withLossBudget(budget));
            Plan plan = plans.assemble(
                    study.network(), solution.operatingPoints(problem), solution.featureMapCells(problem));
            LossEstimate loss = losses.apply(plan);
            double slack = room(loss.expectedVariance()) - loss.lossPp() - RESERVE * loss.standardErrorPp();
            rounds.add(new RunRecord.Round(
                    round,
                    budget,
                    solution.predictedLossPp(),
                    loss.lossPp(),
                    study.guarantee().limitPp() - room(loss.expectedVariance()) + RESERVE * loss.standardErrorPp(),
                    solution.figures().energyJoules(),
                    solution.figures().latencySeconds(),
                    solution.figures().areaSquareMetres(),
                    Front.lifetime(solution.figures()),
                    slack >= 0));
            progress.step();
            Outcome outcome = new Outcome(plan, solution, budget, loss, rounds, slack >= 0);
            best = Optional.of(best.map(sofar -> better(sofar, outcome)).orElse(outcome));
            Tried tried = new Tried(budget, slack);
            if (slack < 0) {
                refused = refused.filter(sofar -> sofar.budgetPp <= tried.budgetPp)
                        .or(() -> Optional.of(tried));
            } else {
                accepted = accepted.filter(sofar -> sofar.budgetPp >= tried.budgetPp)
                        .or(() -> Optional.of(tried));
            }
            double next = nextBudget(budget, accepted, refused, loss, slack);
            if (next == budget) {
                break;
            }
            budget = next;
        }
        return best.orElseThrow(() -> new IllegalStateException("A search needs at least one round."));
    }

    /** The limit less the margin that the certificate will need at a variance, percentage points. */
    private double room(double variance) {
        return study.guarantee().limitPp()
                - study.guarantee().requiredMarginPp(variance, study.split().certification().length);
    }

    /** A plan that meets the limits; without a lifetime if none can last as required, else the safest. */
    private SurrogateSolution solve(SurrogateProblem problem) {
        SurrogateSolution solution = solver.solve(problem);
        if (!solution.found() && problem.limits().inferences().isPresent()) {
            solution = solver.solve(problem.outlasting(Optional.empty()));
        }
        return solution.found() ? solution : SurrogateSolution.safest(problem);
    }

    private double cost(Outcome outcome) {
        return study.search().objective().cost(outcome.solution().figures());
    }

    private Outcome better(Outcome sofar, Outcome outcome) {
        if (sofar.acceptable() != outcome.acceptable()) {
            return sofar.acceptable() ? sofar : outcome;
        }
        if (sofar.acceptable()) {
            return cost(sofar) <= cost(outcome) ? sofar : outcome;
        }
        return sofar.loss().lossPp() <= outcome.loss().lossPp() ? sofar : outcome;
    }

    /**
     * A budget with what its plan left of the room for its loss, percentage points; negative if it was refused.
     */
    private record Tried(double budgetPp, double slackPp) {}

    /**
     * Between the largest budget accepted and the smallest refused, where a straight line through their slacks has none left,
     * until they are close. Before both are known, the budget scaled by what could be spent over what was.
     */
    private double nextBudget(
            double budget, Optional<Tried> accepted, Optional<Tried> refused, LossEstimate loss, double slack) {
        if (accepted.isPresent() && refused.isPresent()) {
            Tried low = accepted.get();
            Tried high = refused.get();
            double way = Math.clamp(low.slackPp / (low.slackPp - high.slackPp), SHORTEST_STEP, 1 - SHORTEST_STEP);
            return high.budgetPp > CLOSE * low.budgetPp
                    ? low.budgetPp * Math.pow(high.budgetPp / low.budgetPp, way)
                    : budget;
        }
        double spent = Math.max(loss.lossPp() - baseLossPp, SMALLEST_BUDGET_PP);
        double factor = Math.max(0, spent + slack) / spent;
        return slack >= 0
                ? budget * Math.clamp(factor, SMALLEST_GROWTH, LARGEST_GROWTH)
                : Math.max(SMALLEST_BUDGET_PP, budget * Math.clamp(factor, SMALLEST_SHRINK, LARGEST_SHRINK));
    }
}
