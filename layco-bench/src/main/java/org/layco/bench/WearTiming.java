package org.layco.bench;

import java.util.Collections;
import java.util.List;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.network.Network;
import org.layco.wear.CellGroup;
import org.layco.wear.LayerSwapping;
import org.layco.wear.LifetimeCheck;
import org.layco.wear.LifetimeRequirement;
import org.layco.wear.PolicyWear;
import org.layco.wear.WearDemand;
import org.layco.wear.WearTimeline;
import org.layco.wear.WriteSpread;

/** Times ten years of a ResNet-20 at 30 inferences a second: every swapping policy, then failures cell by cell. */
final class WearTiming {
    /** The row, for {@code --only}. */
    static final String NAME = "wear";

    private static final LifetimeRequirement TEN_YEARS = new LifetimeRequirement(10, 30);
    private static final double MUST_SECONDS = 10;
    private static final int RUNS = 3;
    private static final long MANY_CELLS = 100_000_000;
    private static final int BITS = 8;
    private static final double VOLTS = 1.62;
    private static final double NANOS = 1e9;

    private final Network network;
    private final Accelerator accelerator;
    private final MemoryCell cell;
    private final Plan plan;

    private WearTiming(Network network) {
        HardwareLibrary library = HardwareLibrary.shipped();
        this.network = network;
        this.accelerator = library.accelerator("layco", Style.CASCADE);
        this.cell = library.cell("default");
        OperatingPoint point = new OperatingPoint(BITS, BITS, BITS, VOLTS, VOLTS);
        this.plan = new PlanAssembler(accelerator, cell)
                .assemble(network, Collections.nCopies(network.mvmLayers().size(), point));
    }

    /**
     * The buffer as it is, and one of 10^8 cells with the same writes per cell.
     *
     * @throws MissingDataException if the network is absent
     */
    static List<TimedRow> rows(Workloads workloads) {
        WearTiming timing = new WearTiming(workloads.resnet20().network());
        return List.of(timing.row(NAME, false), timing.row(NAME + "_100m_cells", true));
    }

    private WearRow row(String name, boolean enlarged) {
        double seconds = Double.POSITIVE_INFINITY;
        LifetimeCheck check = check(enlarged);
        for (int run = 0; run < RUNS; run++) {
            long started = System.nanoTime();
            check = check(enlarged);
            seconds = Math.min(seconds, (System.nanoTime() - started) / NANOS);
        }
        WearTimeline timeline = check.timelines().get().getFirst();
        return new WearRow(
                name,
                seconds,
                MUST_SECONDS,
                TEN_YEARS.years(),
                TEN_YEARS.inferencesPerSecond(),
                timeline.cells(),
                timeline.chips());
    }

    private LifetimeCheck check(boolean enlarged) {
        WearDemand demand = WearDemand.of(network, plan, accelerator, cell);
        WriteSpread ours = PolicyWear.all(demand).get().stream()
                .filter(one -> one.policy() instanceof LayerSwapping)
                .map(PolicyWear::spread)
                .findFirst()
                .orElseThrow();
        return LifetimeCheck.of(TEN_YEARS, network, plan, accelerator, cell, enlarged ? enlarged(ours) : ours, 1);
    }

    private static WriteSpread enlarged(WriteSpread spread) {
        long cells = spread.buffer().stream().mapToLong(CellGroup::cells).sum();
        return new WriteSpread(
                spread.buffer().stream()
                        .map(group -> new CellGroup(
                                group.partition(),
                                group.cells() * MANY_CELLS / cells,
                                group.writesPerInference(),
                                group.enduranceWrites()))
                        .toList(),
                spread.crossbars(),
                spread.swaps());
    }
}
