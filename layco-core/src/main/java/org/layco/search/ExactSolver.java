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

    private static final int WORKERS = 4;
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
        private final List<BoolVar[][][][]> layerPicks = new ArrayList<>();

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

        /** One variable per (weight bits, input bits, psum bits, voltage); its input bits follow the layer's feature map. */
        private void chooseLayer(LayerChoice layer, BoolVar[] voltageUsed) {
            BoolVar[][] map = mapPicks.get(layer.map());
            int voltages = voltageUsed.length;
            BoolVar[][][][] pick =
                    new BoolVar[layer.weightBits().length][map.length][layer.psumBits().length][voltages];
            LinearExprBuilder[] atVoltage = builders(voltages);
            LinearExprBuilder[] atInputBits = builders(map.length);
            List<BoolVar> all = new ArrayList<>();
            for (int w = 0; w < pick.length; w++) {
                for (int i = 0; i < map.length; i++) {
                    for (int p = 0; p < layer.psumBits().length; p++) {
                        for (int v = 0; v < voltages; v++) {
                            BoolVar here = model.newBoolVar("layer " + layerPicks.size());
                            pick[w][i][p][v] = here;
                            all.add(here);
                            atVoltage[v].add(here);
                            atInputBits[i].add(here);
                            energy.addTerm(here, joules(layer.energyJoules()[w][i][p][v]));
                            loss.addTerm(
                                    here,
                                    points(layer.weightLossPp()[w]
                                            + layer.psumLossPp()[p]
                                            + layer.errorLossPp()[w][i][v]));
                        }
                    }
                }
            }
            model.addExactlyOne(all.toArray(BoolVar[]::new));
            for (int v = 0; v < voltages; v++) {
                model.addLessOrEqual(atVoltage[v], voltageUsed[v]);
            }
            for (int i = 0; i < map.length; i++) {
                model.addEquality(atInputBits[i], LinearExpr.sum(map[i]));
            }
            layerPicks.add(pick);
        }

        /** At every step the live maps of a voltage fit its whole arrays; all arrays fit the area. */
        private void limitCapacity() {
            long mostArrays = problem.featureMapCells() / problem.arrayCells();
            LinearExprBuilder total = LinearExpr.newBuilder();
            for (int v = 0; v < problem.voltages().size(); v++) {
                IntVar arrays = model.newIntVar(0, mostArrays, "arrays at voltage " + v);
                total.add(arrays);
                for (int step = -1; step < problem.steps(); step++) {
                    LinearExprBuilder slack = LinearExpr.newBuilder().addTerm(arrays, -problem.arrayCells());
                    for (int g = 0; g < problem.maps().size(); g++) {
                        MapChoice map = problem.maps().get(g);
                        if (map.producedAt() <= step && step <= map.lastReadAt()) {
                            for (int b = 0; b < map.bits().length; b++) {
                                slack.addTerm(mapPicks.get(g)[b][v], map.elements() * map.bits()[b]);
                            }
                        }
                    }
                    model.addLessOrEqual(slack, 0);
                }
            }
            model.addLessOrEqual(total, mostArrays);
        }

        private SurrogateSolution answer() {
            CpSolver solver = new CpSolver();
            solver.getParameters()
                    .setNumWorkers(WORKERS)
                    .setInterleaveSearch(true)
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
            double joules = 0;
            double lossPp = 0;
            List<MapPick> maps = new ArrayList<>();
            for (int g = 0; g < mapPicks.size(); g++) {
                MapChoice map = problem.maps().get(g);
                MapPick picked = pickedOf(solver, mapPicks.get(g));
                maps.add(picked);
                joules += map.energyJoules()[picked.bits()][picked.voltage()];
                lossPp += map.quantLossPp()[picked.bits()] + map.errorLossPp()[picked.bits()][picked.voltage()];
            }
            List<LayerPick> layers = new ArrayList<>();
            for (int l = 0; l < layerPicks.size(); l++) {
                LayerChoice layer = problem.layers().get(l);
                int input = maps.get(layer.map()).bits();
                LayerPick picked = pickedOf(solver, layerPicks.get(l), input);
                layers.add(picked);
                joules += layer.energyJoules()[picked.weightBits()][input][picked.psumBits()][picked.psumVoltage()];
                lossPp += layer.weightLossPp()[picked.weightBits()]
                        + layer.psumLossPp()[picked.psumBits()]
                        + layer.errorLossPp()[picked.weightBits()][input][picked.psumVoltage()];
            }
            return new SurrogateSolution(status, gap, joules, lossPp, maps, layers);
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

        private LayerPick pickedOf(CpSolver solver, BoolVar[][][][] pick, int input) {
            for (int w = 0; w < pick.length; w++) {
                for (int p = 0; p < pick[w][input].length; p++) {
                    for (int v = 0; v < pick[w][input][p].length; v++) {
                        if (solver.value(pick[w][input][p][v]) == 1) {
                            return new LayerPick(w, p, v);
                        }
                    }
                }
            }
            throw new IllegalStateException("The solver gave a layer no operating point.");
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

    private static double dearest(SurrogateProblem problem) {
        double sum = 0;
        for (MapChoice map : problem.maps()) {
            double most = 0;
            for (double[] row : map.energyJoules()) {
                for (double joules : row) {
                    most = Math.max(most, joules);
                }
            }
            sum += most;
        }
        for (LayerChoice layer : problem.layers()) {
            double most = 0;
            for (double[][][] byInput : layer.energyJoules()) {
                for (double[][] byPsum : byInput) {
                    for (double[] row : byPsum) {
                        for (double joules : row) {
                            most = Math.max(most, joules);
                        }
                    }
                }
            }
            sum += most;
        }
        return sum;
    }
}
