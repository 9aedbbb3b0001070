package org.layco.campaign.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Chooses which points of a grid to run next so that the volume below the front grows fastest. A point's objectives are known,
 * limited, or forecast by a Gaussian process from the points told so far; what a point is worth is its expected hypervolume
 * improvement, the integral over all that nothing told dominates of the probability that the point does. The points of a round
 * are chosen one after the other, each for what the others leave. Depends on the grid, the seed and what was told, in any order.
 */
final class FrontSearch {
    /** Samples of the region that can still be gained. */
    private static final int SAMPLES = 4096;

    private static final int MOST_TRIES = 100 * SAMPLES;

    /** Points for the first forecast, beside one for every axis. */
    private static final int FIRST_POINTS = 2;

    private final Coordinates grid;
    private final List<Candidate> candidates;
    private final long seed;
    private final TreeMap<Integer, double[]> told = new TreeMap<>();
    private final boolean[] closed;

    /**
     * A search among the points of a grid.
     *
     * @param candidates what is known of each
     */
    FrontSearch(Coordinates grid, List<Candidate> candidates, long seed) {
        this.grid = grid;
        this.candidates = List.copyOf(candidates);
        this.seed = seed;
        this.closed = new boolean[candidates.size()];
    }

    /** A point has these objectives. */
    void tell(int point, double[] objectives) {
        told.put(point, objectives.clone());
        closed[point] = true;
    }

    /** A point cannot be run. */
    void refuse(int point) {
        closed[point] = true;
    }

    /** Points that are not run and need not be: even at their best something told is as good. */
    List<Integer> pruned() {
        return IntStream.range(0, closed.length)
                .filter(point ->
                        !closed[point] && isDominated(candidates.get(point).best()))
                .boxed()
                .toList();
    }

    private boolean isDominated(double[] objectives) {
        return told.values().stream().anyMatch(known -> Dominance.covers(known, objectives));
    }

    /** The points to run next, the most valuable first; none if no point can improve the front. */
    List<Integer> ask(int most) {
        int[] open = IntStream.range(0, closed.length)
                .filter(point ->
                        !closed[point] && !isDominated(candidates.get(point).best()))
                .toArray();
        SplittableRandom random = new SplittableRandom(seed + told.size());
        int missing = FIRST_POINTS + grid.axes() - told.size();
        return missing > 0 ? farthest(open, Math.min(most, missing), random) : valuable(open, most, random);
    }

    /** Points far from each other and from those told. */
    private List<Integer> farthest(int[] open, int most, SplittableRandom random) {
        List<Integer> chosen = new ArrayList<>();
        double[] distances = new double[grid.points()];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        told.keySet().forEach(point -> approach(distances, point));
        for (int i = 0; i < Math.min(most, open.length); i++) {
            int next;
            if (told.isEmpty() && chosen.isEmpty()) {
                next = open[random.nextInt(open.length)];
            } else {
                double farthest = Arrays.stream(open)
                        .mapToDouble(point -> distances[point])
                        .max()
                        .orElseThrow();
                int[] best = Arrays.stream(open)
                        .filter(point -> distances[point] == farthest)
                        .toArray();
                next = best[random.nextInt(best.length)];
            }
            chosen.add(next);
            approach(distances, next);
        }
        return chosen;
    }

    private void approach(double[] distances, int point) {
        for (int other = 0; other < distances.length; other++) {
            double square = 0;
            for (int axis = 0; axis < grid.axes(); axis++) {
                double d = grid.distance(axis, point, other);
                square += d * d;
            }
            distances[other] = Math.min(distances[other], square);
        }
        distances[point] = -1;
    }

    private List<Integer> valuable(int[] open, int most, SplittableRandom random) {
        List<Forecast> forecasts = forecasts(open);
        List<double[]> gains = gains(forecasts, random);
        if (gains.isEmpty()) {
            // Nothing is hoped for any more: what is left of the budget tests that where least is known.
            return farthest(open, most, random);
        }
        float[][] probabilities = new float[open.length][gains.size()];
        for (int i = 0; i < open.length; i++) {
            for (int s = 0; s < gains.size(); s++) {
                probabilities[i][s] = (float) forecasts.get(i).dominates(gains.get(s));
            }
        }
        double[] left = new double[gains.size()];
        Arrays.fill(left, 1);
        List<Integer> chosen = new ArrayList<>();
        boolean[] taken = new boolean[open.length];
        while (chosen.size() < Math.min(most, open.length)) {
            int best = best(probabilities, left, taken);
            taken[best] = true;
            chosen.add(open[best]);
            for (int s = 0; s < left.length; s++) {
                left[s] *= 1 - probabilities[best][s];
            }
        }
        return chosen;
    }

    /** The first of those not taken that gains most of what is left. */
    private static int best(float[][] probabilities, double[] left, boolean[] taken) {
        int best = -1;
        double largest = -1;
        for (int i = 0; i < taken.length; i++) {
            double gain = 0;
            for (int s = 0; s < left.length && !taken[i]; s++) {
                gain += left[s] * probabilities[i][s];
            }
            if (!taken[i] && gain > largest) {
                best = i;
                largest = gain;
            }
        }
        return best;
    }

    private List<Forecast> forecasts(int[] open) {
        int[] points = told.keySet().stream().mapToInt(Integer::intValue).toArray();
        List<Optional<GaussianProcess>> processes = new ArrayList<>();
        for (int k = 0; k < FrontBox.OBJECTIVES; k++) {
            int objective = k;
            boolean known =
                    Arrays.stream(open).allMatch(point -> candidates.get(point).isKnown(objective));
            processes.add(
                    known
                            ? Optional.empty()
                            : Optional.of(GaussianProcess.fit(
                                    grid,
                                    points,
                                    told.values().stream()
                                            .mapToDouble(values -> Forecast.scaled(objective, values[objective]))
                                            .toArray())));
        }
        return Arrays.stream(open)
                .mapToObj(point -> Forecast.of(candidates.get(point), processes, point))
                .toList();
    }

    /** Samples, evenly from the region that nothing told dominates and some open point may. */
    private List<double[]> gains(List<Forecast> forecasts, SplittableRandom random) {
        List<double[]> hopes =
                Dominance.front(forecasts.stream().map(Forecast::optimistic).toList());
        double[] corner = new double[FrontBox.OBJECTIVES];
        for (int k = 0; k < corner.length; k++) {
            int objective = k;
            corner[k] =
                    hopes.stream().mapToDouble(hope -> hope[objective]).min().orElse(1);
        }
        List<double[]> gains = new ArrayList<>();
        for (int i = 0; i < MOST_TRIES && !hopes.isEmpty() && gains.size() < SAMPLES; i++) {
            double[] sample = new double[corner.length];
            for (int k = 0; k < sample.length; k++) {
                sample[k] = corner[k] + (1 - corner[k]) * random.nextDouble();
            }
            if (!isDominated(sample) && hopes.stream().anyMatch(hope -> Dominance.covers(hope, sample))) {
                gains.add(sample);
            }
        }
        return gains;
    }
}
