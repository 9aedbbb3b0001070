package org.layco.search;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.MapChoice;
import org.layco.search.SurrogateSolution.LayerPick;
import org.layco.search.SurrogateSolution.MapPick;
import org.layco.search.SurrogateSolution.Status;

/**
 * Solves the surrogate problem exactly with OR-Tools CP-SAT: bit-widths, partition voltages and placement jointly, at
 * least energy under summed loss and buffer capacity. Deterministic: workers, seed and deterministic time are fixed and
 * the wall clock plays no part.
 */
public final class ExactSolver {
    /** Energies become integers of this share of the dearest possible plan. */
    private static final double ENERGY_STEPS = 1e8;

    /** Losses become integers of this many percentage points, rounded up. */
    private static final double LOSS_STEP_PP = 1e-5;

    /** One worker that leans on the linear relaxation: on 20 layers it closed a gap that four interleaved ones left at 47 %. */
    private static final int WORKERS = 1;

    private static final int FULL_LINEAR_RELAXATION = 2;
    private static final double GAP_AIMED_AT = 1e-3;

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

    /** The plan of least energy, or {@link Status#INFEASIBLE} with empty picks. */
    public SurrogateSolution solve(SurrogateProblem problem) {
        return new Search(problem).run();
    }

    /** One solve: the model's variables and the solver's answer. */
    private final class Search {
        private final SurrogateProblem problem;
        private final CpModel model = new CpModel();
        private final LinearExprBuilder energy = LinearExpr.newBuilder();
        private final LinearExprBuilder loss = LinearExpr.newBuilder();
        private final double energyStep;
        private final List<BoolVar[][]> mapPicks = new ArrayList<>();
        private final List<LayerVariables> layerPicks = new ArrayList<>();

        Search(SurrogateProblem problem) {
            this.problem = problem;
            this.energyStep = dearest(problem) / ENERGY_STEPS;
        }

        SurrogateSolution run() {
            BoolVar[] mapVoltage = flags("feature maps at voltage");
            BoolVar[] psumVoltage = flags("psums at voltage");
            for (MapChoice map : problem.maps()) {
                chooseMap(map, mapVoltage);
            }
            for (LayerChoice layer : problem.layers()) {
                chooseLayer(layer, psumVoltage);
            }
            LinearExprBuilder partitions = LinearExpr.newBuilder();
            for (int v = 0; v < mapVoltage.length; v++) {
                partitions.add(mapVoltage[v]).add(psumVoltage[v]);
            }
            model.addLessOrEqual(partitions, problem.maxPartitions());
            model.addLessOrEqual(loss, (long) Math.floor(problem.lossBudgetPp() / LOSS_STEP_PP));
            limitCapacity();
            hintSafest(mapVoltage, psumVoltage);
            model.minimize(energy);
            return answer();
        }

        private BoolVar[] flags(String name) {
            BoolVar[] flags = new BoolVar[problem.voltages().size()];
            for (int v = 0; v < flags.length; v++) {
                flags[v] = model.newBoolVar(name + " " + v);
            }
            return flags;
        }

        private void chooseMap(MapChoice map, BoolVar[] voltageUsed) {
            int voltages = voltageUsed.length;
            BoolVar[][] pick = new BoolVar[map.bits().length][voltages];
            List<BoolVar> all = new ArrayList<>();
            for (int b = 0; b < pick.length; b++) {
                for (int v = 0; v < voltages; v++) {
                    pick[b][v] = model.newBoolVar(map.value() + " " + b + " " + v);
                    all.add(pick[b][v]);
                    energy.addTerm(pick[b][v], joules(map.energyJoules()[b][v]));
                    loss.addTerm(pick[b][v], points(map.quantLossPp()[b] + map.errorLossPp()[b][v]));
                }
            }
            model.addExactlyOne(all.toArray(BoolVar[]::new));
            for (int v = 0; v < voltages; v++) {
                LinearExprBuilder here = LinearExpr.newBuilder();
                for (BoolVar[] ofBits : pick) {
                    here.add(ofBits[v]);
                }
                model.addLessOrEqual(here, voltageUsed[v]);
            }
            mapPicks.add(pick);
        }

