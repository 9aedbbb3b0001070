package org.layco.wear;

/**
 * Rows kept in reserve: a row with worn-out cells is remapped to a spare one, the rows with most of them first. Worn cells are
 * spread at random, so that of a row's n cells a binomial number is worn; a spare row counts as new for as long as it
 * serves, which is optimistic by the writes it takes since it was mapped.
 *
 * @param share spare rows per row in use, 0..1
 * @param rowCells cells of a row, at least 1
 */
public record SpareRows(double share, int rowCells) {
    /** One spare row to 64: assumed, as no RRAM buffer states its redundancy. */
    public static final double DEFAULT_SHARE = 1.0 / 64;

    public SpareRows {
        if (!(share >= 0 && share <= 1) || rowCells < 1) {
            throw new IllegalArgumentException(
                    "share (%s) must lie in [0, 1] and rowCells (%d) be at least 1.".formatted(share, rowCells));
        }
    }

    /**
     * The share of cells in use that are worn out after remapping.
     *
     * @param worn share of cells that are, 0..1
     */
    public double left(double worn) {
        if (worn <= 0 || worn >= 1) {
            return Math.clamp(worn, 0, 1);
        }
        double keep = 1 - share;
        double probability = Math.exp(rowCells * Math.log1p(-worn));
        if (probability < Double.MIN_NORMAL) {
            // so many worn cells that all rows have about as many
            return keep * worn;
        }
        // from rows with no worn cell upwards: those beyond 1 - share are remapped
        double odds = worn / (1 - worn);
        double rows = 0;
        double cells = 0;
        for (int count = 0; count <= rowCells && rows < keep; count++) {
            double kept = Math.min(probability, keep - rows);
            cells += kept * count;
            rows += kept;
            probability *= odds * (rowCells - count) / (count + 1);
        }
        return Math.min(worn, cells / rowCells);
    }
}
