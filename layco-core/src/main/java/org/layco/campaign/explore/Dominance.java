package org.layco.campaign.explore;

import java.util.Arrays;
import java.util.List;
import org.uma.jmetal.qualityindicator.impl.hypervolume.impl.WFGHypervolume;

/** How points of the box compare, where less is better on every axis. */
final class Dominance {
    private Dominance() {}

    /** Whether the first is nowhere worse than the second. */
    static boolean covers(double[] one, double[] other) {
        for (int k = 0; k < one.length; k++) {
            if (one[k] > other[k]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the first is nowhere worse than the second and somewhere better. */
    static boolean dominates(double[] one, double[] other) {
        return covers(one, other) && !Arrays.equals(one, other);
    }

    /** Whether a point lies inside the box: only such points are on a front. */
    static boolean isInside(double[] point) {
        return Arrays.stream(point).allMatch(value -> value < 1);
    }

    /** Those inside the box that no other dominates. */
    static List<double[]> front(List<double[]> points) {
        List<double[]> inside = points.stream().filter(Dominance::isInside).toList();
        return inside.stream()
                .filter(point -> inside.stream().noneMatch(other -> dominates(other, point)))
                .toList();
    }

    /** Share of the box that points dominate, 0..1. */
    static double hypervolume(List<double[]> points) {
        List<double[]> front = front(points);
        if (front.isEmpty()) {
            return 0;
        }
        double[] reference = new double[front.getFirst().length];
        Arrays.fill(reference, 1);
        return new WFGHypervolume(reference)
                .compute(front.stream().map(double[]::clone).toArray(double[][]::new));
    }
}
