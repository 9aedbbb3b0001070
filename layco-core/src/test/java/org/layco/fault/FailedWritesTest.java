package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.layco.network.Operand;

class FailedWritesTest {
    private final FailedWrites writes = new FailedWrites();

    @Test
    void theNumberOfFailuresIsBinomialAtEveryProbability() {
        for (double p : new double[] {1e-6, 3e-5, 0x1p-12, 1e-3, 0.01, 0.0625, 0.2, 0.5, 0.7, 0.99, 1}) {
            long elements = (long) Math.min(4e7, 1e6 + 200 / p);
            int draws = 40;
            double sum = 0;
            double squares = 0;
            double mean = elements * p;
            double deviation = Math.sqrt(elements * p * (1 - p));
            if (mean > 5e4) {
                elements = (long) (5e4 / p);
                mean = elements * p;
                deviation = Math.sqrt(elements * p * (1 - p));
            }
            for (int trial = 0; trial < draws; trial++) {
                double count = writes.draw(key(1, 0, trial).failedWrites(), elements, p)
                        .limit();
                sum += count - mean;
                squares += (count - mean) * (count - mean);
            }
            // 4.5 standard errors of the mean; chi-square of 40 degrees of freedom within [14, 85]
            assertThat(sum / draws)
                    .as("mean at p = %s", p)
                    .isCloseTo(0, within(4.5 * deviation / Math.sqrt(draws) + 1e-9));
            if (deviation > 0) {
                assertThat(squares / deviation / deviation)
                        .as("chi-square at p = %s", p)
                        .isBetween(14.0, 85.0);
            }
        }
    }

    @Test
    void everyElementFailsEquallyOften() {
        int elements = 64;
        for (double p : new double[] {0.02, 0.3, 0.8}) {
            int draws = 40_000;
            int[] failures = new int[elements];
            for (int trial = 0; trial < draws; trial++) {
                LongBuffer failed = writes.draw(key(2, 0, trial).failedWrites(), elements, p);
                for (int i = 0; i < failed.limit(); i++) {
                    failures[(int) failed.get(i)]++;
                }
            }
            double chiSquare = 0;
            for (int count : failures) {
                chiSquare += Math.pow(count - draws * p, 2) / (draws * p * (1 - p));
            }
            // 64 degrees of freedom: 99.99 % of draws fall within [27, 115]
            assertThat(chiSquare).as("chi-square over elements at p = %s", p).isBetween(27.0, 115.0);
        }
    }

    @Test
    void positionsAreUniformOverElementsAndBitPlanes() {
        long elements = 8_000_000;
        int bins = 200;
        int[] regions = new int[bins];
        int[] planes = new int[8];
        int total = 0;
        for (int trial = 0; trial < 10; trial++) {
            LongBuffer failed = writes.draw(key(3, 0, trial).failedWrites(), elements, 2e-3);
            for (int i = 0; i < failed.limit(); i++) {
                regions[(int) (failed.get(i) * bins / elements)]++;
                planes[(int) (failed.get(i) % 8)]++;
                total++;
            }
        }
        assertThat(chiSquare(regions, total)).isBetween(127.0, 286.0); // 199 degrees of freedom, 99.99 %
        assertThat(chiSquare(planes, total)).isBetween(0.3, 29.9); // 7 degrees of freedom, 99.99 %
    }

    @Test
    void neighbouringFailuresAreNotCorrelated() {
        int elements = 4_000_000;
        double p = 0.05;
        boolean[] failed = new boolean[elements];
        LongBuffer indices = writes.draw(key(4, 0, 0).failedWrites(), elements, p);
        for (int i = 0; i < indices.limit(); i++) {
            failed[(int) indices.get(i)] = true;
        }
        for (int lag : new int[] {1, 2, 3, 8, 64}) {
            int both = 0;
            for (int i = lag; i < elements; i++) {
                both += failed[i] && failed[i - lag] ? 1 : 0;
            }
            double correlation = ((double) both / (elements - lag) - p * p) / (p * (1 - p));
            assertThat(correlation).as("lag %d", lag).isCloseTo(0, within(4.5 / Math.sqrt(elements)));
        }
    }

