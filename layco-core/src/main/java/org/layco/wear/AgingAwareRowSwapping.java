package org.layco.wear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
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

    /** The lines of one region that are written, and the places that the region has worn. */
    private static final class Aging {
        private final double[] worn;

        /** Writes of an inference to each line, the busiest first. */
        private final double[] lines;

        /** Where each of them lies. */
        private final int[] places;

        /** The places where none lies, the freshest first. */
        private final PriorityQueue<Integer> idle;

        private double moved;

        Aging(double[] lineWrites) {
            this.worn = new double[lineWrites.length];
            this.places = IntStream.range(0, lineWrites.length)
                    .filter(line -> lineWrites[line] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(line -> -lineWrites[line]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.lines =
                    Arrays.stream(places).mapToDouble(line -> lineWrites[line]).toArray();
            this.idle = new PriorityQueue<>(
                    Comparator.<Integer>comparingDouble(place -> worn[place]).thenComparing(Comparator.naturalOrder()));
            IntStream.range(0, lineWrites.length)
                    .filter(line -> lineWrites[line] == 0)
                    .forEach(idle::add);
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
            for (int rank = 0; rank < lines.length; rank++) {
                worn[places[rank]] += inferences * lines[rank];
            }
        }

        private void swap() {
            for (int place : places) {
                idle.add(place);
            }
            for (int rank = 0; rank < lines.length; rank++) {
                int freshest = idle.remove();
                if (freshest != places[rank]) {
                    worn[freshest]++;
                    moved++;
                }
                places[rank] = freshest;
            }
        }
    }
}
