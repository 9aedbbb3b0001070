package org.layco.wear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Aging-aware row swapping (Y. Cai et al., "Long live TIME", DAC 2018): from time to time the line that is written most
 * moves to the place worn least, the next to the next, and so on within a region; every line that moves is written once
 * more. The paper swaps rows of weights while they are trained; here the lines of a buffer swap.
 *
 * <p>Writes are counted exactly, from one time of swapping to the next. Assumed: a swap whenever the line written most has
 * taken {@link #INTERVAL} of the median endurance.
 */
public record AgingAwareRowSwapping() implements SwappingPolicy {
    /** Share of the endurance between two swaps, at the line written most. */
    public static final double INTERVAL = 0.01;

    @Override
    public String name() {
        return "aging_aware_row_swapping";
    }

    @Override
    public String reference() {
        return "Y. Cai et al., Long live TIME, DAC 2018; a swap per 1 % of the endurance of the line written most"
                + " (assumed)";
    }

    @Override
    public WriteSpread spread(WearDemand demand, double inferences) {
        List<CellGroup> groups = new ArrayList<>();
        SwapCost cost = SwapCost.NONE;
        for (WearRegion region : demand.regions()) {
            double interval = region.enduranceWrites()
                    .map(writes -> INTERVAL * writes / Math.max(1, region.mostWrites()))
                    .get();
            Aging aging = new Aging(region.lineWrites());
            aging.advance(inferences, interval);
            for (double writes : aging.worn) {
                groups.add(new CellGroup(
                        region.partition(),
                        (long) region.copies() * region.lineCells(),
                        writes / inferences,
                        region.enduranceWrites()));
            }
            cost = cost.plus(SwapCost.inBuffer(
                    region,
                    region.copies() * region.lineCells() * aging.moved / inferences,
                    demand.crossbar().rowWriteSeconds()));
        }
        return new WriteSpread(groups, List.of(), cost);
    }

    /** The lines of one region and the places they have worn. */
    private static final class Aging {
        private final double[] lines;
        private final int[] busiest;
        private final double[] worn;
        private int[] lineAt;
        private double moved;

        Aging(double[] lines) {
            this.lines = lines;
            this.busiest = IntStream.range(0, lines.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(line -> -lines[line]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.worn = new double[lines.length];
            this.lineAt = IntStream.range(0, lines.length).toArray();
        }

        void advance(double inferences, double interval) {
            double left = inferences;
            while (left > interval) {
                write(interval);
                swap();
                left -= interval;
            }
            write(left);
        }

        private void write(double inferences) {
            for (int place = 0; place < worn.length; place++) {
                worn[place] += inferences * lines[lineAt[place]];
            }
        }

        private void swap() {
            int[] freshest = IntStream.range(0, worn.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(place -> worn[place]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] before = Arrays.copyOf(lineAt, lineAt.length);
            for (int rank = 0; rank < freshest.length; rank++) {
                int place = freshest[rank];
                lineAt[place] = busiest[rank];
                if (lines[lineAt[place]] > 0 && lineAt[place] != before[place]) {
                    worn[place]++;
                    moved++;
                }
            }
        }
    }
}
