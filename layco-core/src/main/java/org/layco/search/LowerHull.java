package org.layco.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A region of the positive quadrant that holds all points that can be reached, cut smaller by half-planes. */
final class LowerHull {
    /** Relative rounding by which a corner may lie outside of a half-plane. */
    private static final double ROUNDING = 1e-9;

    /** The points at which {@code first x + second y >= bound}. */
    private record HalfPlane(double first, double second, double bound) {
        boolean holds(Corner corner) {
            return first * corner.first + second * corner.second >= bound * (1 - ROUNDING);
        }
    }

    /** A corner of the region. */
    record Corner(double first, double second) {
        double product() {
            return first * second;
        }
    }

    private final List<HalfPlane> halfPlanes = new ArrayList<>();

    /** No point is below this; weights at least 0. */
    void cut(double first, double second, double bound) {
        halfPlanes.add(new HalfPlane(first, second, bound));
    }

    /** The corner of least product. */
    Corner corner() {
        List<Corner> corners = new ArrayList<>();
        for (HalfPlane a : halfPlanes) {
            for (HalfPlane b : halfPlanes) {
                double determinant = a.first * b.second - a.second * b.first;
                if (determinant > 0) {
                    Corner corner = new Corner(
                            (a.bound * b.second - a.second * b.bound) / determinant,
                            (a.first * b.bound - a.bound * b.first) / determinant);
                    if (halfPlanes.stream().allMatch(one -> one.holds(corner))) {
                        corners.add(corner);
                    }
                }
            }
        }
        return corners.stream().min(Comparator.comparingDouble(Corner::product)).orElseThrow();
    }
}
