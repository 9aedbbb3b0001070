package org.layco.crossbar;

/**
 * The rows of every tile cut into chunks whose inputs lie side by side: never across the end of a run or a tile.
 *
 * @param tileStarts first chunk of each tile, and one past the last
 * @param firstRows first row of each chunk, and one past the last
 * @param offsets where each chunk's digits lie from the position's base in group 0
 */
record RowChunks(int[] tileStarts, int[] firstRows, int[] offsets) {
    /** Chunks of at most {@code longest} rows. */
    static RowChunks of(PartialSums sums, InputGeometry geometry, int longest) {
        int[] tileStarts = new int[sums.tiles() + 1];
        int[] rows = new int[sums.layerRows() + 1];
        int size = 0;
        for (int tile = 0; tile < sums.tiles(); tile++) {
            int row = sums.firstRow(tile);
            while (row < sums.endRow(tile)) {
                rows[size++] = row;
                int endOfRun = (row / geometry.runLength() + 1) * geometry.runLength();
                row = Math.min(Math.min(row + longest, endOfRun), sums.endRow(tile));
            }
            tileStarts[tile + 1] = size;
        }
        rows[size] = sums.layerRows();
        int[] offsets = new int[size];
        for (int chunk = 0; chunk < size; chunk++) {
            offsets[chunk] = geometry.offset(rows[chunk]);
        }
        return new RowChunks(tileStarts, java.util.Arrays.copyOf(rows, size + 1), offsets);
    }

    /** Chunks of the tile that has most. */
    int mostInATile() {
        int most = 0;
        for (int tile = 0; tile + 1 < tileStarts.length; tile++) {
            most = Math.max(most, tileStarts[tile + 1] - tileStarts[tile]);
        }
        return most;
    }
}
