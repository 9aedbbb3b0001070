package org.layco.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class LowerHullTest {
    @Test
    void theCornerOfTwoBoundsIsTheirLeastProduct() {
        LowerHull hull = new LowerHull();
        hull.cut(1, 0, 2);
        hull.cut(0, 1, 3);
        assertThat(hull.corner()).isEqualTo(new LowerHull.Corner(2, 3));
    }

    @Test
    void aCutMovesTheCornerToTheBetterOfItsEnds() {
        LowerHull hull = new LowerHull();
        hull.cut(1, 0, 2);
        hull.cut(0, 1, 3);
        // x + y >= 7 leaves the corners (2, 5) and (4, 3).
        hull.cut(1, 1, 7);
        assertThat(hull.corner().product()).isCloseTo(10, offset(1e-9));
    }

    @Test
    void noPointInsideHasALowerProductThanTheCorner() {
        LowerHull hull = new LowerHull();
        hull.cut(1, 0, 1);
        hull.cut(0, 1, 1);
        hull.cut(1, 2, 6);
        hull.cut(3, 1, 8);
        double least = Double.POSITIVE_INFINITY;
        for (double x = 1; x < 9; x += 0.001) {
            least = Math.min(least, x * Math.max(1, Math.max((6 - x) / 2, 8 - 3 * x)));
        }
        assertThat(hull.corner().product()).isCloseTo(least, offset(1e-2));
    }
}
