package org.layco.campaign.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.layco.campaign.Grid;
import org.layco.campaign.Point;
import org.layco.campaign.StudyCache;
import org.layco.campaign.SweepProgress;
import org.layco.io.InvalidInputException;
import org.layco.study.Characterization;
import org.layco.study.PointOptimizer;
import org.layco.study.Resources;
import org.layco.study.Study;
import org.layco.wear.LifetimeRequirement;

/** Costs of all points of a grid in closed form; nothing runs on crossbars for them. */
final class ClosedForms {
    private final Grid grid;
    private final SweepProgress progress;
    private final BooleanSupplier stopping;
    private final StudyCache cache = new StudyCache();

    ClosedForms(Grid grid, SweepProgress progress, BooleanSupplier stopping) {
        this.grid = grid;
        this.progress = progress;
        this.stopping = stopping;
    }

    /** A point that can be read. */
    private record Loaded(Point point, StudyCache.LoadedPoint loaded) {}

    /** Points with their costs, by key; those that cannot be run are told of and left out. */
    Map<String, CostedPoint> cost(Resources resources) {
        // Points that share calibrated ranges one after the other: only a few of them are kept.
        Map<String, List<Loaded>> alike = new LinkedHashMap<>();
        for (Point point : grid.points()) {
            try {
                StudyCache.LoadedPoint loaded = cache.load(point.study().json());
                alike.computeIfAbsent(Characterization.inputs(loaded.study()), _ -> new ArrayList<>())
                        .add(new Loaded(point, loaded));
            } catch (InvalidInputException wrong) {
                tell(point, wrong);
            }
        }
        Map<String, CostedPoint> costs = new HashMap<>();
        progress.begin("closed-form costs", grid.points().size(), 0, 1);
        try (PointOptimizer optimizer = new PointOptimizer(resources)) {
            for (List<Loaded> group : alike.values()) {
                for (Loaded one : group) {
                    if (stopping.getAsBoolean()) {
                        break;
                    }
                    try {
                        costs.put(one.point().key(), costed(optimizer, one));
                        progress.done(false);
                    } catch (IllegalArgumentException wrong) {
                        tell(one.point(), wrong);
                        progress.done(true);
                    }
                }
            }
        }
        progress.end();
        return costs;
    }

    private static CostedPoint costed(PointOptimizer optimizer, Loaded one) {
        Study study = one.loaded().study();
        return new CostedPoint(
                one.point(),
                optimizer.costs(study, one.loaded().request().uniform()),
                one.loaded().request().uniform().isPresent(),
                study.guarantee().limitPp(),
                study.lifetime().map(LifetimeRequirement::inferencesPerSecond).orElse(1.0));
    }

    private void tell(Point point, RuntimeException wrong) {
        progress.note("point %d (%s) cannot be run: %s"
                .formatted(
                        point.number(),
                        grid.label(point),
                        String.valueOf(wrong.getMessage()).lines().findFirst().orElse("")));
    }
}
