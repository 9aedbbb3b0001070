package org.layco.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.layco.hardware.Style;
import org.layco.io.record.RunRecordFiles;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.Plan;
import org.layco.wear.LifetimeRequirement;

/** The whole job on the smaller embedded network and few images. */
class CoOptimizerTest {
    private static final RunContext CONTEXT = new RunContext(
            "test",
            Map.of(),
            "layco run",
            "layco run",
            "java",
            "os",
            "isa",
            Resources.ofThreads(1),
            1,
            List.of(),
            "now");

    @Test
    void theRecordIsTheSameForAnyNumberOfThreads() {
        assertThat(RunRecordFiles.toJson(untimed(run(Style.CASCADE, 1, 1).record())))
                .isEqualTo(
                        RunRecordFiles.toJson(untimed(run(Style.CASCADE, 8, 1).record())));
    }

    @Test
    void aPlanOfEitherStyleMeetsItsOwnRules() {
        for (Style style : Style.values()) {
            Finished finished = run(style, 2, 7);
            RunRecord record = finished.record();
            assertThat(finished.plan().layers()).hasSize(5);
            for (LayerPoint layer : finished.plan().layers()) {
                assertThat(layer.weight().writeVolts())
                        .as("weights need retention")
                        .isEqualTo(2.0);
                assertThat(layer.input().writeVolts()).isBetween(1.40, 1.67);
                assertThat(layer.partialSum().bitErrorRate().get()).isBetween(1e-6, 0.05);
            }
            assertThat(record.partitions().size()).isLessThanOrEqualTo(1 + SearchSettings.DEFAULT.maxPartitions());
            assertThat(record.guarantee().met())
                    .isEqualTo(record.guarantee().upperBoundPp()
                            <= record.guarantee().limitPp());
            assertThat(record.comparison()).allMatch(row -> row.style().equals(style.key()));
            assertThat(record.comparison().getFirst().baseline()).isEqualTo(style.key() + "_rram_buffer_8bit");
            assertThat(record.comparison().getFirst().energyRatio()).isNotNull().isPositive();
            assertThat(record.lifetime().met()).isFalse();
            assertThat(record.lifetime().shortfalls()).isNotEmpty();
            assertThat(record.lifetime().firstFailureYears())
                    .isNotNull()
                    .isLessThan(record.lifetime().closedFormYears());
            assertThat(record.wear().policies())
                    .allMatch(policy -> policy.eta() > 0 && policy.eta() <= 1)
                    .extracting(WearRecord.Policy::name)
                    .containsExactly(
                            "none",
                            "start_gap",
                            "randomised_start_gap",
                            "aging_aware_row_swapping",
                            "layco",
                            "layco_replicated",
                            "perfect_levelling");
            assertThat(record.wear().timelines()).hasSize(2);
            assertThat(record.waterfalls())
                    .filteredOn(one -> one.baseline().contains("_rram_buffer_"))
                    .hasSize(6)
                    .flatExtracting(WaterfallRecord::factors)
                    .extracting(WaterfallRecord.Factor::cause)
                    .contains("voltage", "fewer_writes")
                    .doesNotContain("arrays");
            for (WaterfallRecord waterfall : record.waterfalls()) {
                RunRecord.Comparison row = record.comparison().stream()
                        .filter(one -> one.baseline().equals(waterfall.baseline()))
                        .findFirst()
                        .orElseThrow();
                Double ratio = waterfall.figure().equals("energy") ? row.energyRatio() : row.lifetimeRatio();
                assertThat(Objects.requireNonNull(waterfall.ratio()) / Objects.requireNonNull(ratio))
                        .as(waterfall.baseline() + ", " + waterfall.figure())
                        .isBetween(1 - 1e-9, 1 + 1e-9);
            }
            assertThat(record.front()).isNotEmpty();
            assertThat(record.front()).isSortedAccordingTo((a, b) -> Double.compare(b.energyJ(), a.energyJ()));
            double shares = record.plan().layers().stream()
                    .mapToDouble(RunRecord.LayerRow::energyShare)
                    .sum();
            assertThat(shares).isBetween(1 - 1e-9, 1 + 1e-9);
        }
    }

