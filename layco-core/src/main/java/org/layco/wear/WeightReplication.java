package org.layco.wear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.layco.mapping.FixedPlacement.Run;
import org.layco.mapping.Partition.Holds;

/**
 * LayCO's swapping with weights in several copies: each copy takes its share of a layer's output positions, so that the
 * sections of a layer worn most are written less. Copies go to {@link WearDemand.Crossbar#spare} arrays, one after the other
 * to the layer whose sections then wear most, until it is at its best or its arrays no longer fit. What still wears apart
 * moves as under {@link LayerSwapping}.
 *
 * <p>Charged: the arrays with their psum cells, and writing the copies once, spread over the age.
 */
public record WeightReplication() implements SwappingPolicy {
    @Override
    public String name() {
        return "layco_replicated";
    }

    @Override
    public String reference() {
        return "this model: as layco, with copies of the layers worn most on the arrays that the 8-bit baseline has more"
                + " than the plan; replication as of A. Shafiee et al., ISAAC, ISCA 2016, there for speed";
    }

    @Override
    public WriteSpread spread(WearDemand demand, double inferences) {
        List<Replicated> layers = replicate(demand);
        List<WearRegion> regions = new ArrayList<>(demand.regions().stream()
                .filter(region -> region.holds() != Holds.PARTIAL_SUMS)
                .toList());
        layers.forEach(layer -> regions.addAll(layer.regions()));
        WriteSpread swapped = new LayerSwapping().spread(new WearDemand(regions, demand.crossbar()), inferences);
        long arrays = layers.stream().mapToLong(Replicated::addedArrays).sum();
        if (arrays == 0) {
            return swapped;
        }
        WearDemand.Crossbar crossbar = demand.crossbar();
        return new WriteSpread(
                swapped.buffer(),
                programmed(swapped.crossbars(), crossbar, arrays, 1 / inferences),
                swapped.swaps()
                        .plus(SwapCost.inCrossbars(crossbar, arrays, 1 / inferences))
                        .withArrays(arrays));
    }

    /** The cells of the copies are written once more than those that moving layers rewrite as often. */
    private static List<CellGroup> programmed(
            List<CellGroup> moved, WearDemand.Crossbar crossbar, long arrays, double programming) {
        long cells = arrays * crossbar.cells();
        List<CellGroup> groups = new ArrayList<>();
        double moves = 0;
        for (CellGroup all : moved) {
            moves = all.writesPerInference();
            groups.add(new CellGroup(all.partition(), all.cells() - cells, moves, all.enduranceWrites()));
        }
        groups.add(new CellGroup(LayerSwapping.WEIGHTS, cells, moves + programming, crossbar.enduranceWrites()));
        return groups;
    }

    /** The layers of a buffer, those worn most in as many copies as there are arrays for. */
    private static List<Replicated> replicate(WearDemand demand) {
        Map<String, List<WearRegion>> sections = new LinkedHashMap<>();
        for (WearRegion region : demand.regions()) {
            if (region.holds() == Holds.PARTIAL_SUMS) {
                sections.computeIfAbsent(region.partition() + "/" + region.occupant(), _ -> new ArrayList<>())
                        .add(region);
            }
        }
        List<Replicated> layers = new ArrayList<>(
                sections.values().stream().map(of -> new Replicated(of, 1)).toList());
        long left = demand.crossbar().spare();
        while (!layers.isEmpty()) {
            Replicated worst = layers.stream()
                    .max(Comparator.comparingDouble(Replicated::wear))
                    .orElseThrow();
            Replicated more = new Replicated(worst.sections, worst.copies + 1);
            left -= worst.arrays();
            if (left < 0 || more.wear() >= worst.wear()) {
                break;
            }
            layers.set(layers.indexOf(worst), more);
        }
        return layers;
    }

    /**
     * A layer in several copies.
     *
     * @param sections of one copy
     */
    private record Replicated(List<WearRegion> sections, int copies) {
        long arrays() {
            return sections.stream().mapToLong(WearRegion::copies).sum();
        }

        long addedArrays() {
            return (copies - 1) * arrays();
        }

        /** Share of its endurance that the section worn most loses per inference. */
        double wear() {
            return regions().stream()
                    .mapToDouble(region ->
                            region.meanWrites() / region.enduranceWrites().get())
                    .max()
                    .orElse(0);
        }

        /** Copies that are written alike belong together; all together they write what one would. */
        List<WearRegion> regions() {
            List<WearRegion> regions = new ArrayList<>();
            for (WearRegion section : sections) {
                Map<List<Run>, Integer> alike = new LinkedHashMap<>();
                for (int copy = 0; copy < copies; copy++) {
                    int first = copy;
                    alike.merge(
                            section.runs().stream()
                                    .map(run -> new Run(run.cells(), (run.writes() + first) / copies))
                                    .toList(),
                            1,
                            Integer::sum);
                }
                alike.forEach((runs, count) -> regions.add(section.written(runs, count * section.copies())));
            }
            return regions;
        }
    }
}
