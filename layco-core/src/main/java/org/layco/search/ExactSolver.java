package org.layco.search;

import com.google.ortools.Loader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.layco.search.Prices.Cap;
import org.layco.search.SurrogateSolution.Status;

/**
 * Solves the surrogate problem exactly: bit-widths, number, sizes and voltages of partitions and the placement of every
 * operand jointly, at the best of an {@link Objective} under summed loss, capacity and lifetime. Prices of the limits give a
 * bound, a plan to start from, and leave few choices; CP-SAT decides among these. Never worse than {@link GreedyMapper}.
 * Deterministic: workers, seed and deterministic time are fixed and the wall clock plays no part.
 */
public final class ExactSolver {
    private static final double GAP_AIMED_AT = 1e-3;

    /** Part of the gap aimed at that energy may take from an area: it decides between plans of equal area. */
    private static final double TIE_BREAK = 1e-4;

    /** Most solves for one objective. */
    private static final int ROUNDS = 8;

    /** A round that raises a bound by less, relatively, ends the search. */
    private static final double PROGRESS = 1e-5;

    /**
     * How far to drive one solve.
     *
     * @param gap at which it ends
     * @param mostSeconds of deterministic time
     */
    private record Round(double gap, double mostSeconds) {}

    private static final Round FIRST = new Round(GAP_AIMED_AT, Double.POSITIVE_INFINITY);

    /** Small problems are solved all the way, on the fewer choices that a better plan leaves. */
    private static final Round POLISH = new Round(GAP_AIMED_AT / 100, 1);

    private static final List<Round> ROUNDS_OF_ONE_GOAL = List.of(FIRST, POLISH);

    private final double deterministicSeconds;

    /**
     * Loads the native solver.
     *
     * @param deterministicSeconds budget of deterministic time, about seconds of one core
     */
    public ExactSolver(double deterministicSeconds) {
        Loader.loadNativeLibraries();
        this.deterministicSeconds = deterministicSeconds;
    }

    /** The best plan of a problem, or a solution without picks. */
    public SurrogateSolution solve(SurrogateProblem problem) {
        Search search = new Search(problem);
        return switch (problem.objective()) {
            case ENERGY -> search.leastEnergy();
            case EDP -> search.leastProduct();
            case AREA -> search.leastArea();
            case LIFETIME -> search.longestLifetime();
        };
    }

    /** A solution, and a bound on the cost of any. */
    private record Bounded(SurrogateSolution solution, double bound) {}

    /** The solves for one problem, which share a budget of deterministic time. */
    private final class Search {
        private final SurrogateProblem problem;
        private final List<SurrogateSolution> known = new ArrayList<>();
        private double left = deterministicSeconds;

        Search(SurrogateProblem problem) {
            this.problem = problem;
            GreedyMapper.map(problem).ifPresent(known::add);
        }

        /** The best solution for one goal. */
        Bounded best(Goal goal) {
            Relaxation relaxation = Relaxation.of(problem, goal);
            Optional<SurrogateSolution> start = WarmStart.of(problem, goal, relaxation);
            for (SurrogateSolution one : known) {
                start = WarmStart.better(problem, goal, start, Optional.of(one));
            }
            double bound = relaxation.bound();
            boolean infeasible = false;
            for (Round round : ROUNDS_OF_ONE_GOAL) {
                if (start.isPresent() && left <= 0) {
                    break;
                }
                double upper = start.map(one -> goal.cost(problem, one)).orElse(Prices.NONE);
                PlacementModel.Answer answer = solve(goal, relaxation.within(upper), start, round, Prices.NONE);
                // No plan outside the choices left beats the start, so the bound holds for all where it is below its
                // cost.
                bound = Math.max(bound, Math.min(answer.bound(), upper));
                start = WarmStart.better(problem, goal, start, answer.solution())
                        .map(one -> Descent.from(problem, goal, Cap.none(problem), one));
                if (start.isEmpty()) {
                    infeasible = answer.infeasible();
                    break;
                }
            }
            if (start.isEmpty()) {
                return new Bounded(
                        SurrogateSolution.without(infeasible ? Status.INFEASIBLE : Status.UNKNOWN), Prices.NONE);
            }
            known.add(start.get());
            return bounded(goal, start.get(), bound);
        }