        /**
         * A pair of weight and input bits, then independently a voltage for the psums and a resolution to read them at:
         * energies are sums of a part that depends on the voltage and one that depends on the resolution. Input bits
         * follow the layer's feature map.
         */
        private void chooseLayer(LayerChoice layer, BoolVar[] voltageUsed) {
            BoolVar[][] map = mapPicks.get(layer.map());
            LayerVariables own = new LayerVariables(layer.weightBits().length, map.length);
            LinearExprBuilder[] atVoltage = builders(voltageUsed.length);
            LinearExprBuilder[] atInputBits = builders(map.length);
            List<BoolVar> pairs = new ArrayList<>();
            for (int w = 0; w < own.pair.length; w++) {
                for (int i = 0; i < map.length; i++) {
                    BoolVar pair = model.newBoolVar("pair");
                    own.pair[w][i] = pair;
                    pairs.add(pair);
                    atInputBits[i].add(pair);
                    loss.addTerm(pair, points(layer.weightLossPp()[w]));
                    own.voltage[w][i] = new BoolVar[voltageUsed.length];
                    for (int v = 0; v < voltageUsed.length; v++) {
                        BoolVar here = model.newBoolVar("psum voltage");
                        own.voltage[w][i][v] = here;
                        atVoltage[v].add(here);
                        energy.addTerm(here, joules(layer.writeJoules()[w][i][v]));
                        loss.addTerm(here, points(layer.errorLossPp()[w][i][v]));
                    }
                    own.resolution[w][i] = new BoolVar[layer.psumBits().length];
                    for (int p = 0; p < layer.psumBits().length; p++) {
                        BoolVar here = model.newBoolVar("psum bits");
                        own.resolution[w][i][p] = here;
                        energy.addTerm(here, joules(layer.readJoules()[w][i][p]));
                        loss.addTerm(here, points(layer.psumLossPp()[p]));
                    }
                    model.addEquality(LinearExpr.sum(own.voltage[w][i]), pair);
                    model.addEquality(LinearExpr.sum(own.resolution[w][i]), pair);
                }
            }
            model.addExactlyOne(pairs.toArray(BoolVar[]::new));
            for (int v = 0; v < voltageUsed.length; v++) {
                model.addLessOrEqual(atVoltage[v], voltageUsed[v]);
            }
            for (int i = 0; i < map.length; i++) {
                model.addEquality(atInputBits[i], LinearExpr.sum(map[i]));
            }
            layerPicks.add(own);
        }

        /** At every moment that can be the fullest the live maps of a voltage fit its whole arrays; all arrays fit the area. */
        private void limitCapacity() {
            long mostArrays = problem.featureMapCells() / problem.arrayCells();
            LinearExprBuilder total = LinearExpr.newBuilder();
            for (int v = 0; v < problem.voltages().size(); v++) {
                IntVar arrays = model.newIntVar(0, mostArrays, "arrays at voltage " + v);
                total.add(arrays);
                for (int moment : problem.fullestMoments()) {
                    LinearExprBuilder slack = LinearExpr.newBuilder().addTerm(arrays, -problem.arrayCells());
                    for (int g = 0; g < problem.maps().size(); g++) {
                        MapChoice map = problem.maps().get(g);
                        if (map.elementsAt()[moment] > 0) {
                            for (int b = 0; b < map.bits().length; b++) {
                                slack.addTerm(mapPicks.get(g)[b][v], map.elementsAt()[moment] * map.bits()[b]);
                            }
                        }
                    }
                    model.addLessOrEqual(slack, 0);
                }
            }
            model.addLessOrEqual(total, mostArrays);
        }

        /** Starts from most bits and the highest voltage everywhere, which is feasible whenever capacity allows it. */
        private void hintSafest(BoolVar[] mapVoltage, BoolVar[] psumVoltage) {
            for (int v = 0; v < mapVoltage.length; v++) {
                boolean highest = v == mapVoltage.length - 1;
                model.addHint(mapVoltage[v], highest);
                model.addHint(psumVoltage[v], highest);
            }
            for (BoolVar[][] pick : mapPicks) {
                hintLast(pick);
            }
            for (LayerVariables own : layerPicks) {
                hintLast(own.pair);
                for (int w = 0; w < own.pair.length; w++) {
                    for (int i = 0; i < own.pair[w].length; i++) {
                        boolean here = w == own.pair.length - 1 && i == own.pair[w].length - 1;
                        hintLast(own.voltage[w][i], here);
                        hintLast(own.resolution[w][i], here);
                    }
                }
            }
        }

