package org.layco.search;

import java.util.ArrayList;
import java.util.List;
import org.layco.mapping.OperatingPoint;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.MapChoice;

/**
 * The exact solver's answer.
 *
 * @param status {@code OPTIMAL}, {@code FEASIBLE} (the budget of deterministic time ended first) or {@code INFEASIBLE}
 * @param relativeGap (objective - bound)/objective of the surrogate problem, 0..1
 * @param energyJoules objective, of one inference
 * @param predictedLossPp sum of predicted losses, percentage points
 * @param maps for each feature map (index of bits, index of voltage)
 * @param layers for each layer (index of weight bits, of psum bits, of psum voltage)
 */
public record SurrogateSolution(
        Status status,
        double relativeGap,
        double energyJoules,
        double predictedLossPp,
        List<MapPick> maps,
        List<LayerPick> layers) {
    /** How the search ended. */
    public enum Status {
        /** Proven best. */
        OPTIMAL,
        /** A solution with a proven gap. */
        FEASIBLE,
        /** No choice meets the loss budget and the capacity. */
        INFEASIBLE
    }

    public SurrogateSolution {
        maps = List.copyOf(maps);
        layers = List.copyOf(layers);
    }

    /** Indices into a {@link SurrogateProblem.MapChoice}. */
    public record MapPick(int bits, int voltage) {}

    /** Indices into a {@link SurrogateProblem.LayerChoice}. */
    public record LayerPick(int weightBits, int psumBits, int psumVoltage) {}

    /** Most bits and the highest voltage everywhere: the least predicted loss, whatever the budget. */
    public static SurrogateSolution safest(SurrogateProblem problem) {
        int top = problem.voltages().size() - 1;
        List<MapPick> maps = problem.maps().stream()
                .map(map -> new MapPick(map.bits().length - 1, top))
                .toList();
        List<LayerPick> layers = problem.layers().stream()
                .map(layer -> new LayerPick(layer.weightBits().length - 1, layer.psumBits().length - 1, top))
                .toList();
        return of(problem, Status.FEASIBLE, 1, maps, layers);
    }

    /** A solution from its picks, energy and loss added up. */
    static SurrogateSolution of(
            SurrogateProblem problem, Status status, double gap, List<MapPick> maps, List<LayerPick> layers) {
        double joules = 0;
        double lossPp = 0;
        for (int g = 0; g < maps.size(); g++) {
            MapChoice map = problem.maps().get(g);
            MapPick pick = maps.get(g);
            joules += map.energyJoules()[pick.bits()][pick.voltage()];
            lossPp += map.quantLossPp()[pick.bits()] + map.errorLossPp()[pick.bits()][pick.voltage()];
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
        }
        return new SurrogateSolution(status, gap, joules, lossPp, maps, layers);
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
}
