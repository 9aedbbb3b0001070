package org.layco.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.layco.campaign.Grid;
import org.layco.campaign.Point;
import org.layco.campaign.SweepEstimate;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.study.GridYaml;
import org.layco.io.study.StudyLoader;
import org.layco.io.yaml.YamlTree;
import org.layco.study.Builds;

/** Prints the resolved grid of a study, its size and about how long it takes. */
final class GridCheck {
    /** Larger grids are printed from both ends. */
    private static final int MOST_POINTS = 24;

    private static final int SHOWN_AT_EACH_END = 6;

    private GridCheck() {}

    /** Prints it; throws if a point cannot be run. */
    static void print(Path file, int threads, PrintWriter out) {
        GridYaml.Grids grids = GridYaml.read(file);
        Grid grid = Grid.of(grids, Builds.current(), StudyLoader.shippedSha256());
        out.printf("grid         %,d points, key %s%n", grid.points().size(), grid.key());
        for (List<GridYaml.Axis> axes : grids.grids()) {
            String separator = "             ";
            for (GridYaml.Axis axis : axes) {
                out.printf(
                        "%s%s: %s%n",
                        separator,
                        axis.path(),
                        String.join(
                                ", ",
                                axis.values().stream().map(YamlTree::shown).toList()));
                separator = "           x ";
            }
        }
        out.flush();
        List<Point> points = grid.points();
        boolean all = points.size() <= MOST_POINTS;
        for (Point point : points) {
            boolean shown =
                    all || point.number() <= SHOWN_AT_EACH_END || point.number() > points.size() - SHOWN_AT_EACH_END;
            if (shown) {
                out.printf("point %-6d %s%n", point.number(), grid.label(point));
            } else if (point.number() == SHOWN_AT_EACH_END + 1) {
                out.println("             ...");
            }
        }
        out.flush();
        SweepEstimate estimate = SweepEstimate.of(grid, threads);
        for (SweepEstimate.Rate rate : estimate.rates()) {
            out.printf(
                    Locale.ROOT,
                    "rate         %s on %s (%s), %d images: %.2f s a given point, %.1f s to begin with%n",
                    rate.network(),
                    rate.hardware(),
                    rate.style(),
                    rate.images(),
                    rate.pointSeconds(),
                    rate.setupSeconds());
        }
        out.printf("rests on     %d characterizations%n", estimate.characterizations());
        out.printf(
                "time         about %s on %d threads, good to a factor of two%n",
                ConsoleSweep.duration(estimate.seconds()), threads);
        out.flush();
        if (!estimate.problems().isEmpty()) {
            throw new InvalidInputException(problems(file, grid, estimate.problems()));
        }
    }

    private static List<Diagnostic> problems(Path file, Grid grid, Map<Point, InvalidInputException> problems) {
        List<Diagnostic> all = new ArrayList<>();
        for (Point point : grid.points()) {
            InvalidInputException wrong = problems.get(point);
            if (wrong != null) {
                all.add(Diagnostic.of(
                        file.toString(),
                        "point %d (%s) cannot be run".formatted(point.number(), grid.label(point)),
                        "A sweep notes it as failed and goes on."));
                all.addAll(wrong.diagnostics());
            }
        }
        return all;
    }
}
