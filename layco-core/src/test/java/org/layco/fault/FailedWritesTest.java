package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
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
    void writesOfEqualProbabilityFailAsInThePlainDrawHoweverLooseTheBounds() {
        for (double p : new double[] {1e-9, 1e-6, 1e-4, 1e-3, 0x1p-9, 0.1, 0.25, 0.6, 1}) {
            long stream = key(8, 1, 2).failedWrites();
            long[] plain = indices(writes.draw(stream, 200_000, p));
            for (double[] bounds : new double[][] {{p, p}, {0, p}, {p / 3, Math.min(1, 5 * p)}, {0, 1}}) {
                CellProbability same = new Bounded(cell -> p, bounds[0], bounds[1]);
                assertThat(indices(writes.draw(stream, 200_000, same)))
                        .as("p = %s in [%s, %s]", p, bounds[0], bounds[1])
                        .isEqualTo(plain);
            }
        }
    }

    @Test
    void writesFailIffTheyWouldAtTheirOwnProbability() {
        double[] own = {0, 1e-7, 3e-4, 1e-3, 0x1p-8, 0.02, 0.3, 1};
        long stream = key(9, 1, 2).failedWrites();
        long[] mixed = indices(writes.draw(stream, 400_000, new Bounded(cell -> own[(int) (cell % 8)], 0, 1)));
        for (int kind = 0; kind < own.length; kind++) {
            int residue = kind;
            long[] plain = Arrays.stream(indices(writes.draw(stream, 400_000, own[kind])))
                    .filter(cell -> cell % 8 == residue)
                    .toArray();
            assertThat(Arrays.stream(mixed).filter(cell -> cell % 8 == residue).toArray())
                    .as("p = %s", own[kind])
                    .isEqualTo(plain);
        }
    }

    @Test
    void boundsThatDoNotBoundAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writes.draw(1, 10, new Bounded(cell -> 0.1, 0.2, 0.1)))
                .withMessageContaining("0.2 to 0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> writes.draw(1, 10, 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> writes.draw(1, 10, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> writes.draw(1, -1, 0.5));
    }

    @Test
    void thresholdsAreUniformBelowTheDeepestStratumToo() {
        long elements = 1L << 36;
        long stream = key(6, 0, 0).failedWrites();
        assertThat((double) writes.draw(stream, elements, 0x1p-24).limit()).isCloseTo(4096, within(4.5 * 64));
        assertThat((double) writes.draw(stream, elements, 0x1p-26).limit()).isCloseTo(1024, within(4.5 * 32));
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

    private record Bounded(LongToDoubleFunction probability, double lowest, double highest) implements CellProbability {
        @Override
        public double of(long cell) {
            return probability.applyAsDouble(cell);
        }
    }

    private static StreamKey key(long seed, long chip, long trial) {
        return new StreamKey(seed, chip, trial, 3, Operand.INPUT);
    }

    private static long[] indices(LongBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.limit());
    }
}
