package org.layco.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.layco.hardware.Component.Copies;
import org.layco.source.Knowable;

class ConverterTest {
    private static final Technology NM_32 = new Technology(32e-9, 1.0);
    private static final Component CIRCUIT = new Component(
            1.67e-12, 1200e-12, Knowable.known(0.2e-3), new Copies(1, Level.ARRAY), Optional.of(1.28e9), NM_32);

    private final Converter adc = new Converter.Adc(1e9, new Copies(1, Level.ARRAY), 1.0);
    private final Converter sar = new Converter.Sar(CIRCUIT, 8, 1.28e9);
    private final Converter doubling = new Converter.Doubling(CIRCUIT, 8, 1.28e9);

    @Test
    void energyAndAreaRiseWithEveryBit() {
        for (Converter converter : List.of(adc, sar, doubling)) {
            for (int bits = 2; bits <= 10; bits++) {
                assertThat(converter.energyJoules(bits, NM_32)).isGreaterThan(converter.energyJoules(bits - 1, NM_32));
                assertThat(converter.areaSquareMetres(bits, NM_32))
                        .isGreaterThan(converter.areaSquareMetres(bits - 1, NM_32));
            }
        }
    }

    @Test
    void energyGoesWithTheSquareOfTheSupply() {
        for (Converter converter : List.of(adc, sar, doubling)) {
            assertThat(converter.energyJoules(6, new Technology(32e-9, 0.5)) / converter.energyJoules(6, NM_32))
                    .isCloseTo(0.25, within(1e-12));
        }
    }

    /** ISAAC's table: 4 bits 0.79 pJ and 361 um2, 10 bits 2.38 pJ and 3002 um2, beside 1.67 pJ and 1200 um2 at 8. */
    @Test
    void aSarAdcScalesByIsaacsTableAndLinearlyBelowIt() {
        assertThat(sar.energyJoules(8, NM_32)).isCloseTo(1.67e-12, within(1e-24));
        assertThat(sar.energyJoules(4, NM_32)).isCloseTo(0.79e-12, within(1e-24));
        assertThat(sar.areaSquareMetres(10, NM_32)).isCloseTo(3002e-12, within(1e-20));
        assertThat(sar.energyJoules(1, NM_32)).isCloseTo(0.79e-12 / 4, within(1e-24));
    }

    @Test
    void outsideTheirRangeConvertersThrow() {
        assertThatThrownBy(() -> sar.energyJoules(11, NM_32)).hasMessageContaining("bits (11) is outside [1, 10]");
        assertThatThrownBy(() -> doubling.energyJoules(17, NM_32)).hasMessageContaining("outside [1, 16]");
        assertThatThrownBy(() -> adc.energyJoules(13, NM_32)).hasMessageContaining("outside [1, 12]");
        assertThatThrownBy(() -> doubling.areaSquareMetres(0, NM_32)).hasMessageContaining("bits (0)");
    }

    @Test
    void anAdcInAnotherTechnologyRunsAtItsNominalSupply() {
        Technology target = new Technology(65e-9, 1.2);
        assertThat(adc.nominalAt(1.2).energyJoules(8, target)).isEqualTo(AdcModel.energyJoules(8, 65e-9, 1e9));
        assertThat(sar.nominalAt(1.2)).isEqualTo(sar);
    }
}
