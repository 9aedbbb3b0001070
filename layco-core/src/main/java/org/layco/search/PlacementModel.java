package org.layco.search;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.layco.search.PlacementVariables.MapOption;
import org.layco.search.PlacementVariables.PairOption;
import org.layco.search.PlacementVariables.Term;
import org.layco.search.Prices.Cap;
import org.layco.search.SurrogateProblem.MapChoice;
import org.layco.search.SurrogateSolution.LayerPick;
import org.layco.search.SurrogateSolution.MapPick;

/**
 * The joint placement as a CP-SAT model: bits, voltages, sizes of partitions and the home of every operand, of the choices
 * that are left. Deterministic: one worker, a seed and deterministic time.
 */
final class PlacementModel {
    /** One worker that leans on the linear relaxation: on 20 layers it closed a gap that four interleaved ones left at 47 %. */
    private static final int WORKERS = 1;

    private static final int FULL_LINEAR_RELAXATION = 2;

    /** Costs become integers of this share of the dearest plan. */
    private static final double COST_STEPS = 1e9;

    /** Wear becomes integers of this share of its limit, rounded up. */
    private static final long LIMIT_STEPS = PlacementVariables.LIMIT_STEPS;

    /** What is to spare of a lifetime becomes integers of this share of it; a divisor of the steps of its limit. */
    private static final long SPARE_STEPS = 100_000;

    /** Most lifetimes that one solve may find to spare beyond the one it starts from. */
    private static final long MOST_SPARE = 10_000;

    /** More than any limit, and small enough to be summed. */
    private static final double FAR_TOO_MUCH = 1e15;

    private final SurrogateProblem problem;
    private final Goal goal;
    private final Candidates left;
    private final CpModel model = new CpModel();
    private final PlacementVariables operands;
    private final List<Term> areas = new ArrayList<>();
    private final List<CappedPair> cappedPairs = new ArrayList<>();
    private final BoolVar[] cap;
    private final IntVar[] arrays;
    private final double step;

    /** A pair of a layer under each cap. */
    private record CappedPair(int layer, PairOption pair, BoolVar[] under) {}

    /**
     * What the solver says.
     *
     * @param solution the best found, if any
     * @param bound no plan of the choices left costs less
     * @param infeasible whether no choice meets the limits
     * @param deterministicSeconds that it took
     */
    record Answer(
            Optional<SurrogateSolution> solution, double bound, boolean infeasible, double deterministicSeconds) {}

    /**
     * A model.
     *
     * @param most cost of a solution; infinite if there is no limit. Not for lifetimes
     */
    PlacementModel(
            SurrogateProblem problem, Goal goal, Candidates left, Optional<SurrogateSolution> start, double most) {
        this.problem = problem;
        this.goal = goal;
        this.left = left;
        this.operands = new PlacementVariables(problem, model, left);
        this.cap = PlacementVariables.flags(model, left.caps().size());
        model.addLessOrEqual(
                LinearExpr.newBuilder().addSum(operands.mapVoltage).addSum(operands.psumVoltage),
                problem.limits().maxPartitions());
        model.addLessOrEqual(operands.loss, LIMIT_STEPS);
        this.arrays = limitCapacity();
        if (goal instanceof Goal.Sum area && area.perSquareMetre() > 0) {
            countArea();
        }
        double inferences = Prices.inferences(problem, goal);
        switch (goal) {
            case Goal.Sum sum -> {
                if (inferences > 0) {
                    limitWear(inferences);
                }
                this.step = minimize(sum, most);
            }
            case Goal.Outlast outlast -> this.step = maximizeSpare(outlast, start);
        }
        start.ifPresent(this::hint);
    }