        private void hintLast(BoolVar[][] options) {
            for (int i = 0; i < options.length; i++) {
                hintLast(options[i], i == options.length - 1);
            }
        }

        private void hintLast(BoolVar[] options, boolean here) {
            for (int i = 0; i < options.length; i++) {
                model.addHint(options[i], here && i == options.length - 1);
            }
        }

        private SurrogateSolution answer() {
            CpSolver solver = new CpSolver();
            solver.getParameters()
                    .setNumWorkers(WORKERS)
                    .setLinearizationLevel(FULL_LINEAR_RELAXATION)
                    .setRandomSeed(0)
                    .setMaxDeterministicTime(deterministicSeconds)
                    .setRelativeGapLimit(GAP_AIMED_AT);
            CpSolverStatus status = solver.solve(model);
            if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
                return new SurrogateSolution(Status.INFEASIBLE, 0, 0, 0, List.of(), List.of());
            }
            double objective = solver.objectiveValue();
            double gap = objective > 0 ? Math.max(0, (objective - solver.bestObjectiveBound()) / objective) : 0;
            return read(solver, status == CpSolverStatus.OPTIMAL ? Status.OPTIMAL : Status.FEASIBLE, gap);
        }

        private SurrogateSolution read(CpSolver solver, Status status, double gap) {
            List<MapPick> maps =
                    mapPicks.stream().map(pick -> pickedOf(solver, pick)).toList();
            List<LayerPick> layers = new ArrayList<>();
            for (int l = 0; l < layerPicks.size(); l++) {
                int input = maps.get(problem.layers().get(l).map()).bits();
                layers.add(pickedOf(solver, layerPicks.get(l), input));
            }
            return SurrogateSolution.of(problem, status, gap, maps, layers);
        }

        private MapPick pickedOf(CpSolver solver, BoolVar[][] pick) {
            for (int b = 0; b < pick.length; b++) {
                for (int v = 0; v < pick[b].length; v++) {
                    if (solver.value(pick[b][v]) == 1) {
                        return new MapPick(b, v);
                    }
                }
            }
            throw new IllegalStateException("The solver placed a feature map nowhere.");
        }

        private LayerPick pickedOf(CpSolver solver, LayerVariables own, int input) {
            for (int w = 0; w < own.pair.length; w++) {
                if (solver.value(own.pair[w][input]) == 1) {
                    return new LayerPick(
                            w, chosen(solver, own.resolution[w][input]), chosen(solver, own.voltage[w][input]));
                }
            }
            throw new IllegalStateException("The solver gave a layer no operating point.");
        }

        private int chosen(CpSolver solver, BoolVar[] options) {
            for (int i = 0; i < options.length; i++) {
                if (solver.value(options[i]) == 1) {
                    return i;
                }
            }
            throw new IllegalStateException("The solver chose none of " + options.length + " options.");
        }

        private long joules(double joules) {
            return Math.round(joules / energyStep);
        }

        private long points(double lossPp) {
            return (long) Math.ceil(Math.min(lossPp, 1000) / LOSS_STEP_PP);
        }

        private LinearExprBuilder[] builders(int count) {
            LinearExprBuilder[] builders = new LinearExprBuilder[count];
            for (int i = 0; i < count; i++) {
                builders[i] = LinearExpr.newBuilder();
            }
            return builders;
        }
    }

    /** The variables of one layer by [weight bits][input bits]. */
    private static final class LayerVariables {
        final BoolVar[][] pair;
        final BoolVar[][][] voltage;
        final BoolVar[][][] resolution;

        LayerVariables(int weightBits, int inputBits) {
            pair = new BoolVar[weightBits][inputBits];
            voltage = new BoolVar[weightBits][inputBits][];
            resolution = new BoolVar[weightBits][inputBits][];
        }
    }

    private static double dearest(SurrogateProblem problem) {
        double sum = 0;
        for (MapChoice map : problem.maps()) {
            sum += most(map.energyJoules());
        }
        for (LayerChoice layer : problem.layers()) {
            double writes = 0;
            double reads = 0;
            for (int w = 0; w < layer.weightBits().length; w++) {
                writes = Math.max(writes, most(layer.writeJoules()[w]));
                reads = Math.max(reads, most(layer.readJoules()[w]));
            }
            sum += writes + reads;
        }
        return sum;
    }

    private static double most(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElse(0);
    }
}
