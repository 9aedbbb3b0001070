package org.layco.campaign.explore;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.layco.study.CostRange;
import org.layco.study.ExploreRecord;

/**
 * The box in which fronts are compared: on every axis 0 is ideal and 1 the reference. Axes of energy, area and lifetime are
 * logarithmic, so that halving either end of them is worth the same; that of loss is linear. Ideal are the best figures that closed forms
 * allow any point and no loss; the reference lies a tenth of the way beyond the worst, so that these count too, and at the largest loss
 * that a study of the grid allows.
 */
record FrontBox(ExploreRecord.Corner ideal, ExploreRecord.Corner reference) {
    /** Energy, area, lifetime, loss. */
    static final int OBJECTIVES = 4;

    /** Number of the loss among them. */
    static final int LOSS = 3;

    private static final double BEYOND = 1.1;

    /** The box of points whose costs lie in these ranges. */
    static FrontBox around(List<CostRange> ranges, double largestLossPp) {
        Axis energy = axis(ranges, CostRange.Figures::energyJ, false);
        Axis area = axis(ranges, CostRange.Figures::areaM2, false);
        Axis lifetime = axis(ranges, CostRange.Figures::lifetimeInferences, true);
        return new FrontBox(
                new ExploreRecord.Corner(
                        Objects.requireNonNull(energy.ideal), Objects.requireNonNull(area.ideal), lifetime.ideal, 0),
                new ExploreRecord.Corner(
                        Objects.requireNonNull(energy.reference),
                        Objects.requireNonNull(area.reference),
                        lifetime.reference,
                        largestLossPp));
    }

    private record Axis(@Nullable Double ideal, @Nullable Double reference) {}

    private static Axis axis(
            List<CostRange> ranges, Function<CostRange.Figures, @Nullable Double> figure, boolean more) {
        List<Double> known = ranges.stream()
                .flatMap(range -> Stream.of(range.best(), range.worst()))
                .map(figure)
                .filter(Objects::nonNull)
                .toList();
        if (known.isEmpty()) {
            return new Axis(null, null);
        }
        double least = Collections.min(known);
        double most = Collections.max(known);
        double ideal = more ? most : least;
        double worst = more ? least : most;
        // Where all are equal the axis has some length nevertheless.
        double span = least == most ? Math.log(more ? 1 / BEYOND : BEYOND) : Math.log(worst / ideal);
        return new Axis(ideal, ideal * Math.exp(BEYOND * span));
    }

    /** Where a result lies; on any axis more than 1 is beyond the reference. */
    double[] place(CostRange.Figures cost, double lossPp) {
        return new double[] {
            along(ideal.energyJ(), reference.energyJ(), cost.energyJ()),
            along(ideal.areaM2(), reference.areaM2(), cost.areaM2()),
            along(ideal.lifetimeInferences(), reference.lifetimeInferences(), cost.lifetimeInferences()),
            Math.max(0, lossPp) / reference.lossPp()
        };
    }

    /** What is not known is worst; an axis on which nothing is known says nothing. */
    private static double along(@Nullable Double from, @Nullable Double to, @Nullable Double value) {
        if (from == null || to == null) {
            return 0;
        }
        return value == null ? 1 / BEYOND : Math.max(0, Math.log(value / from) / Math.log(to / from));
    }
}