    /** One cap for all layers, and arrays as large as it asks for. */
    private void countArea() {
        model.addExactlyOne(cap);
        for (List<MapOption> map : operands.maps) {
            map.forEach(option -> model.addLessOrEqual(option.flag(), capsFrom(option.bits(), 0)));
        }
        for (int l = 0; l < operands.layers.size(); l++) {
            for (PairOption pair : operands.layers.get(l)) {
                pair.reads().forEach(read -> model.addLessOrEqual(read.flag(), capsFrom(0, read.index())));
                BoolVar[] under = PlacementVariables.flags(model, cap.length);
                for (int c = 0; c < cap.length; c++) {
                    Cap bits = left.caps().get(c);
                    model.addLessOrEqual(under[c], cap[c]);
                    areas.add(new Term(
                            under[c],
                            problem.layers().get(l).arrays()[pair.weightBits()]
                                    * problem.hardware().arraySquareMetres()[bits.input()][bits.psum()]));
                }
                model.addEquality(LinearExpr.sum(under), pair.flag());
                cappedPairs.add(new CappedPair(l, pair, under));
            }
        }
        for (IntVar size : arrays) {
            areas.add(new Term(
                    size, problem.hardware().arrayCells() * problem.hardware().bufferCellSquareMetres()));
        }
    }

    private LinearExpr capsFrom(int input, int psum) {
        return PlacementVariables.sum(IntStream.range(0, cap.length)
                .filter(c -> left.caps().get(c).input() >= input
                        && left.caps().get(c).psum() >= psum)
                .mapToObj(c -> cap[c])
                .toList());
    }

    /** At every moment that can be the fullest the live maps of a voltage fit its whole arrays; all arrays fit the area. */
    private IntVar[] limitCapacity() {
        long arrayCells = problem.hardware().arrayCells();
        IntVar[] sizes = new IntVar[problem.voltages().size()];
        List<Integer> moments = problem.fullestMoments();
        for (int v = 0; v < sizes.length; v++) {
            sizes[v] = model.newIntVar(0, problem.mostArrays(), "");
            for (int moment : moments) {
                LinearExprBuilder slack = LinearExpr.newBuilder().addTerm(sizes[v], -arrayCells);
                for (int g = 0; g < operands.maps.size(); g++) {
                    MapChoice map = problem.maps().get(g);
                    for (MapOption option : operands.maps.get(g)) {
                        if (option.voltage() == v && map.elementsAt()[moment] > 0) {
                            slack.addTerm(option.flag(), map.cellsAt(moment, option.bits()));
                        }
                    }
                }
                model.addLessOrEqual(slack, 0);
            }
        }
        model.addLessOrEqual(LinearExpr.sum(sizes), problem.mostArrays());
        return sizes;
    }

    /** What a lifetime wears out fits the cells there are. */
    private void limitWear(double inferences) {
        double mapStep = (double) problem.limits().featureMapCells() / LIMIT_STEPS;
        double psumStep = mostPsumCells() / LIMIT_STEPS;
        LinearExprBuilder mapExcess = wear(operands.mapWear, inferences / mapStep);
        long perArray = (long) Math.floor(problem.hardware().arrayCells() / mapStep);
        for (IntVar one : arrays) {
            mapExcess.addTerm(one, -perArray);
        }
        model.addLessOrEqual(mapExcess, 0);
        LinearExprBuilder psumExcess = wear(operands.psumWear, inferences / psumStep);
        operands.psumCells.forEach(
                term -> psumExcess.addTerm(term.variable(), -(long) Math.floor(term.coefficient() / psumStep)));
        model.addLessOrEqual(psumExcess, 0);
    }

    private static LinearExprBuilder wear(List<Term> terms, double steps) {
        LinearExprBuilder sum = LinearExpr.newBuilder();
        terms.forEach(term ->
                sum.addTerm(term.variable(), (long) Math.ceil(Math.min(term.coefficient() * steps, FAR_TOO_MUCH))));
        return sum;
    }

    private double mostPsumCells() {
        return SurrogateSolution.safest(problem).psumCells(problem);
    }

