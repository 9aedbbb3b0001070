package org.layco.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0.6 pJ, ENERGY, 0.6e-12",
        "2.0 V, VOLTAGE, 2",
        "10 ns, TIME, 1e-8",
        "65 nm, LENGTH, 65e-9",
        "1200 um2, AREA, 1200e-12",
        "0.372 mm2, AREA, 0.372e-6",
        "40 MHz, FREQUENCY, 40e6",
        "30/s, FREQUENCY, 30",
        "2 KiB, CAPACITY, 16384",
        "10y, TIME, 315576000",
        "53 F2, FEATURE_AREA, 53",
        "1.6 µW, POWER, 1.6e-6",
        "0.2 fF/um, CAPACITANCE_PER_LENGTH, 0.2e-9",
        "1e5 ohm, RESISTANCE, 1e5",
        "-5mV, VOLTAGE, -5e-3",
    })
    void readsWhatPeopleWriteIntoSiUnits(String text, Dimension dimension, double si) {
        assertThat(Quantity.parse(text, dimension).si()).isCloseTo(si, within(Math.ulp(si) * 2));
    }

    @Test
    void parsesADecimalWithPrefixToTheNearestDouble() {
        assertThat(Quantity.parse("0.6 pJ", Dimension.ENERGY).si()).isEqualTo(0.6e-12);
    }

    @Test
    void aNumberWithoutUnitNamesTheRemedy() {
        assertThatThrownBy(() -> Quantity.parse("5", Dimension.ENERGY))
                .isInstanceOf(QuantityFormatException.class)
                .hasMessage("'5' has no unit. Write for example '5 pJ'.");
    }

    @Test
    void aUnitOfAnotherDimensionIsNamed() {
        assertThatThrownBy(() -> Quantity.parse("5 pJ", Dimension.VOLTAGE))
                .hasMessage("'5 pJ' is a quantity of energy, not of voltage. Write for example '1.6 V'.");
        assertThatThrownBy(() -> Quantity.parse("5 pj", Dimension.ENERGY)).hasMessageContaining("case-sensitive");
        assertThatThrownBy(() -> Quantity.parse("cheap", Dimension.ENERGY)).hasMessageContaining("not a number");
    }

    @ParameterizedTest
    @CsvSource({
        "12.34e-6, ENERGY, 12.3 uJ",
        "9.996e-7, ENERGY, 1.00 uJ",
        "0.6e-12, ENERGY, 600 fJ",
        "0, ENERGY, 0 J",
        "1.2e-9, AREA, 1200 um2",
        "3.72e-7, AREA, 0.372 mm2",
        "25e-9, TIME, 25.0 ns",
        "2, VOLTAGE, 2.00 V",
        "4.2e-24, ENERGY, 4.20e-06 aJ",
        "53, FEATURE_AREA, 53.0 F2",
    })
    void printsThreeDigitsWithAnEngineeringPrefix(double si, Dimension dimension, String shown) {
        assertThat(Quantity.format(si, dimension)).isEqualTo(shown);
    }

    @Test
    void printsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Quantity.format(12.34e-6, Dimension.ENERGY)).isEqualTo("12.3 uJ");
        } finally {
            Locale.setDefault(before);
        }
    }
}
