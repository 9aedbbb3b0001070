package org.layco.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.layco.search.Prices.Cap;
import org.layco.search.Prices.Multipliers;

/**
 * The best prices for a goal, one set for each {@link Cap}, with the lower bound they prove.
 *
 * @param priced at least one
 */
record Relaxation(SurrogateProblem problem, List<Priced> priced) {
    /** Halvings of a price's range, and passes over all prices. */
    private static final int HALVINGS = 50;

    private static final int PASSES = 3;

    /** A price lies within this factor of what the whole cost is per unit of its limit, or is 0. */
    private static final double RANGE = 1e6;

    /** Rounding of sums. */
    private static final double EPSILON = 1e-9;

    /**
     * Prices for one cap.
     *
     * @param bound on the cost of every plan within the cap's bits
     */
    record Priced(Cap cap, Multipliers multipliers, Prices prices, double bound) {}

    /** Solves the dual problem, price after price. */
    static Relaxation of(SurrogateProblem problem, Goal goal) {
        return under(problem, goal, Cap.of(problem, goal));
    }

    /** Solves the dual problem of the plans within the bits of some caps. */
    static Relaxation under(SurrogateProblem problem, Goal goal, List<Cap> caps) {
        List<Priced> all = new ArrayList<>();
        for (Cap cap : caps) {
            Multipliers best = switch (goal) {
                case Goal.Sum _ -> ascend(problem, goal, cap);
                case Goal.Outlast outlast -> balance(problem, outlast, cap);
            };
            Prices prices = new Prices(problem, goal, cap, best);
            all.add(new Priced(cap, best, prices, prices.total(everywhere(problem), everywhere(problem))));
        }
        return new Relaxation(problem, all);
    }

    /** No plan costs less. */
    double bound() {
        return priced.stream().mapToDouble(Priced::bound).min().orElseThrow();
    }

    private static Multipliers ascend(SurrogateProblem problem, Goal goal, Cap cap) {
        Multipliers now = new Multipliers(0, 0, 0);
        double cost = Math.abs(new Prices(problem, goal, cap, now).total(everywhere(problem), everywhere(problem)));
        double inferences = Prices.inferences(problem, goal);
        for (int pass = 0; pass < (inferences > 0 ? PASSES : 1); pass++) {
            Multipliers last = now;
            double perPp = price(
                    cost / problem.limits().lossBudgetPp(),
                    price ->
                            cheapest(problem, goal, cap, new Multipliers(price, last.perMapCell(), last.perPsumCell())),
                    one -> one.predictedLossPp() - problem.limits().lossBudgetPp());
            now = new Multipliers(perPp, last.perMapCell(), last.perPsumCell());
            if (inferences > 0) {
                double perMapCell = price(
                        cost / problem.limits().featureMapCells(),
                        price -> cheapest(problem, goal, cap, new Multipliers(perPp, price, last.perPsumCell())),
                        one -> inferences * one.mapWear(problem)
                                - problem.limits().featureMapCells());
                double perPsumCell = price(
                        cost / Math.max(1, SurrogateSolution.safest(problem).psumCells(problem)),
                        price -> cheapest(problem, goal, cap, new Multipliers(perPp, perMapCell, price)),
                        one -> inferences * one.psumWear(problem) - one.psumCells(problem));
                now = new Multipliers(perPp, perMapCell, perPsumCell);
            }
        }
        return now;
    }

    /** Wear of maps and of psums share one unit of price between them. */
    private static Multipliers balance(SurrogateProblem problem, Goal.Outlast goal, Cap cap) {
        double share = 0.5;
        double perPp = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            Multipliers wear = split(goal, share, 0);
            perPp = price(
                    1 / problem.limits().lossBudgetPp(),
                    price ->
                            cheapest(problem, goal, cap, new Multipliers(price, wear.perMapCell(), wear.perPsumCell())),
                    one -> one.predictedLossPp() - problem.limits().lossBudgetPp());
            double low = 0;
            double high = 1;
            for (int halving = 0; halving < HALVINGS; halving++) {
                share = (low + high) / 2;
                SurrogateSolution one = cheapest(problem, goal, cap, split(goal, share, perPp));
                double maps = (goal.inferences() * one.mapWear(problem)
                                - problem.limits().featureMapCells())
                        / goal.mapUnit();
                double psums = (goal.inferences() * one.psumWear(problem) - one.psumCells(problem)) / goal.psumUnit();
                if (maps > psums) {
                    low = share;
                } else {
                    high = share;
                }
            }
        }
        return split(goal, share, perPp);
    }

    private static Multipliers split(Goal.Outlast goal, double share, double perPp) {
        return new Multipliers(perPp, share / goal.mapUnit(), (1 - share) / goal.psumUnit());
    }

    /** The lowest price, to within rounding, at which nothing is in excess; 0 if nothing is anyway. */
    private static double price(
            double scale, DoubleFunction<SurrogateSolution> cheapest, ToDoubleFunction<SurrogateSolution> excess) {
        if (excess.applyAsDouble(cheapest.apply(0)) <= 0) {
            return 0;
        }
        double low = scale / RANGE;
        double high = scale * RANGE;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = Math.sqrt(low * high);
            if (excess.applyAsDouble(cheapest.apply(middle)) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static SurrogateSolution cheapest(SurrogateProblem problem, Goal goal, Cap cap, Multipliers multipliers) {
        return new Prices(problem, goal, cap, multipliers).cheapest(everywhere(problem), everywhere(problem));
    }

    static boolean[] everywhere(SurrogateProblem problem) {
        boolean[] all = new boolean[problem.voltages().size()];
        Arrays.fill(all, true);
        return all;
    }

    /**
     * The choices that a plan better than a known one can have: a choice whose best completion already costs more by the
     * relaxation is in no such plan.
     *
     * @param upper cost of the known plan; infinite if none is known
     */
    Candidates within(double upper) {
        Candidates candidates = Candidates.none(problem);
        for (Priced one : priced) {
            double slack = upper - one.bound() + EPSILON * (Math.abs(upper) + Math.abs(one.bound()));
            if (slack >= 0 || upper == Prices.NONE) {
                candidates.caps().add(one.cap());
                candidates.add(one.prices(), upper == Prices.NONE ? Prices.NONE : slack);
            }
        }
        return candidates;
    }
}
