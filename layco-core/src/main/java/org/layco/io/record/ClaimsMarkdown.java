package org.layco.io.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.layco.study.claims.Claim;
import org.layco.study.claims.ClaimsRecord;
import org.layco.study.claims.ClaimsRecord.FactorRow;
import org.layco.study.claims.ClaimsRecord.NamedRatio;
import org.layco.study.claims.ClaimsRecord.PlanRow;
import org.layco.study.claims.ClaimsRecord.RatioRow;
import org.layco.study.claims.ClaimsRecord.SettingRow;
import org.layco.study.claims.ClaimsRecord.TornadoRow;
import org.layco.study.claims.Transfer;

/** The status table of the paper's claims, with what every ratio is made of, as Markdown. */
public final class ClaimsMarkdown {
    private static final MathContext DIGITS = new MathContext(3);
    private static final int WIDEST = 3;
    private static final String MEDIAN = "median_transfer";
    private static final String ABSENT = "n/a";
    private static final String NO_PART = "-";

    private final ClaimsRecord record;
    private final StringBuilder text = new StringBuilder();

    private ClaimsMarkdown(ClaimsRecord record) {
        this.record = record;
    }

    /** The record for people, ended by a line break. */
    public static String toMarkdown(ClaimsRecord record) {
        ClaimsMarkdown page = new ClaimsMarkdown(record);
        page.status();
        page.runs();
        page.settings();
        for (Claim claim : Claim.values()) {
            page.ratios(claim);
        }
        page.tornado();
        return page.text.toString();
    }

    private void status() {
        line("# The claims of the paper's abstract, recomputed");
        line("");
        line("Written by `%s`; all figures, with more digits, are in `status.json`."
                .formatted(record.provenance().reproduce()));
        line("[README.md](README.md) says how they are computed. Ratios above 1 mean that the plan is better.");
        line("");
        line("Ranges are over %d networks: %s.".formatted(networks().size(), String.join(", ", networks())));
        line(
                "The first has the most demanding settings of a certified run in all inner layers, the one in brackets its median.");
        line("");
        row(
                "claim",
                "paper",
                "against",
                styles().stream().map(style -> "ours, " + style).collect(Collectors.joining(" | ")),
                "why they differ");
        rule(4 + styles().size());
        for (RatioRow first : firstOfEach()) {
            ClaimsRecord.ClaimRow claim = claim(first.claim());
            row(
                    first.claim(),
                    "%sx over %s".formatted(digits(claim.ratio()), claim.against()),
                    first.rival(),
                    styles().stream().map(style -> ranges(first, style)).collect(Collectors.joining(" | ")),
                    ClaimReasons.of(first.claim(), first.rival()));
        }
        line("");
    }

    private String ranges(RatioRow like, String style) {
        List<RatioRow> rows = record.ratios().stream()
                .filter(row -> row.style().equals(style)
                        && row.claim().equals(like.claim())
                        && row.rival().equals(like.rival()))
                .toList();
        return "%s (%s)".formatted(range(rows, RatioRow::ratio), range(rows, row -> ablation(row, MEDIAN)));
    }

    private static String range(List<RatioRow> rows, Function<RatioRow, @Nullable Double> figure) {
        List<Double> known = new ArrayList<>();
        for (RatioRow row : rows) {
            Double value = figure.apply(row);
            if (value != null) {
                known.add(value);
            }
        }
        if (known.isEmpty()) {
            return ABSENT;
        }
        String least = digits(known.stream().min(Double::compare).orElseThrow());
        String most = digits(known.stream().max(Double::compare).orElseThrow());
        return least.equals(most) ? least : least + " to " + most;
    }

    private void runs() {
        line("## The certified runs behind the settings");
        line("");
        line("Ratios of energy are the run's own: of the network that was certified, with the data that it saw.");
        line("");
        row("network", "style", "data", "loss, bound, limit in pp", "images", "energy ratios", "command");
        rule(7);
        for (ClaimsRecord.RunRow run : record.runs()) {
            row(
                    run.network(),
                    run.style(),
                    run.data(),
                    "%s, %s, %s".formatted(digits(run.lossPp()), digits(run.upperBoundPp()), digits(run.limitPp())),
                    Integer.toString(run.images()),
                    run.energyRatios().stream()
                            .map(ratio -> ratio.name() + " " + digits(ratio.ratio()))
                            .collect(Collectors.joining(", ")),
                    "`" + run.reproduce() + "`");
        }
        line("");
    }

    private void settings() {
        line("## Settings");
        line("");
        line(
                "Bits of weights, inputs and partial sums, then write voltages of feature maps and partial sums. First and last");
        line("layer are the same under both rules.");
        line("");
        row("network", "style", "settings of", "layers", "first", "inner, most demanding", "inner, median", "last");
        rule(8);
        for (PlanRow plan : record.plans()) {
            if (plan.transfer().equals(Transfer.MOST_DEMANDING.key())) {
                row(
                        plan.network(),
                        plan.style(),
                        plan.run(),
                        Integer.toString(plan.mvmLayers()),
                        setting(plan.first()),
                        setting(plan.inner()),
                        setting(median(plan).inner()),
                        setting(plan.last()));
            }
        }
        line("");
    }