    @Test
    void failuresAtALowerProbabilityAreASubsetOfThoseAtAHigher() {
        long stream = key(5, 1, 2).failedWrites();
        double[] probabilities = {1e-9, 1e-8, 1e-7, 1e-6, 5e-5, 1e-4, 1.3e-4, 1e-3, 0x1p-9, 0.1, 0.24, 0.26, 0.6, 1};
        Set<Long> smaller = Set.of();
        for (double p : probabilities) {
            Set<Long> failed = new HashSet<>();
            LongBuffer draw = writes.draw(stream, 300_000, p);
            long previous = -1;
            for (int i = 0; i < draw.limit(); i++) {
                long index = draw.get(i);
                if (index <= previous || index >= 300_000) {
                    throw new AssertionError(index + " follows " + previous + " at p = " + p);
                }
                previous = index;
                failed.add(index);
            }
            assertThat(failed.containsAll(smaller)).as("subset at p = %s", p).isTrue();
            smaller = failed;
        }
        assertThat(smaller).hasSize(300_000);
    }

    @Test
    void thresholdsAreUniformBelowTheDeepestStratumToo() {
        long elements = 1L << 36;
        long stream = key(6, 0, 0).failedWrites();
        assertThat((double) writes.draw(stream, elements, 0x1p-24).limit()).isCloseTo(4096, within(4.5 * 64));
        assertThat((double) writes.draw(stream, elements, 0x1p-26).limit()).isCloseTo(1024, within(4.5 * 32));
    }

    @Test
    void keysThatDifferInOneFieldGiveIndependentFailures() {
        StreamKey base = key(7, 8, 9);
        StreamKey[] others = {
            new StreamKey(8, 8, 9, 3, Operand.INPUT),
            new StreamKey(7, 9, 9, 3, Operand.INPUT),
            new StreamKey(7, 8, 10, 3, Operand.INPUT),
            new StreamKey(7, 8, 9, 4, Operand.INPUT),
            new StreamKey(7, 8, 9, 3, Operand.WEIGHT),
            new StreamKey(8, 7, 9, 3, Operand.INPUT),
            new StreamKey(7, 9, 8, 3, Operand.INPUT),
        };
        int elements = 2_000_000;
        double p = 0.05;
        long[] first = indices(writes.draw(base.failedWrites(), elements, p));
        for (StreamKey other : others) {
            long[] second = indices(writes.draw(other.failedWrites(), elements, p));
            double shared = Arrays.stream(second)
                    .filter(index -> Arrays.binarySearch(first, index) >= 0)
                    .count();
            assertThat(shared).as(other.toString()).isCloseTo(elements * p * p, within(4.5 * Math.sqrt(elements) * p));
        }
        assertThat(Set.of(base.failedWrites(), base.outcomes(), base.levelNoise()))
                .hasSize(3);
    }

    @Test
    void drawingAgainGivesTheSameWhateverWasDrawnBefore() {
        long[] once = indices(writes.draw(key(1, 2, 3).failedWrites(), 100_000, 0.01));
        writes.draw(key(3, 2, 1).failedWrites(), 1_000_000, 0.3);
        assertThat(indices(writes.draw(key(1, 2, 3).failedWrites(), 100_000, 0.01)))
                .isEqualTo(once);
        assertThat(indices(new FailedWrites().draw(key(1, 2, 3).failedWrites(), 100_000, 0.01)))
                .isEqualTo(once);
    }

    @Test
    void nothingFailsAtProbabilityZeroOrWithoutWrites() {
        assertThat(writes.draw(1, 1000, 0).limit()).isZero();
        assertThat(writes.draw(1, 0, 1).limit()).isZero();
    }

    private static StreamKey key(long seed, long chip, long trial) {
        return new StreamKey(seed, chip, trial, 3, Operand.INPUT);
    }

    private static long[] indices(LongBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.limit());
    }

    private static double chiSquare(int[] counts, int total) {
        double expected = (double) total / counts.length;
        return Arrays.stream(counts)
                .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                .sum();
    }
}