        private PlacementModel.Answer solve(
                Goal goal, Candidates choices, Optional<SurrogateSolution> start, Round round, double most) {
            PlacementModel.Answer answer = new PlacementModel(problem, goal, choices, start, most)
                    .solve(Math.clamp(left, 0, round.mostSeconds), round.gap);
            left -= answer.deterministicSeconds();
            return answer;
        }

        private Bounded bounded(Goal goal, SurrogateSolution solution, double bound) {
            double cost = goal.cost(problem, solution);
            return new Bounded(ExactSolver.proven(solution, cost, bound), Math.min(bound, cost));
        }

        /**
         * The least energy; of plans that the gap aimed at cannot tell apart, one with small converters, and of these the one
         * whose sections last longest. A single layer read more finely than all others would make the converters of every
         * array larger; a single section worn more than all others ends the life of the buffer where no layers move.
         */
        SurrogateSolution leastEnergy() {
            Goal goal = new Goal.Sum(1, 0, 0);
            Bounded best = best(goal);
            if (!best.solution.found()) {
                return best.solution;
            }
            double upper = Math.min(
                    best.bound / (1 - GAP_AIMED_AT),
                    GreedyMapper.map(problem).map(this::cost).orElse(Prices.NONE));
            SurrogateSolution small = best.solution;
            Cap within = Cap.none(problem);
            for (Cap cap : Cap.of(problem, new Goal.Sum(0, 0, 1))) {
                if (left > 0 && best.solution.exceeds(problem, cap)) {
                    Optional<SurrogateSolution> smaller = under(cap, goal, upper, left);
                    if (smaller.isPresent()) {
                        small = smaller.get();
                        within = cap;
                        break;
                    }
                }
            }
            return proven(lastingLonger(small, within, goal, upper), best.bound);
        }

        /** The longest-lived plan within a cap at no more than some cost, by halving the wears that choices can have. */
        private SurrogateSolution lastingLonger(SurrogateSolution from, Cap cap, Goal goal, double upper) {
            SurrogateSolution best = from;
            double[] wears = problem.sectionWears();
            int low = 0;
            int high = Arrays.binarySearch(wears, best.sectionWear(problem));
            while (low < high && left > 0) {
                int middle = (low + high) / 2;
                Optional<SurrogateSolution> longer =
                        under(cap.within(wears[middle]), goal, upper, Math.min(left, POLISH.mostSeconds));
                if (longer.isPresent()) {
                    best = longer.get();
                    high = Arrays.binarySearch(wears, best.sectionWear(problem));
                } else {
                    low = middle + 1;
                }
            }
            return best;
        }

        /** A plan within a cap at no more than some cost, if one is found. */
        private Optional<SurrogateSolution> under(Cap cap, Goal goal, double upper, double mostSeconds) {
            Relaxation relaxation = Relaxation.under(problem, goal, List.of(cap));
            if (relaxation.bound() > upper) {
                return Optional.empty();
            }
            Optional<SurrogateSolution> hint = WarmStart.of(problem, goal, relaxation)
                    .filter(one -> !one.exceeds(problem, cap))
                    .map(one -> Descent.from(problem, goal, cap, one))
                    .filter(one -> goal.cost(problem, one) <= upper);
            Round round = hint.isPresent() ? POLISH : new Round(GAP_AIMED_AT, mostSeconds);
            PlacementModel.Answer answer = solve(goal, relaxation.within(upper), hint, round, upper);
            return WarmStart.better(problem, goal, hint, answer.solution())
                    .filter(one -> goal.cost(problem, one) <= upper);
        }

        /** The least area, and the least energy that fits it. */
        SurrogateSolution leastArea() {
            SurrogateSolution safest = SurrogateSolution.safest(problem);
            double perJoule = TIE_BREAK * safest.figures().areaSquareMetres() / problem.dearestJoules();
            Bounded best = best(new Goal.Sum(perJoule, 0, 1));
            return proven(best.solution, best.bound - perJoule * problem.dearestJoules());
        }

