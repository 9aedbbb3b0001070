package org.layco.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Guarantees, intervals and claims about chips, against published or hand-derived values. */
class GuaranteeTest {
    @Test
    void theMarginIsTheGapThatTheCertificateNeeds() {
        // 1.2 * sqrt(2 ln 20 * 0.01 / 8000) = 1.2 * sqrt(7.4893e-6) = 0.32840 pp
        assertThat(new AccuracyGuarantee(1, 0.95).requiredMarginPp(0.01, 8_000)).isCloseTo(0.32840, within(1e-5));
        assertThat(new AccuracyGuarantee(1, 0.95).requiredMarginPp(0, 8_000)).isZero();
    }

    @Test
    void aGuaranteeSharedByPointsSplitsTheError() {
        assertThat(new AccuracyGuarantee(1, 0.95).sharedBy(5).confidence()).isCloseTo(0.99, within(1e-12));
    }

    @Test
    void aConfidenceInPercentIsRefusedWithARemedy() {
        assertThatThrownBy(() -> new AccuracyGuarantee(1, 95)).hasMessageContaining("Write 95 % as 0.95");
        assertThatThrownBy(() -> new AccuracyGuarantee(0, 0.95)).hasMessageContaining("limitPp");
    }

    /** Textbook values, such as Newcombe, Statistics in Medicine 17 (1998), table I: 81/263 has 0.2527, 0.3676. */
    @Test
    void intervalsOfTop1AreClopperPearson() {
        Top1 newcombe = Top1.of(81, 263, 0.95);
        assertThat(newcombe.low()).isCloseTo(0.2527, within(5e-5));
        assertThat(newcombe.high()).isCloseTo(0.3676, within(5e-5));
        assertThat(Top1.of(0, 20, 0.95).high()).isCloseTo(0.1684, within(5e-5));
        assertThat(Top1.of(0, 20, 0.95).low()).isZero();
        assertThat(Top1.of(20, 20, 0.95).high()).isEqualTo(1);
        assertThat(Top1.of(1, 29, 0.95).low()).isCloseTo(0.0009, within(5e-5));
        assertThat(Top1.of(1, 29, 0.95).high()).isCloseTo(0.1776, within(5e-5));
        assertThat(Top1.ofShares(81, 263, 0.95)).isEqualTo(newcombe);
    }

    @Test
    void pairedLossHasTheMomentsOfItsImages() {
        PairedLoss loss = PairedLoss.of(new boolean[] {true, true, false, false}, new double[] {1, 0.5, 0, 0.25});
        assertThat(loss.mean()).isCloseTo(0.0625, within(1e-12));
        assertThat(loss.discordance()).isCloseTo(0.1875, within(1e-12));
        assertThat(loss.variance()).isCloseTo((0.25 + 0.0625) / 4 - 0.0625 * 0.0625, within(1e-12));
        assertThat(PairedLoss.of(new boolean[1_999], new double[1_999]).expectedVariance())
                .isCloseTo(0.0005, within(1e-12));
    }

    @Test
    void theSpreadOfTwentyChipsIsTheirDeviationAndTheNineteenthValue() {
        double[] losses = new double[20];
        for (int chip = 0; chip < 20; chip++) {
            losses[19 - chip] = chip / 10.0;
        }
        ChipSpread spread = ChipSpread.of(losses);
        assertThat(spread.meanPp()).isCloseTo(0.95, within(1e-12));
        assertThat(spread.sdPp()).isCloseTo(Math.sqrt(0.35), within(1e-12)); // (20^2 - 1)/12 * 20/19 / 100
        assertThat(spread.q95Pp()).isEqualTo(1.8);
        assertThatThrownBy(() -> ChipSpread.of(new double[19])).hasMessageContaining("at least 20");
    }

    @Test
    void ninetyFivePercentOfChipsNeedFiftyNineCertifiedOnes() {
        assertThat(ChipClaim.DEFAULT.chipsNeeded()).isEqualTo(59);
        // 0.05 - 0.95^59 = 0.0015054, divided by 59
        assertThat(ChipClaim.DEFAULT.perChip(1, 59).alpha()).isCloseTo(2.5515e-5, within(1e-8));
        assertThat(ChipClaim.DEFAULT.perChip(1, 90).alpha()).isGreaterThan(4e-4);
        assertThatThrownBy(() -> ChipClaim.DEFAULT.perChip(1, 58)).hasMessageContaining("at least 59");
    }
}
