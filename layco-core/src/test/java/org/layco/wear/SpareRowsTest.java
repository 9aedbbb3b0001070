package org.layco.wear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpareRowsTest {
    @Test
    void withoutSparesAllWornCellsAreInUse() {
        SpareRows none = new SpareRows(0, 128);
        for (double worn : new double[] {0, 1e-9, 1e-3, 0.2, 1}) {
            assertThat(none.left(worn)).isCloseTo(worn, within(1e-12));
        }
    }

    @Test
    void whileFewerRowsThanSparesHaveWornCellsNoneIsInUse() {
        SpareRows spares = new SpareRows(1.0 / 64, 256);
        assertThat(spares.left(1.0 / 64 / 256 / 2)).isZero();
        assertThat(spares.left(1.0 / 64 / 256 * 2)).isPositive();
    }

    @Test
    void moreWornCellsLeaveMoreInUse() {
        SpareRows spares = new SpareRows(1.0 / 64, 256);
        double before = 0;
        for (double worn = 1e-6; worn < 1; worn *= 1.3) {
            double left = spares.left(worn);
            assertThat(left).isBetween(before, worn);
            before = left;
        }
    }

    @Test
    void whatIsLeftIsThatOfRowsDrawnOneByOne() {
        int rowCells = 64;
        int rows = 40_000;
        double worn = 0.01;
        SpareRows spares = new SpareRows(1.0 / 16, rowCells);
        Random random = new Random(3);
        int[] counts = new int[rows];
        for (int row = 0; row < rows; row++) {
            for (int cell = 0; cell < rowCells; cell++) {
                counts[row] += random.nextDouble() < worn ? 1 : 0;
            }
        }
        java.util.Arrays.sort(counts);
        double inUse = java.util.Arrays.stream(counts, 0, rows - rows / 16).sum();
        assertThat(spares.left(worn)).isCloseTo(inUse / rows / rowCells, within(1.5e-4));
    }
}
