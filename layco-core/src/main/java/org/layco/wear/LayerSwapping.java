package org.layco.wear;

import java.util.ArrayList;
import java.util.List;
import org.layco.mapping.Partition.Holds;
import org.layco.source.Knowable;

/**
 * LayCO's swapping: what is free rotates, what is not moves when its wear diverges.
 *
 * <ul>
 *   <li>Feature maps are placed anew at every inference, each time further on in their partition. That takes no write, only
 *       another base address.
 *   <li>Partial sums rotate inside their section from position to position.
 *   <li>Where the sections of a partition wear more than {@link #DIVERGENCE} apart, layers move on from section to section,
 *       all arrays of a partition at once, so that after a cycle each has held every part of every layer. That rewrites the
 *       weights of all those arrays. They move as often as wears the crossbars at {@link #CROSSBAR_SHARE} of the rate of
 *       the buffer, but write at most {@link #WRITE_SHARE} of what inference writes.
 * </ul>
 *
 * <p>A layer never moves to a partition of another voltage: the sections of the partition it leaves would have to be filled
 * by a layer that is not known to tolerate their error rate.
 */
public record LayerSwapping() implements SwappingPolicy {
    /** Most wear of a section over the mean of its partition before layers move. */
    public static final double DIVERGENCE = 1.05;

    /** Wear of the crossbars that moving layers may cause, relative to that of the buffer it levels. */
    public static final double CROSSBAR_SHARE = 0.1;

    /** Cell writes of moving layers, relative to those of the partition's partial sums. */
    public static final double WRITE_SHARE = 0.01;

    private static final String WEIGHTS = "weights";

    @Override
    public String name() {
        return "layco";
    }

    @Override
    public String reference() {
        return "this model: feature maps placed anew, partial sums rotated in their section, layers moved between"
                + " sections";
    }

    @Override
    public WriteSpread spread(WearDemand demand, double inferences) {
        List<CellGroup> buffer = new ArrayList<>();
        List<CellGroup> crossbars = new ArrayList<>();
        SwapCost cost = SwapCost.NONE;
        for (String partition : demand.partitions()) {
            List<WearRegion> regions = demand.of(partition);
            long cells = regions.stream()
                    .mapToLong(region -> region.copies() * region.cells())
                    .sum();
            double mean = regions.stream()
                            .mapToDouble(region -> region.copies() * region.writes())
                            .sum()
                    / cells;
            double most =
                    regions.stream().mapToDouble(WearRegion::meanWrites).max().orElse(0);
            Knowable<Double> endurance = regions.getFirst().enduranceWrites();
            if (regions.getFirst().holds() == Holds.PARTIAL_SUMS && most > DIVERGENCE * mean) {
                long sections = regions.stream().mapToLong(WearRegion::copies).sum();
                double moves = Math.min(
                        movesPerInference(demand.crossbar(), mean, endurance),
                        WRITE_SHARE
                                * mean
                                * cells
                                / sections
                                / demand.crossbar().cells());
                buffer.add(new CellGroup(partition, cells, mean, endurance));
                crossbars.add(new CellGroup(
                        WEIGHTS,
                        sections * demand.crossbar().cells(),
                        moves,
                        demand.crossbar().enduranceWrites()));
                cost = cost.plus(moving(demand.crossbar(), sections, moves));
            } else {
                regions.forEach(region -> buffer.add(
                        new CellGroup(partition, region.copies() * region.cells(), region.meanWrites(), endurance)));
            }
        }
        return new WriteSpread(buffer, crossbars, cost);
    }

    private static double movesPerInference(WearDemand.Crossbar crossbar, double writes, Knowable<Double> endurance) {
        double crossbarWrites = crossbar.enduranceWrites().get();
        return CROSSBAR_SHARE * crossbarWrites * writes / endurance.get();
    }

    /** All arrays at once, one row after the other. */
    private static SwapCost moving(WearDemand.Crossbar crossbar, long sections, double moves) {
        double writes = moves * sections * crossbar.cells();
        return new SwapCost(
                0,
                writes,
                crossbar.cellWriteJoules().map(joules -> joules * writes),
                crossbar.rowWriteSeconds().map(seconds -> seconds * crossbar.rows() * moves));
    }
}
