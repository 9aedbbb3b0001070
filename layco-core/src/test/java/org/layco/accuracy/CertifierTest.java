package org.layco.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.layco.inference.Trial;

class CertifierTest {
    private static final AccuracyGuarantee GUARANTEE = new AccuracyGuarantee(1, 0.95);
    private static final SimulatedPopulation GOOD = new SimulatedPopulation(0.1, 0.1, 0.1);
    private static final int IMAGES = 4_000;

    private static AccuracyEstimate certify(int replicates, int batch, Certifier.Stopping stopping, long seed) {
        return new Certifier(GUARANTEE, replicates, batch, stopping)
                .certify(
                        SimulatedPopulation.images(IMAGES),
                        GOOD.floatRight(seed, IMAGES),
                        GOOD.variance(),
                        GOOD.runner(seed));
    }

    @Test
    void everyTrialHasAChipOfItsOwn() {
        Set<Long> chips = new HashSet<>();
        TrialRunner runner = batch -> {
            for (Trial trial : batch) {
                assertThat(chips.add(trial.chip())).isTrue();
            }
            return new boolean[batch.size()];
        };
        new Certifier(GUARANTEE, 3, 100, Certifier.Stopping.AFTER_ALL_IMAGES)
                .certify(SimulatedPopulation.images(1_000), new boolean[1_000], 0.01, runner);
        assertThat(chips).hasSize(3_000);
        assertThat(chips).doesNotContain(Trial.onChip(7, 0, 999).chip());
    }

    @Test
    void theResultDoesNotDependOnTheBatchSize() {
        AccuracyEstimate one = certify(2, 1, Certifier.Stopping.AFTER_ALL_IMAGES, 5);
        assertThat(certify(2, 37, Certifier.Stopping.AFTER_ALL_IMAGES, 5)).isEqualTo(one);
        assertThat(certify(2, 100_000, Certifier.Stopping.AFTER_ALL_IMAGES, 5)).isEqualTo(one);
    }

    @Test
    void stoppingWhenMetSpendsFewerTrialsAndClaimsTheSame() {
        AccuracyEstimate all = certify(1, 128, Certifier.Stopping.AFTER_ALL_IMAGES, 5);
        AccuracyEstimate early = certify(1, 128, Certifier.Stopping.WHEN_MET, 5);
        assertThat(all.met()).isTrue();
        assertThat(early.met()).isTrue();
        assertThat(early.imagesToMeet()).isEqualTo(all.imagesToMeet());
        assertThat(early.images())
                .isEqualTo(128 * Math.ceilDiv(all.imagesToMeet().orElseThrow(), 128));
        assertThat(early.trials()).isLessThan(all.trials());
        assertThat(all.upperBoundPp()).isLessThan(early.upperBoundPp());
    }

    @Test
    void aBoundThatTheWholeSampleContradictsIsNotClaimed() {
        int images = 5_000;
        boolean[] floatRight = new boolean[images];
        Arrays.fill(floatRight, true);
        TrialRunner rightAtFirst = batch -> {
            boolean[] right = new boolean[batch.size()];
            for (int i = 0; i < right.length; i++) {
                right[i] = batch.get(i).image() < 4_000;
            }
            return right;
        };
        int[] inOrder = IntStream.range(0, images).toArray();
        assertThat(new Certifier(GUARANTEE, 1, 64, Certifier.Stopping.WHEN_MET)
                        .certify(inOrder, floatRight, 0.01, rightAtFirst)
                        .met())
                .isTrue();
        AccuracyEstimate all = new Certifier(GUARANTEE, 1, 64, Certifier.Stopping.AFTER_ALL_IMAGES)
                .certify(inOrder, floatRight, 0.01, rightAtFirst);
        assertThat(all.met()).isFalse();
        assertThat(all.lossPp()).isCloseTo(20, within(1e-9));
        assertThat(all.upperBoundPp()).isGreaterThanOrEqualTo(all.lossPp());
    }

    @Test
    void theEstimateAddsUp() {
        AccuracyEstimate estimate = certify(4, 64, Certifier.Stopping.AFTER_ALL_IMAGES, 9);
        assertThat(estimate.trials()).isEqualTo(4L * IMAGES);
        assertThat(estimate.lossPp()).isCloseTo(100 * (estimate.floatTop1() - estimate.planTop1()), within(1e-9));
        assertThat(estimate.certifiedTop1())
                .isCloseTo(estimate.floatTop1() - estimate.upperBoundPp() / 100, within(1e-12))
                .isLessThan(estimate.planTop1());
        assertThat(estimate.logEvidence()).isGreaterThan(Math.log(20));
    }

    @Test
    void aChipIsCertifiedOnItself() {
        TrialRunner runner = batch -> {
            assertThat(batch).allMatch(trial -> trial.chip() == 12);
            boolean[] right = new boolean[batch.size()];
            Arrays.fill(right, true);
            return right;
        };
        boolean[] floatRight = new boolean[1_000];
        Arrays.fill(floatRight, true);
        AccuracyEstimate estimate = new Certifier(GUARANTEE, 1, 64, Certifier.Stopping.AFTER_ALL_IMAGES)
                .certifyChip(12, SimulatedPopulation.images(1_000), floatRight, 0.005, runner);
        assertThat(estimate.met()).isTrue();
        assertThat(estimate.lossPp()).isZero();
    }

    @Test
    void aRunnerThatLosesOutcomesIsABug() {
        Certifier certifier = new Certifier(GUARANTEE, 1, 10, Certifier.Stopping.AFTER_ALL_IMAGES);
        assertThatThrownBy(() -> certifier.certify(new int[] {0, 1}, new boolean[2], 0.01, batch -> new boolean[1]))
                .hasMessageContaining("1 outcomes for 2 trials");
        assertThatThrownBy(() -> certifier.certify(new int[0], new boolean[2], 0.01, batch -> new boolean[0]))
                .hasMessageContaining("No images");
    }

    @Test
    void eightThousandImagesAreAccountedForInMilliseconds() {
        int[] images = SimulatedPopulation.images(8_000);
        TrialRunner perfect = batch -> {
            boolean[] right = new boolean[batch.size()];
            for (int i = 0; i < right.length; i++) {
                right[i] = batch.get(i).image() % 10 != 0 || batch.get(i).image() % 150 == 0;
            }
            return right;
        };
        boolean[] floatRight = new boolean[8_000];
        for (int i = 0; i < floatRight.length; i++) {
            floatRight[i] = i % 10 != 0 && i % 151 != 1;
        }
        Certifier certifier = new Certifier(GUARANTEE, 1, 64, Certifier.Stopping.AFTER_ALL_IMAGES);
        List<Long> nanos = new ArrayList<>();
        for (int run = 0; run < 20; run++) {
            long start = System.nanoTime();
            certifier.certify(images, floatRight, 0.02, perfect);
            nanos.add(System.nanoTime() - start);
        }
        nanos.sort(null);
        assertThat(nanos.get(10)).isLessThan(100_000_000L);
    }
}