    private PlanRow median(PlanRow plan) {
        return record.plans().stream()
                .filter(other -> other.network().equals(plan.network())
                        && other.style().equals(plan.style())
                        && other.transfer().equals(Transfer.MEDIAN.key()))
                .findFirst()
                .orElseThrow();
    }

    private static String setting(SettingRow setting) {
        return "%d %d %d, %s and %s V"
                .formatted(
                        setting.weightBits(),
                        setting.inputBits(),
                        setting.partialSumBits(),
                        setting.inputVoltageV(),
                        setting.partialSumVoltageV());
    }

    /** Every ratio of a claim: its waterfall, then its ablations. */
    private void ratios(Claim claim) {
        List<RatioRow> rows = record.ratios().stream()
                .filter(row -> row.claim().equals(claim.key()))
                .toList();
        List<String> causes =
                rows.stream().map(RatioRow::waterfall).max(Comparator.comparingInt(List::size)).orElseThrow().stream()
                        .map(FactorRow::cause)
                        .toList();
        List<String> ablations =
                rows.getFirst().ablations().stream().map(NamedRatio::name).toList();
        boolean lifetime = claim == Claim.LIFETIME;
        line("## " + claim.key().substring(0, 1).toUpperCase(Locale.ROOT)
                + claim.key().substring(1));
        line("");
        line(
                "The factors from `%s` to `%s` multiply to the ratio; each is what one step gains, in the order of the columns."
                        .formatted(causes.getFirst(), causes.getLast()));
        line("What follows them is the ratio with parts of the plan only, and with the median settings.");
        line("");
        List<String> head = Stream.of(
                        Stream.of("network", "style", "against", "ratio"),
                        lifetime ? Stream.of("unlevelled") : Stream.<String>empty(),
                        causes.stream(),
                        ablations.stream())
                .flatMap(columns -> columns)
                .toList();
        row(head.toArray(String[]::new));
        rule(head.size());
        for (RatioRow one : rows) {
            List<String> cells = new ArrayList<>(List.of(one.network(), one.style(), one.rival(), digits(one.ratio())));
            if (lifetime) {
                cells.add(digits(one.unlevelled()));
            }
            causes.forEach(cause -> cells.add(factor(one, cause)));
            one.ablations().forEach(ablation -> cells.add(digits(ablation.ratio())));
            row(cells.toArray(String[]::new));
        }
        line("");
    }

    private static String factor(RatioRow row, String cause) {
        return row.waterfall().stream()
                .filter(factor -> factor.cause().equals(cause))
                .map(FactorRow::factor)
                .map(ClaimsMarkdown::digits)
                .findFirst()
                .orElse(NO_PART);
    }

    private void tornado() {
        String network = record.ratios().stream()
                .map(RatioRow::network)
                .filter("resnet50"::equals)
                .findFirst()
                .orElseGet(() -> networks().getFirst());
        line("## Tornado of " + network);
        line("");
        line("The ratio with one assumed constant halved and doubled: the widest %d of the %d constants of both styles."
                .formatted(WIDEST, record.constants().size()));
        line("The other constants and networks are in `status.json`.");
        line("");
        row("claim", "style", "against", "ratio", "constant: halved, doubled");
        rule(5);
        for (RatioRow one : record.ratios()) {
            if (one.network().equals(network)) {
                row(
                        one.claim(),
                        one.style(),
                        one.rival(),
                        digits(one.ratio()),
                        one.tornado().stream()
                                .limit(WIDEST)
                                .map(ClaimsMarkdown::swing)
                                .collect(Collectors.joining("; ")));
            }
        }
    }

    private static String swing(TornadoRow row) {
        return "`%s`: %s, %s".formatted(row.constant(), digits(row.halved()), digits(row.doubled()));
    }

    private List<String> networks() {
        return record.ratios().stream().map(RatioRow::network).distinct().toList();
    }

    private List<String> styles() {
        return record.ratios().stream().map(RatioRow::style).distinct().toList();
    }

    /** One ratio of each claim and rival. */
    private List<RatioRow> firstOfEach() {
        Set<String> seen = new LinkedHashSet<>();
        return record.ratios().stream()
                .filter(row -> seen.add(row.claim() + " " + row.rival()))
                .toList();
    }

    private ClaimsRecord.ClaimRow claim(String key) {
        return record.claims().stream()
                .filter(claim -> claim.claim().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Double ablation(RatioRow row, String name) {
        return row.ablations().stream()
                .filter(ablation -> ablation.name().equals(name))
                .map(NamedRatio::ratio)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String digits(@Nullable Double figure) {
        return figure == null
                ? ABSENT
                : new BigDecimal(figure).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private void row(String... cells) {
        line(Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void rule(int columns) {
        line("|" + "---|".repeat(columns));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
