package org.layco.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class AlternationTest {
    private final StringBuilder order = new StringBuilder();

    /** Work of a letter that keeps a processor busy. */
    private final class Busy implements Work {
        private final char letter;
        private final long nanoseconds;
        private int expected;

        Busy(char letter, long milliseconds) {
            this.letter = letter;
            this.nanoseconds = milliseconds * 1_000_000;
        }

        @Override
        public int images() {
            return 3;
        }

        @Override
        public void run(int round) {
            assertThat(round).isEqualTo(expected++);
            order.append(letter);
            spin(nanoseconds);
        }

        @Override
        public void close() {}
    }

    private static void spin(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void bothSidesAreTimedInTurnAtLeastFiveTimes() {
        Contest contest = new Contest(new Busy('A', 4), new Busy('B', 2), Contest.Basis.CPU);
        List<Alternation.Pair> pairs = new Alternation(0.001).measure(contest);
        assertThat(pairs).hasSizeGreaterThanOrEqualTo(5);
        assertThat(order.toString()).endsWith("AB".repeat(pairs.size())).startsWith("A");
        assertThat(pairs).allSatisfy(pair -> {
            assertThat(pair.subject().images()).isEqualTo(3);
            assertThat(pair.subject().wallSeconds()).isGreaterThanOrEqualTo(0.004);
            assertThat(pair.reference().wallSeconds()).isGreaterThanOrEqualTo(0.002);
        });
    }

    @Test
    void theTimeAskedForIsCountedInWholeRounds() {
        Contest contest = new Contest(new Busy('A', 1), new Busy('B', 1), Contest.Basis.CPU);
        List<Alternation.Pair> pairs = new Alternation(0.2).measure(contest);
        double counted = pairs.stream()
                .mapToDouble(
                        pair -> pair.subject().wallSeconds() + pair.reference().wallSeconds())
                .sum();
        assertThat(counted).isGreaterThanOrEqualTo(0.2);
        assertThat(pairs)
                .allSatisfy(pair -> assertThat(pair.subject().images() % 3).isZero());
    }

    @Test
    void processorTimeOfWorkersIsCountedAndWaitingIsNot() throws Exception {
        CpuClock clock = new CpuClock();
        try (ExecutorService worker = Executors.newFixedThreadPool(
                1, Thread.ofPlatform().name("layco-worker-", 0).factory())) {
            double before = clock.seconds();
            worker.submit(() -> spin(50_000_000)).get();
            double busy = clock.seconds();
            Thread.sleep(50);
            double slept = clock.seconds();
            assertThat(busy - before).isGreaterThan(0.005);
            assertThat(slept - busy).isLessThan(0.025);
        }
    }

    @Test
    void aTimeThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> new Alternation(0)).hasMessageContaining("seconds (0.0)");
        assertThatThrownBy(() -> new Alternation(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
