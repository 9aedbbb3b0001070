package org.layco.wear;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Start-Gap (M. K. Qureshi et al., MICRO 2009): one spare line, the gap, in every region. Every {@link #GAP_WRITES} line
 * writes a neighbour of the gap is copied into it and becomes the gap; when the gap has passed all lines, every one has
 * moved on by one place. With randomised addresses a fixed permutation takes neighbours apart first.
 *
 * <p>Writes are counted exactly up to the passage of the gap that is under way: whole cycles of as many passages as lines
 * write all lines alike, of the rest each line has taken what passed over it.
 *
 * @param addresses whether lines lie as given or permuted
 */
public record StartGap(Addresses addresses) implements SwappingPolicy {
    /** Psi, line writes between two moves of the gap: the paper's, which costs less than one percent of the writes. */
    public static final int GAP_WRITES = 100;

    /** The order of the lines of a region. */
    public enum Addresses {
        /** As they are placed. */
        AS_GIVEN,
        /** Permuted once. */
        RANDOMISED
    }

    @Override
    public String name() {
        return switch (addresses) {
            case AS_GIVEN -> "start_gap";
            case RANDOMISED -> "randomised_start_gap";
        };
    }

    @Override
    public String reference() {
        return String.format(
                Locale.ROOT,
                "M. K. Qureshi et al., MICRO 2009, %s; a copy every %d line writes",
                addresses == Addresses.AS_GIVEN ? "Start-Gap" : "randomised Start-Gap",
                GAP_WRITES);
    }

    @Override
    public WriteSpread spread(WearDemand demand, double inferences) {
        List<CellGroup> groups = new ArrayList<>();
        SwapCost cost = SwapCost.NONE;
        for (WearRegion region : demand.regions()) {
            double[] lines = withGap(region);
            double perInference = sum(lines);
            double passages = inferences * perInference / ((double) GAP_WRITES * lines.length);
            for (double writes : writesPerLine(lines, passages)) {
                groups.add(new CellGroup(
                        region.partition(),
                        (long) region.copies() * region.lineCells(),
                        writes / inferences,
                        region.enduranceWrites()));
            }
            cost = cost.plus(SwapCost.inBuffer(
                    region,
                    region.copies() * region.lineCells() * perInference / GAP_WRITES,
                    demand.crossbar().rowWriteSeconds()));
        }
        return new WriteSpread(groups, List.of(), cost);
    }

    /** The lines of a region in their order, and the gap behind them. */
    private double[] withGap(WearRegion region) {
        double[] given = region.lineWrites();
        double[] lines = new double[given.length + 1];
        System.arraycopy(given, 0, lines, 0, given.length);
        return switch (addresses) {
            case AS_GIVEN -> lines;
            case RANDOMISED -> permuted(lines);
        };
    }

    private static double[] permuted(double[] lines) {
        SplittableRandom random = new SplittableRandom(lines.length);
        for (int i = lines.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double kept = lines[i];
            lines[i] = lines[j];
            lines[j] = kept;
        }
        return lines;
    }

    /**
     * Writes of each place after so many passages of the gap. In passage s place p holds line p - s, and is written once
     * more by the copy.
     */
    static double[] writesPerLine(double[] lines, double passages) {
        int count = lines.length;
        double total = sum(lines);
        double[] writes = new double[count];
        if (total == 0) {
            return writes;
        }
        double perPassage = GAP_WRITES * (double) count / total;
        double cycles = Math.floor(passages / count);
        int whole = (int) Math.floor(passages - cycles * count);
        double part = passages - cycles * count - whole;
        double window = 0;
        for (int s = 0; s < whole; s++) {
            window += lines[Math.floorMod(-s, count)];
        }
        for (int p = 0; p < count; p++) {
            double underWay = lines[Math.floorMod(p - whole, count)];
            writes[p] = perPassage * (cycles * total + window + part * underWay) + passages;
            window += lines[(p + 1) % count] - lines[Math.floorMod(p + 1 - whole, count)];
        }
        return writes;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
