package org.layco.study.claims;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.layco.cost.CostEstimate;
import org.layco.cost.CostEstimate.Lifetime;
import org.layco.cost.CostedDesign;
import org.layco.cost.Waterfall;
import org.layco.mapping.OperatingPoint;
import org.layco.source.Knowable;
import org.layco.study.claims.CaseStudy.Designs;

/**
 * Rows of the record. Figures have nine significant digits: more than any of them deserves, and few enough not to show the
 * last bits in which mathematical libraries differ.
 */
final class ClaimRows {
    private static final MathContext DIGITS = new MathContext(9);

    private ClaimRows() {}

    static ClaimsRecord.RunRow run(CertifiedRun run) {
        return new ClaimsRecord.RunRow(
                run.network(),
                run.style(),
                run.data(),
                run.lossPp(),
                run.upperBoundPp(),
                run.limitPp(),
                run.images(),
                run.comparison().stream()
                        .map(row -> new ClaimsRecord.NamedRatio(
                                row.baseline(), row.energyRatio(), row.energyRatio() == null ? row.reason() : null))
                        .toList(),
                run.reproduce());
    }

    static ClaimsRecord.PlanRow plan(CaseStudy one, Transfer transfer) {
        List<LayerSetting> settings = one.settings(transfer);
        List<OperatingPoint> points = one.points(settings).get();
        return new ClaimsRecord.PlanRow(
                one.network().name(),
                one.style().key(),
                one.run().network(),
                transfer.key(),
                settings.size(),
                setting(settings.getFirst(), points.getFirst()),
                setting(settings.get(1), points.get(1)),
                setting(settings.getLast(), points.getLast()));
    }

    static ClaimsRecord.SettingRow setting(LayerSetting setting, OperatingPoint point) {
        return new ClaimsRecord.SettingRow(
                setting.weightBits(),
                setting.inputBits(),
                setting.partialSumBits(),
                setting.inputErrorRate(),
                setting.partialSumErrorRate(),
                point.inputVolts(),
                point.partialSumVolts());
    }

    static List<ClaimsRecord.DesignRow> designs(CaseStudy one, Designs designs) {
        List<ClaimsRecord.DesignRow> rows = new ArrayList<>();
        rows.add(design(one, designs.plan().get()));
        for (Rival rival : Rival.values()) {
            rows.add(design(one, designs.rival(rival).get()));
        }
        return rows;
    }

    static ClaimsRecord.DesignRow design(CaseStudy one, CostedDesign design) {
        CostEstimate cost = design.cost();
        Knowable<Double> levelled = cost.levelledLifetime().map(Lifetime::inferences);
        Knowable<Double> unlevelled = cost.unlevelledLifetime().map(Lifetime::inferences);
        return new ClaimsRecord.DesignRow(
                one.network().name(),
                one.style().key(),
                design.baseline().name(),
                rounded(cost.energyJoules()),
                rounded(cost.areaSquareMetres()),
                rounded(cost.latencySeconds()),
                value(levelled),
                value(unlevelled),
                reason(levelled),
                rounded(cost.assumedEnergyShare()));
    }

    static ClaimsRecord.RatioRow ratio(
            CaseStudy one,
            Question question,
            Designs designs,
            Knowable<Double> median,
            List<ClaimsRecord.TornadoRow> tornado) {
        Knowable<Double> ratio = designs.ratio(question);
        Knowable<List<Waterfall.Step>> waterfall = designs.waterfall(question);
        return new ClaimsRecord.RatioRow(
                one.network().name(),
                one.style().key(),
                question.claim().key(),
                question.rival().key(),
                value(ratio),
                question.claim() == Claim.LIFETIME ? value(designs.unlevelled(question)) : null,
                reason(ratio),
                waterfall.isKnown()
                        ? waterfall.get().stream()
                                .map(step ->
                                        new ClaimsRecord.FactorRow(step.cause().key(), rounded(step.factor())))
                                .toList()
                        : List.of(),
                List.of(
                        named("voltage_only", designs.voltageOnly(question)),
                        named("bits_only", designs.bitsOnly(question)),
                        named("coarse", designs.coarse(question)),
                        named("median_transfer", median)),
                tornado);
    }

    static ClaimsRecord.TornadoRow tornado(String constant, Knowable<Double> halved, Knowable<Double> doubled) {
        String reason = reason(halved);
        return new ClaimsRecord.TornadoRow(
                constant, value(halved), value(doubled), reason == null ? reason(doubled) : reason);
    }

    static ClaimsRecord.ConstantRow constant(AssumedConstant constant) {
        return new ClaimsRecord.ConstantRow(constant.card(), constant.key(), constant.value(), constant.source());
    }

    private static ClaimsRecord.NamedRatio named(String name, Knowable<Double> ratio) {
        return new ClaimsRecord.NamedRatio(name, value(ratio), reason(ratio));
    }

    private static double rounded(double figure) {
        return new BigDecimal(figure).round(DIGITS).doubleValue();
    }

    /** Rounded, or null if absent. */
    static @Nullable Double value(Knowable<Double> figure) {
        return figure.isKnown() ? rounded(figure.get()) : null;
    }

    private static @Nullable String reason(Knowable<Double> figure) {
        return switch (figure) {
            case Knowable.Known<Double> _ -> null;
            case Knowable.Unavailable<Double>(String reason) -> reason;
        };
    }
}
