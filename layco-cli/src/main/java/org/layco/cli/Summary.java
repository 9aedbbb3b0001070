package org.layco.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.layco.study.BoostRound;
import org.layco.study.LifetimeRecord;
import org.layco.study.RunRecord;
import org.layco.study.WearRecord;
import org.layco.units.Dimension;
import org.layco.units.Quantity;

/** A run record in a screenful. */
final class Summary {
    private Summary() {}

    static void print(RunRecord record, PrintWriter out) {
        out.println(record.guarantee().statement());
        out.println();
        for (RunRecord.Rung rung : record.ladder()) {
            out.printf(Locale.ROOT, "%-24s %6.2f %%   %s%n", rung.name(), 100 * rung.top1(), rung.meaning());
        }
        out.println();
        out.printf(Locale.ROOT, "%-28s %3s %3s %3s  %8s %8s%n", "layer", "W", "I", "P", "V_input", "V_psum");
        for (RunRecord.LayerRow layer : record.plan().layers()) {
            RunRecord.Operands operands = layer.operands();
            out.printf(
                    Locale.ROOT,
                    "%-28s %3d %3d %3d  %6.2f V %6.2f V%n",
                    layer.name(),
                    operands.weight().bits(),
                    operands.input().bits(),
                    operands.partialSum().bits(),
                    operands.input().voltageV(),
                    operands.partialSum().voltageV());
        }
        out.println();
        boost(record, out);
        RunRecord.Design plan = record.planCost();
        out.printf(
                Locale.ROOT,
                "plan: %s an inference, %s, %s; %.0f %% of the energy rests on assumed constants%n",
                Quantity.format(plan.energyJ(), Dimension.ENERGY),
                Quantity.format(plan.areaM2(), Dimension.AREA),
                Quantity.format(plan.latencyS(), Dimension.TIME),
                100 * plan.assumedEnergyShare());
        out.printf(
                Locale.ROOT,
                "%-30s %8s %10s %12s %8s %8s%n",
                "better than",
                "energy",
                "lifetime",
                "unlevelled",
                "area",
                "latency");
        for (RunRecord.Comparison row : record.comparison()) {
            out.printf(
                    Locale.ROOT,
                    "%-30s %8s %10s %12s %8s %8s%n",
                    row.baseline(),
                    ratio(row.energyRatio()),
                    ratio(row.lifetimeRatio()),
                    ratio(row.lifetimeRatioUnlevelled()),
                    ratio(row.areaRatio()),
                    ratio(row.latencyRatio()));
        }
        if (record.lifetime().requiredYears() != null) {
            lifetime(record, out);
        }
        if (!record.wear().ageing().isEmpty()) {
            ageing(record, out);
        }
        record.warnings().forEach(warning -> out.println("warning: " + warning));
    }

    private static void boost(RunRecord record, PrintWriter out) {
        for (BoostRound round : record.boost()) {
            out.printf(
                    Locale.ROOT,
                    "boost round %d: %s an inference, loss %.2f pp on the search images; mean bits %.1f of weights, %.1f of"
                            + " inputs; bit error rates up to %.2g%s%n",
                    round.round(),
                    Quantity.format(round.energyJ(), Dimension.ENERGY),
                    round.lossPp(),
                    round.meanWeightBits(),
                    round.meanInputBits(),
                    round.highestBitErrorRate(),
                    round.best() ? "" : " (no better: not used)");
        }
    }

    private static void lifetime(RunRecord record, PrintWriter out) {
        LifetimeRecord lifetime = record.lifetime();
        out.println();
        out.printf(
                Locale.ROOT,
                "lifetime at %.3g/s: %s years required, %s until the median cell fails, %s until the first cell"
                        + " fails%n",
                lifetime.ratePerS(),
                years(lifetime.requiredYears()),
                years(lifetime.closedFormYears()),
                years(lifetime.firstFailureYears()));
        for (WearRecord.Policy policy : record.wear().policies()) {
            out.printf(
                    Locale.ROOT,
                    "%-26s eta %5.3f  %9s inferences  (%s)%n",
                    policy.name(),
                    policy.eta(),
                    String.format(Locale.ROOT, "%.3g", policy.lifetimeInferences()),
                    policy.limitingPartition());
        }
        out.println(record.wear().swapSchedule());
    }

    private static void ageing(RunRecord record, PrintWriter out) {
        LifetimeRecord lifetime = record.lifetime();
        out.println();
        if (lifetime.ageYears() != null) {
            out.printf(
                    Locale.ROOT,
                    "All accuracies above are those of a buffer %s years old at %.3g/s.%n",
                    years(lifetime.ageYears()),
                    lifetime.ratePerS());
        }
        for (WearRecord.AgedAccuracy age : record.wear().ageing()) {
            out.printf(
                    Locale.ROOT,
                    "after %9s years%-12s  %7.1e of the cells worn out most stuck, loss %5.2f pp, upper bound %5.2f pp%s%n",
                    years(age.years()),
                    age.spareRowShare() > 0 ? ", spare rows" : "",
                    age.wornShareInUse().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElse(0),
                    age.lossPp(),
                    age.upperBoundPp(),
                    age.met() ? "" : ": not certified");
        }
        out.printf(
                "judged by accuracy: %s years, %s with spare rows%n",
                years(lifetime.accuracyJudgedYears()), years(lifetime.accuracyJudgedSparesYears()));
    }

    private static String years(@Nullable Double years) {
        return years == null ? "n/a" : String.format(Locale.ROOT, "%.3g", years);
    }

    private static String ratio(@Nullable Double ratio) {
        return ratio == null ? "n/a" : String.format(Locale.ROOT, ratio < 100 ? "%.2fx" : "%.0fx", ratio);
    }
}
