package org.layco.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.layco.units.Dimension;

class NotationTest {
    /** No-break and thin spaces as plain ones, for reading. */
    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    @Test
    void quantitiesHavePrefixesAndSigns() {
        assertThat(plain(Notation.quantity(1.234e-5, Dimension.ENERGY))).isEqualTo("12.3 µJ");
        assertThat(plain(Notation.quantity(4.2e-7, Dimension.AREA))).isEqualTo("0.420 mm²");
        assertThat(plain(Notation.quantity(1.4e-4, Dimension.TIME))).isEqualTo("140 µs");
        assertThat(plain(Notation.tick(2e-5, Dimension.ENERGY))).isEqualTo("20 µJ");
        assertThat(plain(Notation.tick(2.5e-6, Dimension.AREA))).isEqualTo("2.5 mm²");
        assertThat(plain(Notation.tick(1e-7, Dimension.ENERGY))).isEqualTo("100 nJ");
    }

    @Test
    void sharesArePercentAndLossesArePercentagePoints() {
        assertThat(plain(Notation.accuracy(0.9173))).isEqualTo("91.73 %");
        assertThat(plain(Notation.share(0.0051))).isEqualTo("0.5 %");
        assertThat(plain(Notation.confidence(0.95))).isEqualTo("95 %");
        assertThat(plain(Notation.confidence(0.999))).isEqualTo("99.9 %");
        assertThat(plain(Notation.points(0.874))).isEqualTo("0.87 pp");
        assertThat(plain(Notation.points(0.0042))).isEqualTo("0.004 pp");
        assertThat(plain(Notation.points(-0.31))).isEqualTo("−0.31 pp");
        assertThat(plain(Notation.points(-1e-9))).isEqualTo("0.000 pp");
        assertThat(plain(Notation.limit(1))).isEqualTo("1 pp");
        assertThat(plain(Notation.limit(0.5))).isEqualTo("0.5 pp");
    }

    @Test
    void ratesArePowersOfTen() {
        assertThat(Notation.rate(2.14e-3)).isEqualTo("2.1×10⁻³");
        assertThat(Notation.rate(1e-6)).isEqualTo("10⁻⁶");
        assertThat(Notation.rate(9.99e-4)).isEqualTo("10⁻³");
        assertThat(Notation.rate(1)).isEqualTo("1");
        assertThat(Notation.rate(0)).isEqualTo("0");
    }

    @Test
    void ratiosAndCountsAreEasyToCompare() {
        assertThat(Notation.times(14.23)).isEqualTo("14.2×");
        assertThat(Notation.times(9.996)).isEqualTo("10.0×");
        assertThat(Notation.times(0.9149)).isEqualTo("0.91×");
        assertThat(plain(Notation.times(3150))).isEqualTo("3 150×");
        assertThat(Notation.count(3.8e9)).isEqualTo("3.80×10⁹");
        assertThat(plain(Notation.count(655_360L))).isEqualTo("655 360");
    }

    @Test
    void voltagesShowAThirdDecimalOnlyWhereThereIsOne() {
        assertThat(plain(Notation.volts(1.5))).isEqualTo("1.50 V");
        assertThat(plain(Notation.volts(1.435))).isEqualTo("1.435 V");
    }
}
