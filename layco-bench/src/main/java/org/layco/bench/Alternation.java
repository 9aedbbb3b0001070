package org.layco.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Times both sides of a contest in turn, A B A B, so that what disturbs the machine disturbs both. Disturbances (another
 * program on the same core, say) last from a tenth of a second to seconds, so turns are short and many: the median is of
 * turns under equal conditions. Nothing counts before the just-in-time compiler has settled.
 */
public final class Alternation {
    private static final int ALTERNATIONS = 50;
    private static final int FEWEST = 5;
    private static final double WARM_UP_SHARE = 0.25;
    private static final double LONGEST_WARM_UP = 3;

    /** Two rounds in a row that differ by less count as settled. */
    private static final double SETTLED = 0.03;

    private static final double NANOSECONDS = 1e9;

    private final double seconds;
    private final CpuClock clock = new CpuClock();

    /**
     * Timings of one alternation.
     *
     * @param subject LayCO's side
     * @param reference the other side
     */
    public record Pair(Timing subject, Timing reference) {}

    /**
     * A way to time contests.
     *
     * @param seconds elapsed time that is counted, both sides together, more than 0; five alternations of a round a side
     *     are always done
     */
    public Alternation(double seconds) {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("seconds (%s) must be more than 0.".formatted(seconds));
        }
        this.seconds = seconds;
    }

    /** Warms both sides up, then times them. */
    public List<Pair> measure(Contest contest) {
        Side subject = new Side(contest.subject());
        Side reference = new Side(contest.reference());
        subject.warmUp(seconds * WARM_UP_SHARE);
        reference.warmUp(seconds * WARM_UP_SHARE);
        double slice = seconds / (2 * ALTERNATIONS);
        List<Pair> pairs = new ArrayList<>();
        double counted = 0;
        while (pairs.size() < FEWEST || counted < seconds) {
            Pair pair = new Pair(subject.time(slice), reference.time(slice));
            pairs.add(pair);
            counted += pair.subject().wallSeconds() + pair.reference().wallSeconds();
        }
        return pairs;
    }

    private final class Side {
        private final Work work;
        private int round;

        Side(Work work) {
            this.work = work;
        }

        /** Runs for this long and on until two rounds agree, but not for ever. */
        void warmUp(double atLeast) {
            double spent = 0;
            double previous = 0;
            double last = Double.MAX_VALUE;
            while (spent < atLeast
                    || (Math.abs(last - previous) > SETTLED * previous && spent < LONGEST_WARM_UP * atLeast)) {
                Timing timing = time(0);
                previous = last;
                last = timing.cpuSeconds();
                spent += timing.wallSeconds();
            }
        }

        /** Times whole rounds, at least one, until so many seconds have elapsed. */
        Timing time(double atLeast) {
            long images = 0;
            double cpu = clock.seconds();
            long start = System.nanoTime();
            double elapsed;
            do {
                work.run(round++);
                images += work.images();
                elapsed = (System.nanoTime() - start) / NANOSECONDS;
            } while (elapsed < atLeast);
            return new Timing(images, clock.seconds() - cpu, elapsed);
        }
    }
}
