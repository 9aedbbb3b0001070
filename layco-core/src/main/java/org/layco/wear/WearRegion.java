package org.layco.wear;

import java.util.List;
import org.layco.mapping.FixedPlacement.Run;
import org.layco.mapping.Partition.Holds;
import org.layco.source.Knowable;

/**
 * Cells among which data may move between inferences without rewriting anything else: the buffer of one section, or a
 * feature-map partition.
 *
 * @param partition id of its partition
 * @param occupant what writes it: a layer, or feature maps
 * @param holds what it stores
 * @param copies how many regions there are just like it
 * @param cells of one copy
 * @param lineCells cells of a line, which is moved as a whole
 * @param runs neighbouring cells, in the order of their addresses, with what one inference writes if every datum keeps its
 *     place; the rest of the cells is idle
 * @param writeVolts write voltage of the partition
 * @param enduranceWrites median endurance of its cells
 * @param cellWriteJoules energy of one write of one cell
 */
public record WearRegion(
        String partition,
        String occupant,
        Holds holds,
        int copies,
        long cells,
        int lineCells,
        List<Run> runs,
        double writeVolts,
        Knowable<Double> enduranceWrites,
        Knowable<Double> cellWriteJoules) {
    public WearRegion {
        runs = List.copyOf(runs);
        long used = runs.stream().mapToLong(Run::cells).sum();
        if (copies < 1 || lineCells < 1 || used > cells) {
            throw new IllegalArgumentException(
                    "A region of partition %s has %d copies of %d cells in lines of %d, of which %d are used."
                            .formatted(partition, copies, cells, lineCells, used));
        }
    }

    /** So many regions of this kind that are written otherwise. */
    WearRegion written(List<Run> otherRuns, int otherCopies) {
        return new WearRegion(
                partition,
                occupant,
                holds,
                otherCopies,
                cells,
                lineCells,
                otherRuns,
                writeVolts,
                enduranceWrites,
                cellWriteJoules);
    }

    /** Cell writes of one inference in one copy. */
    public long writes() {
        return runs.stream().mapToLong(run -> run.cells() * run.writes()).sum();
    }

    /** Writes of one inference to the cell written most, every datum keeping its place. */
    public long mostWrites() {
        return runs.stream().mapToLong(Run::writes).max().orElse(0);
    }

    /** Mean writes of one inference over all cells. */
    public double meanWrites() {
        return (double) writes() / cells;
    }

    /** Lines of one copy. */
    public int lines() {
        return Math.toIntExact(Math.ceilDiv(cells, lineCells));
    }

    /** Writes of one inference to each line, as the mean over its cells. */
    public double[] lineWrites() {
        double[] lines = new double[lines()];
        long from = 0;
        for (Run run : runs) {
            long to = from + run.cells();
            for (long at = from; at < to; ) {
                int line = (int) (at / lineCells);
                long next = Math.min(to, (long) (line + 1) * lineCells);
                lines[line] += (double) (next - at) * run.writes() / lineCells;
                at = next;
            }
            from = to;
        }
        return lines;
    }
}
