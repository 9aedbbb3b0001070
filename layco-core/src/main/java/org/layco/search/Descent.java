package org.layco.search;

import java.util.ArrayList;
import java.util.List;
import org.layco.search.Prices.Cap;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateSolution.LayerPick;
import org.layco.search.SurrogateSolution.MapPick;

/**
 * Changes one choice at a time as long as that lowers the cost within the limits. A solver that stops at a small gap leaves
 * such changes undone, among them some that cost nothing here but area or latency elsewhere.
 */
final class Descent {
    private static final int PASSES = 2;

    private final SurrogateProblem problem;
    private final Goal goal;
    private final Cap cap;
    private SurrogateSolution best;

    private Descent(SurrogateProblem problem, Goal goal, Cap cap, SurrogateSolution start) {
        this.problem = problem;
        this.goal = goal;
        this.cap = cap;
        this.best = start;
    }

    /** A solution within the same cap that costs no more. */
    static SurrogateSolution from(SurrogateProblem problem, Goal goal, Cap cap, SurrogateSolution start) {
        Descent descent = new Descent(problem, goal, cap, start);
        for (int pass = 0; pass < PASSES; pass++) {
            SurrogateSolution before = descent.best;
            descent.pass();
            if (descent.best.equals(before)) {
                break;
            }
        }
        return descent.best;
    }

    private void pass() {
        for (int l = 0; l < problem.layers().size(); l++) {
            LayerChoice layer = problem.layers().get(l);
            for (int p = 0; p < layer.psumBits().length; p++) {
                LayerPick now = best.layers().get(l);
                tryLayer(l, new LayerPick(now.weightBits(), p, now.psumVoltage()));
            }
            for (int w = 0; w < layer.weightBits().length; w++) {
                LayerPick now = best.layers().get(l);
                tryLayer(l, new LayerPick(w, now.psumBits(), now.psumVoltage()));
            }
            for (int v = 0; v < problem.voltages().size(); v++) {
                LayerPick now = best.layers().get(l);
                tryLayer(l, new LayerPick(now.weightBits(), now.psumBits(), v));
            }
        }
        for (int g = 0; g < problem.maps().size(); g++) {
            for (int b = 0; b < problem.maps().get(g).bits().length; b++) {
                tryMap(g, new MapPick(b, best.maps().get(g).voltage()));
            }
            for (int v = 0; v < problem.voltages().size(); v++) {
                tryMap(g, new MapPick(best.maps().get(g).bits(), v));
            }
        }
    }

    private void tryLayer(int l, LayerPick pick) {
        if (!pick.equals(best.layers().get(l))) {
            List<LayerPick> layers = new ArrayList<>(best.layers());
            layers.set(l, pick);
            attempt(SurrogateSolution.of(problem, best.maps(), layers));
        }
    }

    private void tryMap(int g, MapPick pick) {
        if (!pick.equals(best.maps().get(g))) {
            List<MapPick> maps = new ArrayList<>(best.maps());
            maps.set(g, pick);
            attempt(SurrogateSolution.of(problem, maps, best.layers()));
        }
    }

    private void attempt(SurrogateSolution other) {
        if (goal.cost(problem, other) < goal.cost(problem, best)
                && other.meetsLimits(problem)
                && !other.exceeds(problem, cap)) {
            best = other;
        }
    }
}
