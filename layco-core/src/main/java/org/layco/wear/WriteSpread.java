package org.layco.wear;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.layco.source.Knowable;

/**
 * The writes of one inference, spread over the cells of a buffer by a swapping policy.
 *
 * @param buffer cells of the buffer
 * @param crossbars cells of the crossbars, if the policy rewrites weights
 * @param swaps what it takes
 */
public record WriteSpread(List<CellGroup> buffer, List<CellGroup> crossbars, SwapCost swaps) {
    public WriteSpread {
        buffer = List.copyOf(buffer);
        crossbars = List.copyOf(crossbars);
    }

    /**
     * When the first partition wears out.
     *
     * @param inferences until its median cell fails
     * @param partition its id
     */
    public record WearOut(double inferences, String partition) {}

    /** Everything that wears. */
    public Stream<CellGroup> groups() {
        return Stream.concat(buffer.stream(), crossbars.stream());
    }

    /** Cell writes of the buffer per inference, swapping included. */
    public double writesPerInference() {
        return buffer.stream()
                .mapToDouble(group -> group.cells() * group.writesPerInference())
                .sum();
    }

    /** Mean over most writes of the cells of some partitions together, 0..1. */
    public double eta(Collection<String> partitions) {
        return meanOverMost(buffer.stream()
                .filter(group -> partitions.contains(group.partition()))
                .toList());
    }

    /** Mean over most writes of the cells of the whole buffer, 0..1. */
    public double eta() {
        return meanOverMost(buffer);
    }

    private static double meanOverMost(List<CellGroup> groups) {
        double cells = 0;
        double writes = 0;
        double most = 0;
        for (CellGroup group : groups) {
            cells += group.cells();
            writes += group.cells() * group.writesPerInference();
            most = Math.max(most, group.writesPerInference());
        }
        return most > 0 ? Math.min(1, writes / cells / most) : 1;
    }

    /** When the median cell of the group worn most fails. */
    public Knowable<WearOut> wearOut() {
        Knowable<WearOut> first = Knowable.unavailable("nothing is written to memory cells that wear");
        for (CellGroup group : groups().toList()) {
            if (group.writesPerInference() > 0) {
                Knowable<WearOut> next = group.wearPerInference().map(wear -> new WearOut(1 / wear, group.partition()));
                if (!next.isKnown()) {
                    return next;
                }
                if (!first.isKnown() || next.get().inferences() < first.get().inferences()) {
                    first = next;
                }
            }
        }
        return first;
    }
}
