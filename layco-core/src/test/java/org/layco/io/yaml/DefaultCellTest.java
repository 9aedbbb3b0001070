package org.layco.io.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.layco.device.BitErrorModel;
import org.layco.device.EnduranceLaw.Extrapolation;
import org.layco.device.MemoryCell;
import org.layco.source.Kind;
import org.layco.source.Knowable;

/** The shipped cells behave as their sources say. */
class DefaultCellTest {
    private final MemoryCell cell = HardwareLibrary.shipped().cell("default");

    @Test
    void writesChargeResetAndSetAndFallWithTheSquareOfTheVoltage() {
        assertThat(cell.writeEnergyJoules(2.0).get()).isCloseTo(1.2e-12, within(1e-24));
        assertThat(cell.writeEnergyJoules(1.6).get()).isCloseTo(1.2e-12 * 0.64, within(1e-24));
        assertThat(cell.write().get().value().writeSeconds()).isCloseTo(20e-9, within(1e-18));
    }

    @Test
    void writeErrorsFollowTheProbitFitDownToTheFloor() {
        assertThat(cell.writeErrorProbability(1.42).get()).isCloseTo(2.5e-2, Percentage.withPercentage(3));
        assertThat(cell.writeErrorProbability(1.50).get()).isCloseTo(2.0e-3, Percentage.withPercentage(3));
        assertThat(cell.writeErrorProbability(1.58).get()).isCloseTo(7.4e-5, Percentage.withPercentage(3));
        assertThat(cell.writeErrorProbability(1.66).get()).isEqualTo(1e-6);
        assertThat(cell.writeErrorProbability(2.0).get()).isEqualTo(1e-6);
        assertThat(cell.writeErrors().get().kind()).isEqualTo(Kind.ASSUMED);
    }

    @Test
    void enduranceGrowsExponentiallyAndHoldsBelowItsFit() {
        assertThat(cell.enduranceWrites(2.0).get()).isEqualTo(5e6);
        assertThat(cell.enduranceWrites(1.63).get() / 5e6).isCloseTo(151, within(0.5));
        assertThat(cell.enduranceWrites(1.50).get())
                .isEqualTo(cell.enduranceWrites(1.63).get());
        MemoryCell extrapolated = cell.withEnduranceExtrapolation(Extrapolation.LOGLINEAR);
        assertThat(extrapolated.enduranceWrites(1.58).get() / 5e6).isCloseTo(297, within(1.0));
        assertThat(extrapolated.enduranceWrites(1.80)).isEqualTo(cell.enduranceWrites(1.80));
    }

    @Test
    void outsideItsVoltagesTheCellThrowsWithTheRange() {
        assertThatThrownBy(() -> cell.writeErrorProbability(1.39))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1.4, 2.2] V, not at 1.39 V");
        assertThatThrownBy(() -> cell.writeEnergyJoules(2.3)).hasMessageContaining("2.3 V");
        assertThatThrownBy(() -> cell.enduranceWrites(1.0)).hasMessageContaining("1.0 V");
    }

    @Test
    void theLowestVoltageForAnErrorRateIsTheFirstStepThatMeetsIt() {
        assertThat(cell.lowestVoltageFor(1e-6).get()).isEqualTo(1.66);
        assertThat(cell.lowestVoltageFor(2.1e-3).get()).isEqualTo(1.50);
        for (double volts : cell.voltages()) {
            double probability = cell.writeErrorProbability(volts).get();
            assertThat(cell.writeErrorProbability(
                                    cell.lowestVoltageFor(probability).get())
                            .get())
                    .isEqualTo(probability);
        }
        assertThat(cell.lowestVoltageFor(1e-9)).isInstanceOf(Knowable.Unavailable.class);
        assertThat(cell.highestVoltageFor(5e6).get()).isEqualTo(2.0);
    }

    @Test
    void voltagesAreTheStepsOfTheOperatingRange() {
        assertThat(cell.voltages()).hasSize(81).startsWith(1.40, 1.41).endsWith(2.19, 2.20);
    }

    @Test
    void errorScaleMultipliesTheProbability() {
        assertThat(cell.withErrorScale(10).writeErrorProbability(1.58).get())
                .isCloseTo(10 * cell.writeErrorProbability(1.58).get(), within(1e-15));
        assertThat(cell.withErrorScale(0.1).writeErrorProbability(2.0).get()).isCloseTo(1e-7, within(1e-20));
        assertThat(cell.withErrorScale(100).writeErrorProbability(1.40).get()).isEqualTo(0.5);
    }

    @Test
    void weightsAreRetainedOnlyFromTheRetentionVoltage() {
        assertThat(cell.retains(1.62)).isFalse();
        assertThat(cell.retains(1.63)).isTrue();
        assertThat(cell.retains(2.0)).isTrue();
    }

    @Test
    void aFailedWriteIsAMissedReset() {
        assertThat(cell.bitErrors().value()).isEqualTo(new BitErrorModel.DataDependent(1, 0));
        assertThat(cell.levelNoiseSigma().value()).isEqualTo(0.05);
    }

    @Test
    void whatASourceDoesNotGiveStaysAbsentWithItsReason() {
        MemoryCell nvsim = HardwareLibrary.shipped().cell("nvsim");
        assertThat(nvsim.writeEnergyJoules(2.0).get()).isCloseTo(1.2e-12, within(1e-24));
        assertThat(nvsim.enduranceWrites(2.0)).isEqualTo(Knowable.unavailable("NVSim's cell file gives no endurance"));
        assertThat(nvsim.lowestVoltageFor(1e-3))
                .isEqualTo(Knowable.unavailable("NVSim's cell file gives no write-error rate"));
        assertThat(HardwareLibrary.shipped().cell("tsmc22").enduranceWrites(2.0))
                .isEqualTo(Knowable.known(1e4));
    }

    @Test
    void aCellOccupiesItsFeatureArea() {
        assertThat(cell.areaSquareMetres(65e-9)).isCloseTo(53 * 65e-9 * 65e-9, within(1e-24));
    }
}
