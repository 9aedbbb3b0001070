package org.layco.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The production certifier and sampling on simulated populations whose true loss is known. */
class CertifierErrorRateTest {
    private static final AccuracyGuarantee GUARANTEE = new AccuracyGuarantee(1, 0.95);
    private static final int RUNS = 2_000;
    private static final int IMAGES = 5_000;
    /** 5 % and 1.6 standard errors of 2,000 runs. */
    private static final double MOST_FALSE_CERTIFICATES = 0.058;

    private static double certified(SimulatedPopulation population, int images, int batch, LongUnaryOperator chipOf) {
        Certifier certifier = new Certifier(GUARANTEE, 1, batch, Certifier.Stopping.WHEN_MET);
        int[] indices = SimulatedPopulation.images(images);
        return SimulatedPopulation.shareCertified(
                RUNS,
                seed -> certifier
                        .certify(
                                indices,
                                population.floatRight(seed, images),
                                population.variance(),
                                population.runner(seed, chipOf))
                        .met());
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "1, 256", "3, 256"})
    void falseCertificatesStayBelowAlphaAtALossExactlyAtTheLimitWithOptionalStopping(double chipSdPp, int batch) {
        var population = new SimulatedPopulation(1, chipSdPp, 0.5);
        double share = certified(population, IMAGES, batch, LongUnaryOperator.identity());
        assertThat(share).isLessThanOrEqualTo(MOST_FALSE_CERTIFICATES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3})
    void chipsSharedByAllImagesFailThisTest(double chipSdPp) {
        var population = new SimulatedPopulation(1, chipSdPp, 0.5);
        // Four chips in all, whatever number a trial asks for.
        double share = certified(population, IMAGES, 256, chip -> Long.hashCode(SimulatedPopulation.mix(chip)) & 3);
        assertThat(share).isGreaterThan(2 * MOST_FALSE_CERTIFICATES);
    }

    @Test
    void aPlanHalfAPointBelowTheLimitIsCertifiedMoreOftenThanNot() {
        var population = new SimulatedPopulation(0.5, 0.1, 0.25);
        double share = certified(population, IMAGES, 256, LongUnaryOperator.identity());
        assertThat(share).isGreaterThanOrEqualTo(0.7);
    }
}
