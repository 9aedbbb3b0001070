package org.layco.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.layco.study.ExploreRecord;
import org.layco.wear.LifetimeRequirement;

/** Fronts as tables: energy in microjoules, lifetime in years, area in square millimetres, loss in percentage points. */
final class FrontTable {
    private static final double MICRO = 1e-6;

    private FrontTable() {}

    /** Prints the fronts of an exploration and how they were found. */
    static void print(ExploreRecord found, PrintWriter out) {
        for (ExploreRecord.Front front : found.fronts()) {
            print(front, out);
        }
        out.printf(
                Locale.ROOT,
                "%,d of %,d points evaluated%s, %,d pruned by closed-form cost, %,d left%s%s%n",
                found.evaluated(),
                found.points(),
                found.evaluatedBefore() == 0 ? "" : " (%,d before)".formatted(found.evaluatedBefore()),
                found.pruned(),
                found.left(),
                found.failed() == 0 ? "" : ", %,d failed".formatted(found.failed()),
                found.complete() ? ": no other point can improve a front" : "");
    }

    private static void print(ExploreRecord.Front front, PrintWriter out) {
        if (!front.circumstances().isEmpty()) {
            out.printf(
                    "%s: %,d of %,d points evaluated%n",
                    words(front.circumstances()), front.evaluated(), front.points());
        }
        out.printf(
                Locale.ROOT,
                "%6s %12s %14s %11s %9s %-9s %s%n",
                "point",
                "energy [uJ]",
                "lifetime [y]",
                "area [mm2]",
                "loss [pp]",
                "headroom",
                "settings");
        for (ExploreRecord.Member member : front.members()) {
            out.printf(
                    Locale.ROOT,
                    "%6d %12s %14s %11s %9s %-9s %s%n",
                    member.point(),
                    digits(member.energyJ() / MICRO),
                    digits(member.lifetimeYears()),
                    digits(member.areaM2() / MICRO),
                    String.format(Locale.ROOT, "%.2f", member.lossPp()),
                    member.acceptable() ? "enough" : "too small",
                    words(member.settings()));
        }
        if (front.members().isEmpty()) {
            out.println("no point evaluated loses less than the limit");
        }
        out.printf(
                Locale.ROOT,
                "hypervolume %.4f of the box from %s to the reference %s, logarithmic but for the loss; years at %s%n%n",
                front.hypervolume(),
                corner(front.ideal(), front.ratePerS()),
                corner(front.reference(), front.ratePerS()),
                front.ratePerS() == 1 ? "one inference a second" : digits(front.ratePerS()) + " inferences a second");
    }

    private static String corner(ExploreRecord.Corner corner, double ratePerS) {
        Double inferences = corner.lifetimeInferences();
        List<String> figures = new ArrayList<>();
        figures.add(digits(corner.energyJ() / MICRO) + " uJ");
        if (inferences != null) {
            figures.add(digits(new LifetimeRequirement(1, ratePerS).years(inferences)) + " y");
        }
        figures.add(digits(corner.areaM2() / MICRO) + " mm2");
        figures.add(digits(corner.lossPp()) + " pp");
        return String.join(", ", figures);
    }

    private static String words(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String digits(@Nullable Double value) {
        return value == null ? "n/a" : String.format(Locale.ROOT, "%.3g", value);
    }
}
