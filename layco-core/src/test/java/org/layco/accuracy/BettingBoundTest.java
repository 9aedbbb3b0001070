package org.layco.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BettingBoundTest {
    private static final AccuracyGuarantee GUARANTEE = new AccuracyGuarantee(1, 0.95);
    private static final Bets ONE_BET = new Bets(new double[] {0.5}, new double[] {1});

    private static BettingBound after(Bets bets, double loss, int count) {
        BettingBound bound = new BettingBound(GUARANTEE, bets);
        for (int i = 0; i < count; i++) {
            bound.add(loss);
        }
        return bound;
    }

    @Test
    void beforeTheFirstImageNothingIsRuledOut() {
        BettingBound bound = new BettingBound(GUARANTEE, ONE_BET);
        assertThat(bound.met()).isFalse();
        assertThat(bound.upperBoundPp()).isEqualTo(100);
        assertThat(bound.maxLogWealth()).isZero();
    }

    /** One bet, no losses: wealth is (1 + c m/(1-m))^n, so the bound m solves it = 20; by hand for n = 500, c = 1/2. */
    @Test
    void withoutAnyLossTheBoundIsTheClosedForm() {
        double gain = 2 * Math.expm1(Math.log(20) / 500);
        assertThat(after(ONE_BET, 0, 500).upperBoundPp()).isCloseTo(100 * gain / (1 + gain), within(2e-4));
    }

    @Test
    void logWealthIsTheSumOfLogGains() {
        double expected = 300 * Math.log1p(0.5 * (1 / 0.99 - 1)) + 20 * Math.log1p(0.5 * (2 / 0.99 - 1));
        BettingBound bound = after(ONE_BET, 0, 300);
        for (int i = 0; i < 20; i++) {
            bound.add(-1);
        }
        assertThat(bound.maxLogWealth()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void theBoundIsAtMostTheLimitExactlyWhenTheLimitIsRuledOut() {
        int met = 0;
        for (int seed = 0; seed < 100; seed++) {
            BettingBound bound = new BettingBound(GUARANTEE, Bets.planned(GUARANTEE, 3_000, 0.01));
            for (double loss : new SimulatedPopulation(0.5, 0, 0.25).losses(seed, 3_000)) {
                bound.add(loss);
            }
            assertThat(bound.upperBoundPp() <= 1).isEqualTo(bound.met());
            met += bound.met() ? 1 : 0;
        }
        assertThat(met).isBetween(10, 90);
    }

    @Test
    void whatWasRuledOutStaysRuledOutWhateverFollows() {
        BettingBound bound = after(ONE_BET, 0, 1_000);
        assertThat(bound.met()).isTrue();
        double before = bound.upperBoundPp();
        for (int i = 0; i < 1_000; i++) {
            bound.add(1);
        }
        assertThat(bound.met()).isTrue();
        assertThat(bound.upperBoundPp()).isEqualTo(before);
    }

    @Test
    void wealthFarBeyondTheRangeOfDoublesIsStillCounted() {
        Bets bets = Bets.planned(GUARANTEE, 20_000, 0.01);
        BettingBound rich = after(bets, -1, 20_000);
        assertThat(rich.maxLogWealth()).isBetween(2_000.0, 14_000.0);
        BettingBound poor = after(bets, 1, 20_000);
        assertThat(poor.maxLogWealth()).isZero();
        assertThat(poor.upperBoundPp()).isEqualTo(100);
    }

    @Test
    void fortunesThatTurnAreFollowedExactly() {
        Bets bets = new Bets(new double[] {0.1, 0.6}, new double[] {0.5, 0.5});
        BettingBound bound = after(bets, 1, 400);
        for (int i = 0; i < 2_000; i++) {
            bound.add(-1);
        }
        double one = 400 * Math.log(0.9) + 2_000 * Math.log1p(0.1 * (2 / 0.99 - 1));
        double two = 400 * Math.log(0.4) + 2_000 * Math.log1p(0.6 * (2 / 0.99 - 1));
        double expected = Math.log(0.5) + Math.max(one, two) + Math.log1p(Math.exp(-Math.abs(one - two)));
        assertThat(bound.maxLogWealth()).isCloseTo(expected, within(1e-8));
    }

    @Test
    void aLossOutsideItsRangeIsRefused() {
        BettingBound bound = new BettingBound(GUARANTEE, ONE_BET);
        assertThatThrownBy(() -> bound.add(1.5)).hasMessageContaining("1.5").hasMessageContaining("[-1, 1]");
        assertThatThrownBy(() -> bound.add(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
