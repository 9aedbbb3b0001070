package org.layco.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.layco.cost.ResNet20Costs.CELL;
import static org.layco.cost.ResNet20Costs.LIBRARY;
import static org.layco.cost.ResNet20Costs.NETWORK;
import static org.layco.cost.ResNet20Costs.cost;
import static org.layco.cost.ResNet20Costs.plan;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.layco.activity.Action;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.mapping.Plan;
import org.layco.source.Knowable;

/** Plans beside the baselines of their style. */
class ComparisonTest {

    @ParameterizedTest
    @EnumSource(Style.class)
    void anUnchangedPlanEqualsItsBaseline(Style style) {
        Accelerator layco = LIBRARY.accelerator("layco", style);
        Baselines baselines = baselines(style);
        Baseline eight = baselines.uniform(NETWORK, 8);
        assertThat(eight.name()).isEqualTo(style.key() + "_rram_buffer_8bit");
        CostEstimate theirs = cost(eight.accelerator(), eight.plan());
        Comparison same = Comparison.of(layco, eight.plan(), cost(layco, eight.plan()), eight, theirs);
        assertThat(same.energyRatio()).isEqualTo(1);
        assertThat(same.areaRatio()).isEqualTo(1);
        assertThat(same.latencyRatio()).isEqualTo(1);
        assertThat(same.lifetimeRatio()).isEqualTo(Knowable.known(1.0));
        assertThat(same.lifetimeRatioUnlevelled()).isEqualTo(Knowable.known(1.0));
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void fewerBitsAndLowerVoltagesBeatEveryBaseline(Style style) {
        Accelerator layco = LIBRARY.accelerator("layco", style);
        Plan plan = plan(layco, 4, 1.58, 1.58);
        CostEstimate ours = cost(layco, plan);
        Baselines baselines = baselines(style);
        for (Baseline baseline : List.of(
                baselines.uniform(NETWORK, 8),
                baselines.uniform(NETWORK, 16),
                baselines.safe(NETWORK).get())) {
            Comparison row = Comparison.of(layco, plan, ours, baseline, cost(baseline.accelerator(), baseline.plan()));
            assertThat(row.energyRatio()).as(baseline.name()).isGreaterThan(1);
            assertThat(row.lifetimeRatio().get()).as(baseline.name()).isGreaterThan(1);
            assertThat(row.areaRatio()).as(baseline.name()).isGreaterThan(1);
            assertThat(row.heldEqual()).anyMatch(line -> line.contains("crossbar arrays"));
            assertThat(row.differed()).anyMatch(line -> line.contains("1.58 V in the plan"));
        }
    }

    @Test
    void theSafeBaselineRunsAtTheLowestVoltageThatDoesNotErr() {
        Baseline safe = baselines(Style.CASCADE).safe(NETWORK).get();
        assertThat(safe.name()).isEqualTo("cascade_rram_buffer_safe");
        assertThat(safe.bits()).contains(8);
        assertThat(safe.plan().layers().getFirst().input().writeVolts()).isEqualTo(1.66);
    }

    @Test
    void raqHasNoPartialSumsInMemoryCells() {
        List<Integer> bits = Collections.nCopies(20, 6);
        Baseline raq = baselines(Style.CASCADE).raq(NETWORK, bits, bits);
        CostEstimate cost = cost(raq.accelerator(), raq.plan());
        assertThat(cost.energyByActionJoules()).doesNotContainKey(Action.PARTIAL_SUM_WRITE);
        assertThat(cost.wear()).hasSize(1);
        assertThat(cost.levelledLifetime().get().partition()).startsWith("feature_maps");
        Accelerator layco = LIBRARY.accelerator("layco", Style.CASCADE);
        Plan plan = plan(layco, 6, 1.58, 1.58);
        Comparison row = Comparison.of(layco, plan, cost(layco, plan), raq, cost);
        assertThat(row.baselineBits()).isEmpty();
        assertThat(row.differed()).anyMatch(line -> line.contains("accumulated"));
    }

    @Test
    void stylesAreNotCompared() {
        Accelerator layco = LIBRARY.accelerator("layco", Style.CASCADE);
        Baseline timely = baselines(Style.TIMELY).uniform(NETWORK, 8);
        Plan plan = plan(layco, 8, 2, 2);
        CostEstimate cost = cost(layco, plan);
        assertThatThrownBy(() -> Comparison.of(layco, plan, cost, timely, cost)).hasMessageContaining("timely style");
    }

    private Baselines baselines(Style style) {
        return new Baselines(
                LIBRARY.accelerator(style.key() + "_rram_buffer", style), LIBRARY.accelerator("raq", style), CELL);
    }
}
