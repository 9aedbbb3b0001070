package org.layco.wear;

import java.util.ArrayList;
import java.util.List;
import org.layco.mapping.Partition.Holds;

/**
 * LayCO's swapping: what is free rotates, what is not moves when its wear diverges.
 *
 * <ul>
 *   <li>Feature maps are placed anew at every inference, each time further on in the buffer. That takes no write, only
 *       another base address.
 *   <li>Partial sums rotate inside their section from position to position.
 *   <li>Where sections wear, relative to their endurance, more than {@link #DIVERGENCE} apart, layers move on from section to
 *       section, all at once, so that after a cycle each section has held every part of every layer. That rewrites the
 *       weights of all these arrays. They move as often as wears the crossbars at {@link #CROSSBAR_SHARE} of the rate of
 *       the buffer, but write at most {@link #WRITE_SHARE} of what inference writes.
 * </ul>
 *
 * <p>A section or array takes the write voltage of what it holds, so that cells pass from partition to partition while every
 * operand keeps the voltage it tolerates. Assumed: each can be switched to the voltage of any partition.
 */
public record LayerSwapping() implements SwappingPolicy {
    /** Most relative wear of a section over the mean before layers move. */
    public static final double DIVERGENCE = 1.05;

    /** Wear of the crossbars that moving layers may cause, relative to that of the buffer it levels. */
    public static final double CROSSBAR_SHARE = 0.1;

    /** Cell writes of moving layers, relative to those of the partial sums. */
    public static final double WRITE_SHARE = 0.01;

    static final String WEIGHTS = "weights";

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
        Pool.of(demand, Holds.FEATURE_MAPS).ifPresent(maps -> buffer.addAll(maps.levelled()));
        return Pool.of(demand, Holds.PARTIAL_SUMS)
                .map(sections -> withSections(demand.crossbar(), sections, buffer))
                .orElseGet(() -> new WriteSpread(buffer, List.of(), SwapCost.NONE));
    }

    private static WriteSpread withSections(WearDemand.Crossbar crossbar, Pool sections, List<CellGroup> buffer) {
        if (sections.mostWear() <= DIVERGENCE * sections.wear()) {
            buffer.addAll(sections.apart());
            return new WriteSpread(buffer, List.of(), SwapCost.NONE);
        }
        buffer.addAll(sections.levelled());
        long cells = sections.copies() * crossbar.cells();
        double moves = Math.min(
                CROSSBAR_SHARE * crossbar.enduranceWrites().get() * sections.wear(),
                WRITE_SHARE * sections.writes() / cells);
        CellGroup weights = new CellGroup(WEIGHTS, cells, moves, crossbar.enduranceWrites());
        return new WriteSpread(buffer, List.of(weights), SwapCost.inCrossbars(crossbar, sections.copies(), moves));
    }
}
