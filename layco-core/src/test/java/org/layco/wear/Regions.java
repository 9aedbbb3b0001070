package org.layco.wear;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.layco.mapping.FixedPlacement.Run;
import org.layco.mapping.Partition.Holds;
import org.layco.source.Knowable;

/** Buffers for tests. */
final class Regions {
    static final WearDemand.Crossbar CROSSBAR =
            new WearDemand.Crossbar(64, 4096, Knowable.known(5e6), Knowable.known(1.2e-12), Knowable.known(20e-9), 6);

    /** Cells of each section of {@link #random}. */
    static final long SECTION_CELLS = 60;

    private Regions() {}

    static WearRegion section(
            String partition, double volts, int copies, int lines, int lineCells, double endurance, Run... runs) {
        return new WearRegion(
                partition,
                "layer of " + List.of(runs),
                Holds.PARTIAL_SUMS,
                copies,
                (long) lines * lineCells,
                lineCells,
                List.of(runs),
                volts,
                Knowable.known(endurance),
                Knowable.known(1e-12));
    }

    /** A few partitions of each kind with random demands; endurance falls with the voltage. */
    static WearDemand random(long seed) {
        Random random = new Random(seed);
        List<WearRegion> regions = new ArrayList<>();
        for (int partition = 0; partition < 2; partition++) {
            double volts = 1.6 + 0.1 * partition;
            double endurance = 1e6 * (2 - partition);
            regions.add(new WearRegion(
                    "maps" + partition,
                    "feature maps",
                    Holds.FEATURE_MAPS,
                    1,
                    64 * 16,
                    16,
                    runs(random, 64 * 16),
                    volts,
                    Knowable.known(endurance),
                    Knowable.known(1e-12)));
            for (int layer = 0; layer < 3; layer++) {
                regions.add(section(
                        "sums" + partition,
                        volts,
                        1 + random.nextInt(5),
                        12,
                        5,
                        endurance,
                        runs(random, 60).toArray(Run[]::new)));
            }
        }
        return new WearDemand(regions, CROSSBAR);
    }

    private static List<Run> runs(Random random, int cells) {
        List<Run> runs = new ArrayList<>();
        int left = cells;
        while (left > cells / 4) {
            int length = 1 + random.nextInt(left);
            runs.add(new Run(length, random.nextInt(20)));
            left -= length;
        }
        runs.set(0, new Run(runs.getFirst().cells(), 1 + random.nextInt(20)));
        return runs;
    }
}
