package org.layco.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.layco.mapping.OperatingPoint;
import org.layco.search.Prices.Cap;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.MapChoice;

/**
 * The exact solver's answer.
 *
 * @param status {@code OPTIMAL}, {@code FEASIBLE} (the budget of deterministic time ended first) or without picks
 * @param relativeGap (objective - bound)/objective of the surrogate problem, 0..1
 * @param figures what the plan costs
 * @param predictedLossPp sum of predicted losses, percentage points
 * @param maps for each feature map (index of bits, index of voltage)
 * @param layers for each layer (index of weight bits, of psum bits, of psum voltage)
 * @param mapArrays buffer arrays of the feature-map partition at each voltage, 0 where there is none
 */
public record SurrogateSolution(
        Status status,
        double relativeGap,
        PlanFigures figures,
        double predictedLossPp,
        List<MapPick> maps,
        List<LayerPick> layers,
        List<Long> mapArrays) {
    private static final PlanFigures NO_FIGURES = new PlanFigures(0, 0, 0, 0);

    /** How the search ended. */
    public enum Status {
        /** Best to within the gap aimed at. */
        OPTIMAL,
        /** A solution with a proven gap. */
        FEASIBLE,
        /** No choice meets the limits. */
        INFEASIBLE,
        /** Neither a choice that meets the limits was found nor a proof that there is none. */
        UNKNOWN
    }

    public SurrogateSolution {
        maps = List.copyOf(maps);
        layers = List.copyOf(layers);
        mapArrays = List.copyOf(mapArrays);
    }

    /** Indices into a {@link SurrogateProblem.MapChoice}. */
    public record MapPick(int bits, int voltage) {}

    /** Indices into a {@link SurrogateProblem.LayerChoice}. */
    public record LayerPick(int weightBits, int psumBits, int psumVoltage) {}

    /** No solution, or none that was searched for. */
    public static SurrogateSolution without(Status status) {
        return new SurrogateSolution(status, 1, NO_FIGURES, 0, List.of(), List.of(), List.of());
    }

    /** Most bits and the highest voltage everywhere: the least predicted loss, whatever the budget. */
    public static SurrogateSolution safest(SurrogateProblem problem) {
        int top = problem.voltages().size() - 1;
        List<MapPick> maps = problem.maps().stream()
                .map(map -> new MapPick(map.bits().length - 1, top))
                .toList();
        List<LayerPick> layers = problem.layers().stream()
                .map(layer -> new LayerPick(layer.weightBits().length - 1, layer.psumBits().length - 1, top))
                .toList();
        return of(problem, maps, layers);
    }

    /** A solution from its picks, everything added up; feasible or not, nothing is proven about it. */
    static SurrogateSolution of(SurrogateProblem problem, List<MapPick> maps, List<LayerPick> layers) {
        double joules = 0;
        double seconds = 0;
        double lossPp = 0;
        long arrays = 0;
        int mostInput = 0;
        int mostPsum = 0;
        for (int g = 0; g < maps.size(); g++) {
            MapChoice map = problem.maps().get(g);
            MapPick pick = maps.get(g);
            joules += map.energyJoules()[pick.bits()][pick.voltage()];
            lossPp += map.lossPp(pick.bits(), pick.voltage());
            mostInput = Math.max(mostInput, pick.bits());
        }
        for (int l = 0; l < layers.size(); l++) {
            LayerChoice layer = problem.layers().get(l);
            LayerPick pick = layers.get(l);
            int input = maps.get(layer.map()).bits();
            joules += layer.writeJoules()[pick.weightBits()][input][pick.psumVoltage()]
                    + layer.readJoules()[pick.weightBits()][input][pick.psumBits()];
            lossPp += layer.weightLossPp()[pick.weightBits()]
                    + layer.psumLossPp()[pick.psumBits()]
                    + layer.errorLossPp()[pick.weightBits()][input][pick.psumVoltage()];
            seconds += layer.seconds()[pick.weightBits()][input];
            arrays += layer.arrays()[pick.weightBits()];
            mostPsum = Math.max(mostPsum, pick.psumBits());
        }
        double mapWear = mapWear(problem, maps);
        List<Long> mapArrays = sizes(problem, maps, mapWear);
        long mapCells = mapArrays.stream().mapToLong(Long::longValue).sum()
                * problem.hardware().arrayCells();
        double area = arrays * problem.hardware().arraySquareMetres()[mostInput][mostPsum]
                + mapCells * problem.hardware().bufferCellSquareMetres();
        double inferences = Math.min(
                lifetime(mapCells, mapWear),
                lifetime(arrays * problem.hardware().psumCellsPerArray(), psumWear(problem, maps, layers)));
        return new SurrogateSolution(
                Status.FEASIBLE,
                1,
                new PlanFigures(joules, seconds, area, inferences),
                lossPp,
                maps,
                layers,
                mapArrays);
    }

    private static double lifetime(long cells, double wear) {
        return wear > 0 ? cells / wear : Double.POSITIVE_INFINITY;
    }

    /** Whole arrays for the peak of each voltage; for the one worn most as many more as a required lifetime takes. */
    private static List<Long> sizes(SurrogateProblem problem, List<MapPick> maps, double wear) {
        long[] arrays = new long[problem.voltages().size()];
        double[] wearAt = new double[arrays.length];
        for (int v = 0; v < arrays.length; v++) {
            long[] occupied = new long[problem.moments()];
            for (int g = 0; g < maps.size(); g++) {
                MapPick pick = maps.get(g);
                MapChoice map = problem.maps().get(g);
                if (pick.voltage() == v) {
                    wearAt[v] += map.writes(pick.bits()) * problem.hardware().mapWear()[v];
                    for (int moment = 0; moment < occupied.length; moment++) {
                        occupied[moment] += map.cellsAt(moment, pick.bits());
                    }
                }
            }
            arrays[v] = Math.ceilDiv(
                    Arrays.stream(occupied).max().orElse(0), problem.hardware().arrayCells());
        }
        Optional<Double> inferences = problem.limits().inferences();
        if (inferences.isPresent()) {
            double wanted =
                    Math.ceil(inferences.get() * wear / problem.hardware().arrayCells());
            long used = Arrays.stream(arrays).sum();
            int worst = 0;
            for (int v = 1; v < arrays.length; v++) {
                worst = wearAt[v] > wearAt[worst] ? v : worst;
            }
            arrays[worst] += Math.max(0, Math.min((long) wanted, problem.mostArrays()) - used);
        }
        return Arrays.stream(arrays).boxed().toList();
    }

    /** Feature-map cells that one inference wears out. */
    double mapWear(SurrogateProblem problem) {
        return mapWear(problem, maps);
    }

    private static double mapWear(SurrogateProblem problem, List<MapPick> maps) {
        double wear = 0;
        for (int g = 0; g < maps.size(); g++) {
            MapPick pick = maps.get(g);
            wear += problem.maps().get(g).writes(pick.bits())
                    * problem.hardware().mapWear()[pick.voltage()];
        }
        return wear;
    }

    /** Psum cells that one inference wears out. */
    double psumWear(SurrogateProblem problem) {
        return psumWear(problem, maps, layers);
    }

    private static double psumWear(SurrogateProblem problem, List<MapPick> maps, List<LayerPick> layers) {
        double wear = 0;
        for (int l = 0; l < layers.size(); l++) {
            LayerChoice layer = problem.layers().get(l);
            LayerPick pick = layers.get(l);
            wear += layer.psumWrites()[pick.weightBits()][maps.get(layer.map()).bits()]
                    * problem.hardware().psumWear()[pick.psumVoltage()];
        }
        return wear;
    }

    /** Psum cells of all layers. */
    long psumCells(SurrogateProblem problem) {
        long cells = 0;
        for (int l = 0; l < layers.size(); l++) {
            cells += problem.psumCells(problem.layers().get(l), layers.get(l).weightBits());
        }
        return cells;
    }

    /** Whether there is a plan. */
    public boolean found() {
        return !maps.isEmpty();
    }

    /** Whether it meets every limit of the problem. */
    boolean meetsLimits(SurrogateProblem problem) {
        long mapVoltages = maps.stream().map(MapPick::voltage).distinct().count();
        long psumVoltages =
                layers.stream().map(LayerPick::psumVoltage).distinct().count();
        return predictedLossPp <= problem.limits().lossBudgetPp()
                && mapVoltages + psumVoltages <= problem.limits().maxPartitions()
                && mapArrays.stream().mapToLong(Long::longValue).sum() <= problem.mostArrays()
                && figures.lifetimeInferences() >= problem.limits().inferences().orElse(0.0);
    }

    /** Whether some layer has more bits, or a section that wears more, than a cap allows. */
    boolean exceeds(SurrogateProblem problem, Cap cap) {
        return maps.stream().anyMatch(pick -> pick.bits() > cap.input())
                || layers.stream().anyMatch(pick -> pick.psumBits() > cap.psum())
                || sectionWear(problem) > cap.sectionWear();
    }

    /** Share of its life that an inference takes from a cell of the section worn most, partial sums rotating in it. */
    double sectionWear(SurrogateProblem problem) {
        double most = 0;
        for (int l = 0; l < layers.size(); l++) {
            LayerChoice layer = problem.layers().get(l);
            LayerPick pick = layers.get(l);
            most = Math.max(
                    most,
                    problem.sectionWear(
                            layer, pick.weightBits(), maps.get(layer.map()).bits(), pick.psumVoltage()));
        }
        return most;
    }

    /** The same solution with what is proven about it. */
    SurrogateSolution proven(Status proof, double gap) {
        return new SurrogateSolution(proof, gap, figures, predictedLossPp, maps, layers, mapArrays);
    }

    /** The operating point of every MVM layer. */
    public List<OperatingPoint> operatingPoints(SurrogateProblem problem) {
        List<OperatingPoint> points = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            LayerChoice choice = problem.layers().get(l);
            LayerPick pick = layers.get(l);
            MapPick map = maps.get(choice.map());
            points.add(new OperatingPoint(
                    choice.weightBits()[pick.weightBits()],
                    problem.maps().get(choice.map()).bits()[map.bits()],
                    choice.psumBits()[pick.psumBits()],
                    problem.voltages().get(map.voltage()),
                    problem.voltages().get(pick.psumVoltage())));
        }
        return points;
    }

    /** Cells of the feature-map partition at each voltage that has one. */
    public Map<Double, Long> featureMapCells(SurrogateProblem problem) {
        Map<Double, Long> cells = new TreeMap<>();
        for (int v = 0; v < mapArrays.size(); v++) {
            if (mapArrays.get(v) > 0) {
                cells.put(
                        problem.voltages().get(v),
                        mapArrays.get(v) * problem.hardware().arrayCells());
            }
        }
        return cells;
    }
}
