package org.layco.wear;

import java.util.ArrayList;
import java.util.List;
import org.layco.mapping.FixedPlacement.Run;

/** No swapping: every datum keeps its place for ever. */
public record FixedPlaces() implements SwappingPolicy {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public String reference() {
        return "no swapping; first failure as of S. Resch et al., ISCA 2023";
    }

    @Override
    public WriteSpread spread(WearDemand demand, double inferences) {
        List<CellGroup> groups = new ArrayList<>();
        for (WearRegion region : demand.regions()) {
            long idle = region.cells();
            for (Run run : region.runs()) {
                groups.add(new CellGroup(
                        region.partition(), region.copies() * run.cells(), run.writes(), region.enduranceWrites()));
                idle -= run.cells();
            }
            if (idle > 0) {
                groups.add(new CellGroup(region.partition(), region.copies() * idle, 0, region.enduranceWrites()));
            }
        }
        return new WriteSpread(groups, List.of(), SwapCost.NONE);
    }
}
