package org.layco.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultModelTest {
    @ParameterizedTest
    @CsvSource({"0, 5", "0.1, 1", "0.1, 8", "0.25, 4", "0.99, 1.01"})
    void strongLinesMakeUpForWeakOnes(double share, double factor) {
        LineWeakness lines = new LineWeakness(share, factor);
        assertThat(share * factor + (1 - share) * lines.strongFactor()).isCloseTo(1, within(1e-12));
        assertThat(lines.strongFactor()).isBetween(0.0, 1.0);
    }

    @Test
    void weaknessThatTakesMoreThanAllFailuresIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LineWeakness(0.3, 4))
                .withMessageContaining("0.3 * 4.0")
                .withMessageContaining("at most 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new LineWeakness(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LineWeakness(0.1, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new WeakCells(0.1, 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new StuckCells(-0.1, 0.5));
    }

    @Test
    void weaknessOfBothDirectionsMultiplies() {
        FaultModel model = new FaultModel(
                new BitErrorModel.Uniform(),
                Optional.of(new LineWeakness(0.1, 5)),
                Optional.of(new LineWeakness(0.2, 3)),
                Optional.empty(),
                Optional.empty());
        assertThat(model.highestFactor()).isCloseTo(15, within(1e-12));
        assertThat(model.lowestFactor()).isCloseTo(0.5 / 0.9 * 0.4 / 0.8, within(1e-12));
        FaultModel plain = FaultModel.of(new BitErrorModel.Uniform());
        assertThat(plain.highestFactor()).isEqualTo(1);
        assertThat(plain.withStuckCells(new StuckCells(0.01, 0.9)).stuckCells()).contains(new StuckCells(0.01, 0.9));
    }
}
