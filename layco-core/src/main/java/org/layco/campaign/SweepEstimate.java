package org.layco.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.layco.io.InvalidInputException;
import org.layco.study.Characterization;
import org.layco.study.PointOptimizer;
import org.layco.study.Resources;
import org.layco.study.Study;
import org.layco.study.UniformPoint;

/**
 * About how long a sweep takes: on every network, data and style of the grid given operating points are run now, and the rest is
 * reckoned from it by ratios that were measured on the embedded networks. Good to a factor of two.
 *
 * @param characterizations distinct ones that the points rest on
 * @param rates what was measured
 * @param seconds of the whole sweep on the threads it was reckoned for
 * @param problems what is wrong with points, by point
 */
public record SweepEstimate(
        int characterizations, List<Rate> rates, double seconds, Map<Point, InvalidInputException> problems) {
    /** Time of a point that is searched for, over that of a given one: docs/decisions/campaign-scaling.md. */
    static final double SEARCH_OVER_GIVEN = 6;

    /** Time to characterize a layer on one image, over that of a given point divided by its images. */
    static final double CHARACTERIZATION_OVER_GIVEN = 15;

    private static final int FIRST_BITS = 8;
    private static final int FEWEST_BITS = 2;

    /** Small points are run again until so much has passed: the first runs are those of code that is not compiled yet. */
    private static final double ENOUGH_SECONDS = 1;

    private static final double NANOS = 1e9;

    public SweepEstimate {
        rates = List.copyOf(rates);
        problems = Map.copyOf(problems);
    }

    /**
     * How fast points of one kind run.
     *
     * @param network its name
     * @param hardware of the points
     * @param style of its arrays
     * @param images of the search
     * @param setupSeconds once in every thread: sessions, calibration, code that is compiled
     * @param pointSeconds of a given operating point on one thread
     */
    public record Rate(
            String network, String hardware, String style, int images, double setupSeconds, double pointSeconds) {}

    /** An estimate for so many threads; runs a few points of every kind on one. */
    public static SweepEstimate of(Grid grid, int threads) {
        Map<String, Rate> rates = new LinkedHashMap<>();
        Set<String> characterizations = new LinkedHashSet<>();
        Map<Point, InvalidInputException> problems = new LinkedHashMap<>();
        double seconds = 0;
        StudyCache cache = new StudyCache();
        try (PointOptimizer optimizer = new PointOptimizer(new Resources(1, Resources.DEFAULT_PREFIX_MEMORY_BYTES))) {
            for (Point point : grid.points()) {
                StudyCache.LoadedPoint loaded;
                try {
                    loaded = cache.load(point.study().json());
                } catch (InvalidInputException wrong) {
                    problems.put(point, wrong);
                    continue;
                }
                Study study = loaded.study();
                Rate rate = rates.computeIfAbsent(kind(study), _ -> measure(optimizer, study));
                boolean given = loaded.request().uniform().isPresent();
                seconds += given ? rate.pointSeconds() : SEARCH_OVER_GIVEN * rate.pointSeconds();
                if (!given && characterizations.add(Characterization.inputs(study))) {
                    seconds += characterization(study, rate);
                }
            }
        }
        double setup = rates.values().stream().mapToDouble(Rate::setupSeconds).sum();
        return new SweepEstimate(
                characterizations.size(), new ArrayList<>(rates.values()), setup + seconds / threads, problems);
    }

    private static String kind(Study study) {
        return String.join(
                "\n",
                study.network().sha256(),
                study.data().sha256(),
                study.design().name(),
                study.design().array().toString(),
                String.valueOf(study.split().search().length));
    }

    private static double characterization(Study study, Rate rate) {
        int images = Math.min(study.search().toleranceImages(), rate.images());
        return CHARACTERIZATION_OVER_GIVEN
                * study.network().mvmLayers().size()
                * images
                * rate.pointSeconds()
                / rate.images();
    }

    private static Rate measure(PointOptimizer optimizer, Study study) {
        double first = seconds(optimizer, study, FIRST_BITS);
        double fastest = Double.POSITIVE_INFINITY;
        double spent = 0;
        for (int bits = FIRST_BITS - 1; bits >= FEWEST_BITS && spent < ENOUGH_SECONDS; bits--) {
            double again = seconds(optimizer, study, bits);
            fastest = Math.min(fastest, again);
            spent += again;
        }
        return new Rate(
                study.network().name(),
                study.design().name(),
                study.design().style().map(style -> style.key()).orElse("none"),
                study.split().search().length,
                Math.max(0, first - fastest),
                fastest);
    }

    private static double seconds(PointOptimizer optimizer, Study study, int bits) {
        double volts = study.cell().nominalVolts();
        long started = System.nanoTime();
        optimizer.evaluate(study, new UniformPoint(bits, bits, Optional.empty(), volts, volts), Optional.empty());
        return (System.nanoTime() - started) / NANOS;
    }
}
