package org.layco.search;

import java.util.Arrays;
import java.util.Optional;
import org.layco.search.Prices.Multipliers;

/**
 * A good plan to start from: the voltages of the partitions are exchanged one by one as long as that lowers the relaxation's
 * price, then the price of loss is raised until the cheapest choice at these voltages meets every limit.
 */
final class WarmStart {
    private static final int HALVINGS = 40;
    private static final double RANGE = 1e6;
    private static final int RAISES = 20;

    private final SurrogateProblem problem;
    private final Goal goal;
    private final Relaxation.Priced priced;
    private final int voltages;

    private WarmStart(SurrogateProblem problem, Goal goal, Relaxation.Priced priced) {
        this.problem = problem;
        this.goal = goal;
        this.priced = priced;
        this.voltages = problem.voltages().size();
    }

    /** The best plan found that meets the limits, if any. */
    static Optional<SurrogateSolution> of(SurrogateProblem problem, Goal goal, Relaxation relaxation) {
        Optional<SurrogateSolution> best = Optional.empty();
        for (Relaxation.Priced priced : relaxation.priced()) {
            best = better(problem, goal, best, new WarmStart(problem, goal, priced).find());
        }
        return best;
    }

    /** The one of lower cost; the first if they cost the same. */
    static Optional<SurrogateSolution> better(
            SurrogateProblem problem, Goal goal, Optional<SurrogateSolution> one, Optional<SurrogateSolution> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return goal.cost(problem, other.get()) < goal.cost(problem, one.get()) ? other : one;
    }

    private Optional<SurrogateSolution> find() {
        int most = problem.limits().maxPartitions();
        // Fewer feature-map partitions need fewer arrays: peaks of one share what is free in another.
        for (int maps = Math.max(1, most / 2); ; maps = maps / 2) {
            boolean[] open = new boolean[2 * voltages];
            spread(open, 0, maps);
            spread(open, voltages, most - maps);
            exchange(open, maps == Math.max(1, most / 2));
            Optional<SurrogateSolution> found =
                    meetLimits(Arrays.copyOf(open, voltages), Arrays.copyOfRange(open, voltages, 2 * voltages));
            if (found.isPresent() || maps == 1) {
                return found;
            }
        }
    }

    private void spread(boolean[] open, int from, int count) {
        for (int k = 0; k < Math.min(count, voltages); k++) {
            open[from + voltages - 1 - k * voltages / Math.min(count, voltages)] = true;
        }
    }

    /** Exchanges single voltages; between feature maps and psums only if {@code freely}. */
    private void exchange(boolean[] open, boolean freely) {
        double best = price(open);
        boolean better = true;
        while (better) {
            better = false;
            for (int from = 0; from < open.length; from++) {
                for (int to = 0; open[from] && to < open.length; to++) {
                    if (open[to] || (!freely && (from < voltages) != (to < voltages))) {
                        continue;
                    }
                    open[from] = false;
                    open[to] = true;
                    double price = price(open);
                    if (price < best) {
                        best = price;
                        better = true;
                    } else {
                        open[from] = true;
                        open[to] = false;
                    }
                }
            }
        }
    }

    private double price(boolean[] open) {
        return priced.prices().total(Arrays.copyOf(open, voltages), Arrays.copyOfRange(open, voltages, 2 * voltages));
    }

    private Optional<SurrogateSolution> meetLimits(boolean[] maps, boolean[] psums) {
        Multipliers at = priced.multipliers();
        for (int raise = 0; raise < RAISES; raise++) {
            SurrogateSolution one = withinLoss(at, maps, psums);
            if (one.meetsLimits(problem)) {
                return Optional.of(one);
            }
            if (problem.limits().inferences().isEmpty()) {
                return Optional.empty();
            }
            at = new Multipliers(at.perPp(), 1.5 * at.perMapCell(), 1.5 * at.perPsumCell());
        }
        return Optional.empty();
    }

    private SurrogateSolution withinLoss(Multipliers at, boolean[] maps, boolean[] psums) {
        double least = Math.abs(priced.bound()) / problem.limits().lossBudgetPp() / RANGE;
        double low = at.perPp() / 2;
        double high = Math.max(at.perPp(), least);
        SurrogateSolution now = cheapest(new Multipliers(high, at.perMapCell(), at.perPsumCell()), maps, psums);
        while (now.predictedLossPp() > problem.limits().lossBudgetPp() && high < least * RANGE * RANGE) {
            low = high;
            high *= 2;
            now = cheapest(new Multipliers(high, at.perMapCell(), at.perPsumCell()), maps, psums);
        }
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            SurrogateSolution there = cheapest(new Multipliers(middle, at.perMapCell(), at.perPsumCell()), maps, psums);
            if (there.predictedLossPp() > problem.limits().lossBudgetPp()) {
                low = middle;
            } else {
                high = middle;
                now = there;
            }
        }
        return now;
    }

    private SurrogateSolution cheapest(Multipliers at, boolean[] maps, boolean[] psums) {
        return new Prices(problem, goal, priced.cap(), at).cheapest(maps, psums);
    }
}
