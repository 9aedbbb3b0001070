package org.layco.study.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.layco.cost.Cause;
import org.layco.io.record.ClaimsFormats;
import org.layco.io.record.ClaimsMarkdown;
import org.layco.io.study.ClaimLoader;
import org.layco.study.claims.ClaimsRecord.FactorRow;
import org.layco.study.claims.ClaimsRecord.NamedRatio;
import org.layco.study.claims.ClaimsRecord.RatioRow;

/** reproduce/: what is committed is what is computed, and the reasons it gives hold. */
class ClaimStudyTest {
    private static final Path REPRODUCE = directory();
    private static final ClaimsRecord RECORD =
            ClaimLoader.load(REPRODUCE.resolve("runs")).record(new ClaimsRecord.Provenance("0.1.0", "reproduce/run"));

    @Test
    void theCommittedFilesAreWhatIsComputed() throws IOException {
        assertCommitted("status.json", ClaimsFormats.toJson(RECORD));
        assertCommitted("STATUS.md", ClaimsMarkdown.toMarkdown(RECORD));
    }

    /** Without printing both, which are long. */
    private static void assertCommitted(String file, String computed) throws IOException {
        assertThat(Files.readString(REPRODUCE.resolve(file)).equals(computed))
                .as(
                        "reproduce/%s is not what is computed. After a change of costs run reproduce/run, read it, commit it",
                        file)
                .isTrue();
    }

    @Test
    void theRecordReadsBackAsItWasWritten() {
        assertThat(ClaimsFormats.fromJson("status.json", ClaimsFormats.toJson(RECORD)))
                .isEqualTo(RECORD);
    }

    @Test
    void everyNetworkAndStyleAnswersEveryQuestion() {
        assertThat(RECORD.ratios()).hasSize(5 * 2 * Question.ALL.size()).allMatch(row -> row.ratio() != null);
        assertThat(RECORD.claims()).extracting(ClaimsRecord.ClaimRow::ratio).containsExactly(27.0, 308.0, 6.0);
    }

    @Test
    void factorsMultiplyToTheirRatio() {
        for (RatioRow row : RECORD.ratios()) {
            double product =
                    row.waterfall().stream().mapToDouble(FactorRow::factor).reduce(1, (a, b) -> a * b);
            assertThat(product).as(label(row)).isCloseTo(known(row.ratio()), withinPercentage(1e-5));
        }
    }

    @Test
    void aRatioIsThatOfTheDesignsBesideIt() {
        for (RatioRow row : RECORD.ratios()) {
            ClaimsRecord.DesignRow plan = design(row, "plan"::equals);
            ClaimsRecord.DesignRow rival = design(row, name -> name.endsWith(row.rival()));
            double ratio = switch (row.claim()) {
                case "energy" -> rival.energyJ() / plan.energyJ();
                case "lifetime" -> known(plan.lifetimeInferences()) / known(rival.lifetimeInferences());
                default -> rival.areaM2() / plan.areaM2();
            };
            assertThat(known(row.ratio())).as(label(row)).isCloseTo(ratio, withinPercentage(1e-5));
        }
    }

    @Test
    void theTornadoAsksAboutEveryAssumedConstantAndShowsThoseThatMatterWidestFirst() {
        assertThat(RECORD.constants())
                .extracting(ClaimsRecord.ConstantRow::key)
                .contains("write_errors.median", "wire.capacitance", "share_of_stored_ones");
        for (RatioRow row : RECORD.ratios()) {
            List<Double> widths = row.tornado().stream()
                    .map(swing -> Math.max(width(swing.halved(), row), width(swing.doubled(), row)))
                    .toList();
            assertThat(widths).as(label(row)).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
    }

    @Test
    void energyFallsShortOfTheClaimWithEverySetting() {
        assertThat(rows("energy", "16bit", "timely")).allMatch(row -> below(row, 27) && medianBelow(row, 27));
        assertThat(rows("energy", "16bit", "cascade")).allMatch(row -> below(row, 27) && medianBelow(row, 27));
        assertThat(rows("energy", "8bit", "timely")).allMatch(row -> below(row, 3));
    }

    @Test
    void timelyAsPublishedIsNearestToTheClaimOnItsOwnArraysAndAheadOfBitSerialOnes() {
        assertThat(rows("energy", "timely_16bit", "timely")).allSatisfy(row -> {
            assertThat(known(row.ratio())).isBetween(10.0, 27.0);
            assertThat(factor(row, Cause.ARRAYS)).isBetween(3.0, 7.0);
        });
        assertThat(rows("energy", "timely_8bit", "timely")).allMatch(row -> below(row, 10));
        assertThat(rows("energy", "timely_16bit", "cascade")).allMatch(row -> below(row, 1));
    }

    @Test
    void writeVoltageIsMostOfTheLifetimeAndASafeBaselineHasItToo() {
        for (String style : List.of("timely", "cascade")) {
            assertThat(rows("lifetime", "16bit", style))
                    .allSatisfy(row -> assertThat(factor(row, Cause.VOLTAGE)).isBetween(100.0, 152.0));
            assertThat(rows("lifetime", "safe", style)).allMatch(row -> below(row, 2.5));
        }
    }

    @Test
    void raqOutlivesThePlan() {
        assertThat(rows("lifetime", "raq", "timely")).allMatch(row -> below(row, 1));
        assertThat(rows("lifetime", "raq", "cascade")).allMatch(row -> below(row, 1));
    }

    @Test
    void areaIsAsClaimedWhereCellsAreDenser() {
        assertThat(rows("area", "raq", "timely")).allSatisfy(row -> {
            assertThat(known(row.ratio())).isBetween(4.0, 12.0);
            assertThat(factor(row, Cause.CELL_DENSITY)).isBetween(3.5, 4.0);
        });
        assertThat(rows("area", "raq", "cascade")).allSatisfy(row -> {
            assertThat(known(row.ratio())).isLessThan(2);
            assertThat(factor(row, Cause.CELL_DENSITY)).isEqualTo(1);
        });
    }

    private static List<RatioRow> rows(String claim, String rival, String style) {
        return RECORD.ratios().stream()
                .filter(row -> row.claim().equals(claim)
                        && row.rival().equals(rival)
                        && row.style().equals(style))
                .toList();
    }

    private static ClaimsRecord.DesignRow design(RatioRow row, Predicate<String> name) {
        return RECORD.designs().stream()
                .filter(design -> design.network().equals(row.network())
                        && design.style().equals(row.style())
                        && name.test(design.design()))
                .findFirst()
                .orElseThrow();
    }

    private static double factor(RatioRow row, Cause cause) {
        return row.waterfall().stream()
                .filter(factor -> factor.cause().equals(cause.key()))
                .mapToDouble(FactorRow::factor)
                .findFirst()
                .orElseThrow();
    }

    private static String label(RatioRow row) {
        return String.join(" ", row.network(), row.style(), row.claim(), row.rival());
    }

    private static boolean below(RatioRow row, double limit) {
        return known(row.ratio()) < limit;
    }

    private static boolean medianBelow(RatioRow row, double limit) {
        return row.ablations().stream()
                .filter(ablation -> ablation.name().equals("median_transfer"))
                .map(NamedRatio::ratio)
                .allMatch(ratio -> known(ratio) < limit);
    }

    private static double width(@Nullable Double moved, RatioRow row) {
        return moved == null ? 0 : Math.abs(Math.log(moved / known(row.ratio())));
    }

    private static double known(@Nullable Double figure) {
        return Objects.requireNonNull(figure);
    }

    private static Path directory() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(directory -> directory.resolve("reproduce"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
    }
}
