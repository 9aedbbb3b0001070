package org.layco.report;

import java.util.Locale;
import org.layco.report.figure.Notation;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Comparison;
import org.layco.study.RunRecord.Guarantee;
import org.layco.units.Dimension;

/**
 * What a run comes to, in words.
 *
 * @param met whether the guarantee is met
 * @param sentence the verdict
 * @param evidence what it rests on
 * @param energy the energy and its headline ratio
 * @param caution what to keep in mind reading the rest, blank if nothing
 */
public record Verdict(boolean met, String sentence, String evidence, String energy, String caution) {
    /** The verdict on a run. */
    public static Verdict of(RunRecord run) {
        Guarantee guarantee = run.guarantee();
        return new Verdict(guarantee.met(), sentence(guarantee), evidence(guarantee), energy(run), caution(run));
    }

    private static String sentence(Guarantee guarantee) {
        String claim = guarantee.met()
                ? "Guarantee met: with %s confidence, this plan costs less than %s of top-1 accuracy."
                : "Guarantee NOT met: it could not be shown with %s confidence that this plan costs less than %s of"
                        + " top-1 accuracy.";
        return String.format(
                Locale.ROOT, claim, Notation.confidence(guarantee.confidence()), Notation.limit(guarantee.limitPp()));
    }

    private static String evidence(Guarantee guarantee) {
        return String.format(
                Locale.ROOT,
                "Measured loss %s, upper bound %s, limit %s, on %s held-out images in %s trials.",
                Notation.points(guarantee.lossPp()),
                Notation.points(guarantee.upperBoundPp()),
                Notation.limit(guarantee.limitPp()),
                Notation.count(guarantee.images()),
                Notation.count(guarantee.trials()));
    }

    private static String energy(RunRecord run) {
        String energy = Notation.quantity(run.planCost().energyJ(), Dimension.ENERGY) + " per inference";
        return run.comparison().isEmpty()
                ? energy + "; no baseline to compare with."
                : energy + ", " + relation(run.comparison().getFirst()) + ".";
    }

    private static String relation(Comparison headline) {
        Double ratio = headline.energyRatio();
        if (ratio == null) {
            String reason = headline.reason();
            return "ratio to %s n/a: %s".formatted(headline.baseline(), reason == null ? "no reason recorded" : reason);
        }
        return ratio >= 1
                ? "%s less than %s".formatted(Notation.times(ratio), headline.baseline())
                : "%s more than %s".formatted(Notation.times(1 / ratio), headline.baseline());
    }

    private static String caution(RunRecord run) {
        if (run.partial()) {
            return "The run was interrupted: this is the best plan found so far, and the figures are partial.";
        }
        return run.guarantee().met()
                ? ""
                : "Energy, area and lifetime below are those of a plan without a certificate; do not quote them with the"
                        + " accuracy limit.";
    }
}