    @Test
    void anOldBufferCostsAccuracyAndAYoungOneNone() {
        Finished found = run(Style.CASCADE, 2, 3);
        try (CoOptimizer optimizer =
                new CoOptimizer(study(Style.CASCADE, 3), Resources.ofThreads(2), Progress.SILENT)) {
            RunRecord young = optimizer
                    .evaluate(found.plan(), Optional.of(new BufferAge(1e-3, Optional.of(1.0))), CONTEXT)
                    .record();
            assertThat(young.guarantee().lossPp())
                    .isEqualTo(optimizer
                            .evaluate(found.plan(), Optional.empty(), CONTEXT)
                            .record()
                            .guarantee()
                            .lossPp());
            assertThat(young.lifetime().ageYears()).isNotNull().isPositive();
            double seconds = Objects.requireNonNull(found.record().lifetime().closedFormYears()) * 365.25 * 86_400;
            RunRecord old = optimizer
                    .evaluate(found.plan(), Optional.of(new BufferAge(seconds, Optional.of(30.0))), CONTEXT)
                    .record();
            assertThat(old.guarantee().met()).isFalse();
            assertThat(old.guarantee().lossPp()).isGreaterThan(20);
            assertThat(old.wear().ageing()).hasSize(2);
            assertThat(old.wear().ageing().getFirst().lossPp())
                    .isEqualTo(old.guarantee().lossPp());
            assertThat(old.wear().ageing().getFirst().wornShare().values()).anyMatch(share -> share > 0.4);
            assertThat(old.lifetime().accuracyJudgedYears()).isNull();
            assertThat(old.lifetime().accuracyJudgedReason()).contains("not certified");
        }
    }

    @Test
    void lossIsAgainstTheNetworkThatAHardenedOneWasMadeOf() {
        Study own = study(Style.CASCADE, 3);
        boolean[] right = new Reference.Original(own.network()).right(own, 1);
        BitSet bits = new BitSet();
        for (int image = 0; image < right.length; image++) {
            bits.set(image, right[image]);
        }
        // An original that also knows some images that the network does not.
        int[] held = own.split().certification();
        for (int i = 0; i < held.length / 100; i++) {
            bits.set(held[i]);
        }
        Study study = own.with(own.network(), new Reference.Recorded("0".repeat(64), bits));
        Plan plan = run(Style.CASCADE, 2, 3).plan();

        RunRecord alone = evaluated(own, plan);
        RunRecord against = evaluated(study, plan);

        assertThat(against.ladder())
                .extracting(RunRecord.Rung::name)
                .startsWith("original_float_all", "original_float", "float_all", "float");
        double original = against.ladder().get(1).top1();
        double more = original - against.ladder().get(3).top1();
        assertThat(more).isBetween(0.0, 0.01);
        assertThat(against.guarantee().lossPp() - alone.guarantee().lossPp()).isCloseTo(100 * more, within(1e-9));
        assertThat(against.ladder().getLast().top1())
                .isCloseTo(original - against.guarantee().upperBoundPp() / 100, within(1e-9));
    }

    private static RunRecord evaluated(Study study, Plan plan) {
        try (CoOptimizer optimizer = new CoOptimizer(study, Resources.ofThreads(2), Progress.SILENT)) {
            return optimizer.evaluate(plan, Optional.empty(), CONTEXT).record();
        }
    }

    private static Finished run(Style style, int threads, long seed) {
        try (CoOptimizer optimizer =
                new CoOptimizer(study(style, seed), Resources.ofThreads(threads), Progress.SILENT)) {
            return optimizer.run(CONTEXT);
        }
    }

    private static Study study(Style style, long seed) {
        StudyRequest request = new StudyRequest(
                Optional.of("fashion_lenet5"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(style),
                Optional.empty(),
                Optional.empty(),
                Optional.of(seed),
                Optional.of(900),
                List.of(4, 8),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new LifetimeRequirement(10, 30)));
        return StudyLoader.shipped().load(request).study();
    }

    private static RunRecord untimed(RunRecord run) {
        return new RunRecord(
                run.schema(),
                run.partial(),
                run.study(),
                run.guarantee(),
                run.chips(),
                run.ladder(),
                run.plan(),
                run.partitions(),
                run.solver(),
                run.front(),
                run.boost(),
                run.tolerance(),
                run.designs(),
                run.comparison(),
                run.contract(),
                run.waterfalls(),
                run.errorRateSensitivity(),
                run.lifetime(),
                run.wear(),
                run.sources(),
                run.warnings(),
                run.notComputed(),
                run.provenance(),
                run.environment(),
                new RunRecord.Timing("now", 0, Map.of()));
    }
}
