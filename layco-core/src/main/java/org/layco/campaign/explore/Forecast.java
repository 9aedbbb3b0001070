package org.layco.campaign.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is expected of a point: every objective is known, or distributed as a Gaussian process says and no better than closed form
 * allows.
 */
final class Forecast {
    /** Loss relative to the reference, below which differences fade: losses of 3 and 30 times the limit tell neighbours apart, 0.01 and 0.03 do not. */
    private static final double FADING = 0.3;

    /** Standard deviations beyond which nothing is hoped for. */
    private static final double HOPE = 3;

    private final Candidate candidate;
    private final List<Optional<GaussianProcess.Forecast>> expected;
    private final double[] optimistic;

    private Forecast(Candidate candidate, List<Optional<GaussianProcess.Forecast>> expected, double[] optimistic) {
        this.candidate = candidate;
        this.expected = expected;
        this.optimistic = optimistic;
    }

    /** The forecast of a point by a process for every objective that is not known of all points. */
    static Forecast of(Candidate candidate, List<Optional<GaussianProcess>> processes, int point) {
        int objectives = processes.size();
        List<Optional<GaussianProcess.Forecast>> expected = new ArrayList<>();
        double[] optimistic = candidate.best().clone();
        for (int k = 0; k < objectives; k++) {
            Optional<GaussianProcess.Forecast> forecast = candidate.isKnown(k)
                    ? Optional.empty()
                    : Optional.of(processes.get(k).orElseThrow().at(point));
            expected.add(forecast);
            if (forecast.isPresent()) {
                double hope = forecast.get().mean() - HOPE * forecast.get().deviation();
                optimistic[k] = Math.max(optimistic[k], unscaled(k, hope));
            }
        }
        return new Forecast(candidate, expected, optimistic);
    }

    /** The scale of an objective on which forecasts are made: losses grow steeply where bits or voltages are too few. */
    static double scaled(int objective, double value) {
        return objective == FrontBox.LOSS ? Math.log(FADING + value) : value;
    }

    private static double unscaled(int objective, double scaled) {
        return objective == FrontBox.LOSS ? Math.exp(scaled) - FADING : scaled;
    }

    /** As good as the point may reasonably turn out. */
    double[] optimistic() {
        return optimistic;
    }

    /** Probability, 0..1, that the point is nowhere worse than a place in the box. */
    double dominates(double[] place) {
        if (!Dominance.covers(optimistic, place)) {
            return 0;
        }
        double probability = 1;
        for (int k = 0; k < place.length; k++) {
            if (!candidate.isKnown(k)) {
                probability *= expected.get(k).orElseThrow().cumulative(scaled(k, place[k]));
            }
        }
        return probability;
    }
}
