package org.layco.fault;

/**
 * Where a cell is: cells fill arrays row by row, one array after the other. Lines are numbered over all arrays.
 *
 * @param rows wordlines of an array, positive
 * @param columns bitlines of an array, positive
 */
public record ArrayGeometry(int rows, int columns) {
    public ArrayGeometry {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "An array of %d x %d cells needs at least 1 x 1.".formatted(rows, columns));
        }
    }

    /** Cells of one array. */
    public long cells() {
        return (long) rows * columns;
    }

    /** The bitline of a cell. */
    public long bitline(long cell) {
        long wordline = wordline(cell);
        return quotient(wordline, rows) * columns + (cell - wordline * columns);
    }

    /** The wordline of a cell. */
    public long wordline(long cell) {
        return quotient(cell, columns);
    }

    /** Division of ints takes half the time, and regions of 2^31 cells are rare. */
    private static long quotient(long value, int divisor) {
        return value <= Integer.MAX_VALUE ? (int) value / divisor : value / divisor;
    }
}