        /**
         * The least product of energy and latency. A product is quasi-concave, so over the convex hull of all plans it is
         * least at a corner, and each corner is the least weighted sum for some weights. Every solved sum cuts off the
         * plane below it; the weights are those of the tangent at the corner left that promises most.
         */
        SurrogateSolution leastProduct() {
            LowerHull hull = new LowerHull();
            hull.cut(1, 0, Relaxation.of(problem, new Goal.Sum(1, 0, 0)).bound());
            hull.cut(0, 1, Relaxation.of(problem, new Goal.Sum(0, 1, 0)).bound());
            for (int round = 0; round < ROUNDS; round++) {
                Goal.Sum goal = tangent(hull.corner());
                hull.cut(
                        goal.perJoule(),
                        goal.perSecond(),
                        Relaxation.of(problem, goal).bound());
            }
            SurrogateSolution best = SurrogateSolution.without(Status.UNKNOWN);
            for (int round = 0; round < ROUNDS; round++) {
                Goal.Sum goal = tangent(hull.corner());
                Bounded next = best(goal);
                if (!next.solution.found()) {
                    return next.solution;
                }
                double before = hull.corner().product();
                hull.cut(goal.perJoule(), goal.perSecond(), next.bound);
                best = bestKnown(hull.corner().product());
                if (best.status() == Status.OPTIMAL
                        || left <= 0
                        || hull.corner().product() <= before * (1 + PROGRESS)) {
                    break;
                }
            }
            return best;
        }

        private Goal.Sum tangent(LowerHull.Corner corner) {
            return new Goal.Sum(1 / corner.first(), 1 / corner.second(), 0);
        }

        /** The best plan known for the problem's own objective. */
        private SurrogateSolution bestKnown(double bound) {
            return known.stream()
                    .min(Comparator.comparingDouble(one -> cost(one)))
                    .map(one -> proven(one, bound))
                    .orElseThrow();
        }

        /** The longest lifetime with all the buffer's area, and the least energy at it. */
        SurrogateSolution longestLifetime() {
            Bounded any = best(new Goal.Sum(1, 0, 0));
            double inferences = lifetime(any.solution);
            double most = Double.POSITIVE_INFINITY;
            for (int round = 0; round < ROUNDS && inferences < Double.POSITIVE_INFINITY; round++) {
                Bounded next = best(new Goal.Outlast(
                        inferences,
                        Math.max(1, inferences * problem.leastMapWear()),
                        Math.max(1, inferences * problem.leastPsumWear())));
                most = Math.min(most, inferences * (1 - next.bound));
                double longer = lifetime(next.solution);
                boolean converged = longer <= inferences * (1 + GAP_AIMED_AT);
                inferences = Math.max(inferences, longer);
                if (converged || left <= 0) {
                    break;
                }
            }
            if (!any.solution.found() || inferences == Double.POSITIVE_INFINITY) {
                return any.solution;
            }
            SurrogateProblem lasting = problem.outlasting(Optional.of(inferences * (1 - GAP_AIMED_AT)));
            Search cheapest = new Search(lasting);
            cheapest.left = left;
            known.stream()
                    .map(one -> SurrogateSolution.of(lasting, one.maps(), one.layers()))
                    .filter(one -> one.meetsLimits(lasting))
                    .forEach(cheapest.known::add);
            return proven(cheapest.best(new Goal.Sum(1, 0, 0)).solution, 1 / most);
        }

        /** Lifetime with all cells that there may be. */
        private double lifetime(SurrogateSolution one) {
            double maps = one.mapWear(problem);
            double psums = one.psumWear(problem);
            return Math.min(
                    maps > 0 ? problem.limits().featureMapCells() / maps : Double.POSITIVE_INFINITY,
                    psums > 0 ? one.psumCells(problem) / psums : Double.POSITIVE_INFINITY);
        }

        private double cost(SurrogateSolution one) {
            return problem.objective().cost(one.figures());
        }

        private SurrogateSolution proven(SurrogateSolution one, double bound) {
            return one.found() ? ExactSolver.proven(one, cost(one), bound) : one;
        }
    }

    private static SurrogateSolution proven(SurrogateSolution solution, double cost, double bound) {
        double gap = cost > 0 ? Math.clamp((cost - bound) / cost, 0, 1) : 0;
        return solution.proven(gap <= GAP_AIMED_AT ? Status.OPTIMAL : Status.FEASIBLE, gap);
    }
}
