package org.layco.campaign.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.layco.campaign.Campaign;
import org.layco.campaign.Engine;
import org.layco.campaign.Grid;
import org.layco.campaign.Point;
import org.layco.campaign.SweepProgress;
import org.layco.campaign.store.CampaignStore;
import org.layco.campaign.store.PointResult;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.study.ExploreRecord;
import org.layco.study.Resources;

/**
 * Finds the Pareto fronts of a grid by running a part of its points, each where it promises most. What it runs are points of a campaign
 * like any other: a sweep of the same study skips them, and those that a sweep has run are known here from the start. Depends on the grid,
 * the seed, the budget and what the store held.
 */
public final class Exploration {
    /** Share of the budget that is chosen at once: more keeps more workers busy, fewer learns more from each. */
    private static final int ROUNDS = 16;

    private static final int SMALLEST_ROUND = 2;

    private final Grid grid;
    private final CampaignStore store;
    private final Engine engine;
    private final SweepProgress progress;
    private final BooleanSupplier stopping;
    private final long seed;

    /**
     * An exploration.
     *
     * @param stopping true once no further point may start
     */
    public Exploration(
            Grid grid,
            CampaignStore store,
            Engine engine,
            SweepProgress progress,
            BooleanSupplier stopping,
            long seed) {
        this.grid = grid;
        this.store = store;
        this.engine = engine;
        this.progress = progress;
        this.stopping = stopping;
        this.seed = seed;
    }

    /**
     * Runs points until so many of the grid have a result, those in the store included, or no other can improve a front.
     *
     * @param evaluations at least 1; shared by the fronts as their points are
     * @param resources for the costs in closed form, which this process computes
     * @throws InvalidInputException if no point can be run
     */
    public ExploreRecord run(int evaluations, Resources resources) {
        List<FrontCase> cases = cases(new ClosedForms(grid, progress, stopping).cost(resources));
        Campaign campaign = new Campaign(grid, store, engine, new Rounds(progress), stopping);
        campaign.begin();
        Map<String, PointResult> results = store.results();
        cases.forEach(one -> one.learn(results));
        int before = evaluated(cases);
        progress.begin("evaluations", Math.max(before, evaluations), before, engine.parallelism());
        while (!stopping.getAsBoolean()) {
            List<Point> next = next(cases, evaluations);
            if (next.isEmpty()) {
                break;
            }
            campaign.run(next);
            Map<String, PointResult> found = store.results();
            for (FrontCase one : cases) {
                one.learn(found);
                if (!stopping.getAsBoolean()) {
                    next.stream().filter(point -> !store.isDone(point.key())).forEach(one::refuse);
                }
            }
        }
        progress.end();
        return record(cases, before);
    }

    private List<FrontCase> cases(Map<String, CostedPoint> costs) {
        List<FrontCase> cases = new ArrayList<>();
        for (Map.Entry<SortedMap<String, String>, List<Point>> group :
                Circumstances.of(grid).entrySet()) {
            List<CostedPoint> points = group.getValue().stream()
                    .map(point -> costs.get(point.key()))
                    .filter(Objects::nonNull)
                    .toList();
            if (!points.isEmpty()) {
                cases.add(new FrontCase(group.getKey(), Circumstances.choices(grid), points, seed));
            }
        }
        if (cases.isEmpty() && !stopping.getAsBoolean()) {
            throw new InvalidInputException(Diagnostic.of(
                    "study", "none of its points can be run", "'layco check' says what is wrong with each."));
        }
        return cases;
    }

    private static int evaluated(List<FrontCase> cases) {
        return cases.stream().mapToInt(FrontCase::evaluated).sum();
    }

    /** A round of every front, each within its share of the budget. */
    private static List<Point> next(List<FrontCase> cases, int evaluations) {
        int points = cases.stream().mapToInt(FrontCase::size).sum();
        List<Point> next = new ArrayList<>();
        long sofar = 0;
        for (FrontCase one : cases) {
            // Shares that add up to the budget, whatever their fractions.
            long from = sofar * evaluations / points;
            sofar += one.size();
            int share = (int) (sofar * evaluations / points - from);
            int left = Math.min(round(share), share - one.evaluated());
            if (left > 0) {
                next.addAll(one.next(left));
            }
        }
        return next;
    }

    /** How many points of a budget are chosen at once, whatever the threads. */
    static int round(int budget) {
        return Math.max(SMALLEST_ROUND, (budget + ROUNDS - 1) / ROUNDS);
    }

    private ExploreRecord record(List<FrontCase> cases, int before) {
        int evaluated = evaluated(cases);
        int pruned = cases.stream().mapToInt(FrontCase::pruned).sum();
        int failed = cases.stream().mapToInt(FrontCase::failed).sum()
                + grid.points().size()
                - cases.stream().mapToInt(FrontCase::size).sum();
        return new ExploreRecord(
                ExploreRecord.SCHEMA,
                grid.key(),
                seed,
                grid.points().size(),
                evaluated,
                before,
                pruned,
                failed,
                evaluated + pruned + failed == grid.points().size(),
                cases.stream().map(FrontCase::front).toList());
    }
}