    private double maximizeSpare(Goal.Outlast outlast, Optional<SurrogateSolution> start) {
        double mapStep = outlast.mapUnit() / LIMIT_STEPS;
        double psumStep = outlast.psumUnit() / LIMIT_STEPS;
        IntVar spare = model.newIntVar(-SPARE_STEPS, MOST_SPARE * SPARE_STEPS, "");
        LinearExprBuilder mapExcess = wear(operands.mapWear, outlast.inferences() / mapStep);
        mapExcess.addTerm(spare, LIMIT_STEPS / SPARE_STEPS);
        model.addLessOrEqual(mapExcess, (long) Math.floor(problem.limits().featureMapCells() / mapStep));
        LinearExprBuilder psumExcess = wear(operands.psumWear, outlast.inferences() / psumStep);
        psumExcess.addTerm(spare, LIMIT_STEPS / SPARE_STEPS);
        operands.psumCells.forEach(
                term -> psumExcess.addTerm(term.variable(), -(long) Math.floor(term.coefficient() / psumStep)));
        model.addLessOrEqual(psumExcess, 0);
        model.minimize(LinearExpr.term(spare, -1));
        start.ifPresent(known -> model.addHint(spare, (long) Math.floor(-goal.cost(problem, known) * SPARE_STEPS) - 1));
        return 1.0 / SPARE_STEPS;
    }

    /** Minimises a weighted sum; the size of a step. */
    private double minimize(Goal.Sum goal, double most) {
        List<Term> costs = new ArrayList<>();
        weigh(costs, operands.joules, goal.perJoule());
        weigh(costs, operands.seconds, goal.perSecond());
        weigh(costs, areas, goal.perSquareMetre());
        double dearest = costs.stream().mapToDouble(Term::coefficient).max().orElse(0);
        double size = Math.max(dearest, Double.MIN_NORMAL)
                * (problem.maps().size() + problem.layers().size())
                / COST_STEPS;
        LinearExprBuilder sum = LinearExpr.newBuilder();
        costs.forEach(cost -> sum.addTerm(cost.variable(), Math.round(cost.coefficient() / size)));
        if (most < Prices.NONE) {
            // Every rounded term may be half a step too dear.
            model.addLessOrEqual(sum, (long) Math.floor(most / size) + costs.size());
        }
        model.minimize(sum);
        return size;
    }

    private static void weigh(List<Term> costs, List<Term> terms, double weight) {
        if (weight > 0) {
            terms.forEach(term -> costs.add(new Term(term.variable(), weight * term.coefficient())));
        }
    }

    private void hint(SurrogateSolution known) {
        operands.hint(known);
        for (int v = 0; v < arrays.length; v++) {
            model.addHint(arrays[v], known.mapArrays().get(v));
        }
        if (!cappedPairs.isEmpty()) {
            hintCap(known);
        }
    }

    private void hintCap(SurrogateSolution known) {
        int input = known.maps().stream().mapToInt(MapPick::bits).max().orElse(0);
        int psum = known.layers().stream().mapToInt(LayerPick::psumBits).max().orElse(0);
        // Caps are in ascending order, so the first that allows the bits is among the smallest arrays.
        int chosen = IntStream.range(0, cap.length)
                .filter(c -> left.caps().get(c).input() >= input
                        && left.caps().get(c).psum() >= psum)
                .findFirst()
                .orElse(cap.length - 1);
        for (int c = 0; c < cap.length; c++) {
            model.addHint(cap[c], c == chosen);
            for (CappedPair one : cappedPairs) {
                model.addHint(one.under[c], c == chosen && operands.picked(known, one.layer, one.pair));
            }
        }
    }

    /**
     * Runs the solver.
     *
     * @param deterministicSeconds at most
     * @param gapAimedAt relative gap at which it may stop
     */
    Answer solve(double deterministicSeconds, double gapAimedAt) {
        CpSolver solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(WORKERS)
                .setLinearizationLevel(FULL_LINEAR_RELAXATION)
                .setRandomSeed(0)
                .setMaxDeterministicTime(deterministicSeconds)
                .setRelativeGapLimit(gapAimedAt);
        CpSolverStatus status = solver.solve(model);
        boolean found = status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE;
        return new Answer(
                found ? Optional.of(operands.read(solver)) : Optional.empty(),
                status == CpSolverStatus.INFEASIBLE ? Prices.NONE : solver.bestObjectiveBound() * step,
                status == CpSolverStatus.INFEASIBLE,
                solver.response().getDeterministicTime());
    }
}
