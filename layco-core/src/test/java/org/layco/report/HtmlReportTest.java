package org.layco.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.record.RunRecordFiles;
import org.layco.report.figure.Notation;
import org.layco.study.RunRecord;
import org.layco.study.SampleRunRecord;
import org.layco.units.Dimension;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final RunRecord RUN = SampleRunRecord.certified();
    private static final String PAGE = HtmlReport.render(RUN);

    private static String section(String page, String id) {
        int start = page.indexOf("<section id=\"" + id + "\"");
        return page.substring(start, page.indexOf("</section>", start));
    }

    @Test
    void wearIsComparedOverPoliciesAndShortfallsComeWithRemedies() {
        assertThat(section(PAGE, "partitions"))
                .contains("perfect_levelling", "falls short", "fewer writes than 2 bits make", "Failed cells over time")
                .contains("Judged by accuracy, with worn cells stuck, the buffer lasts 1.50 years")
                .contains("With spare rows: 2.50 years", "Accuracy with age");
    }

    @Test
    void aRatioIsTakenApartIntoFactorsAndTheFrontShowsWhatWasRefused() {
        assertThat(visible(section(PAGE, "waterfall")))
                .contains("14.2×", "fewer writes", "gives the most", "its buffer is SRAM and does not wear out");
        assertThat(visible(section(PAGE, "front")).replace('\u00a0', ' '))
                .contains("Of 3 plans measured 2 lost too much; the nearest miss takes 900 nJ and lost 0.57 pp");
    }

    @Test
    void theFloorPlanIsToScale() {
        List<String> areas = matches("(<rect fill=[^>]*><title>)", section(PAGE, "partitions"));
        double[] cells = areas.stream()
                .mapToDouble(rect -> number(rect, "width") * number(rect, "height"))
                .toArray();
        assertThat(cells).hasSize(4);
        // 262 144, 131 072, 65 536 and 16 384 cells, from the largest on
        assertThat(cells[0] / cells[1]).isCloseTo(2, within(0.01));
        assertThat(cells[1] / cells[2]).isCloseTo(2, within(0.01));
        assertThat(cells[2] / cells[3]).isCloseTo(4, within(0.02));
    }

    private static double number(String element, String attribute) {
        return Double.parseDouble(
                matches(" " + attribute + "=\"([^\"]*)\"", element).getFirst());
    }

    private static List<String> matches(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** The page's text as a reader sees it, without markup, style sheet and embedded record. */
    private static String visible(String html) {
        return html.replaceAll("(?s)<(style|script|title|desc)\\b.*?</\\1>", "").replaceAll("<[^>]*>", "");
    }

    @Test
    void theVerdictComesFirstAndEverySectionFollowsInOrder() {
        assertThat(matches("<section id=\"([^\"]*)\"", PAGE))
                .containsExactly(
                        "verdict",
                        "accuracy",
                        "layers",
                        "tolerance",
                        "energy",
                        "area",
                        "comparison",
                        "waterfall",
                        "front",
                        "partitions",
                        "warnings",
                        "not-computed",
                        "sources",
                        "provenance");
        assertThat(matches("<a href=\"#([^\"]*)\"", PAGE))
                .isEqualTo(
                        HtmlReport.SECTIONS.stream().map(HtmlReport.Section::id).toList());
        for (HtmlReport.Section section : HtmlReport.SECTIONS) {
            assertThat(section(PAGE, section.id())).contains("<h2 id=\"" + section.id() + "-h\">" + section.title());
        }
    }

    @Test
    void aMetGuaranteeIsOneSentence() {
        assertThat(visible(section(PAGE, "verdict")).replace('\u00a0', ' '))
                .contains("Guarantee met: with 95 % confidence, this plan costs less than 1 pp of top-1 accuracy.")
                .contains("Measured loss 0.31 pp, upper bound 0.87 pp, limit 1 pp, on 7\u202f963 held-out images")
                .contains("940 nJ per inference, 14.2× less than cascade_rram_buffer_8bit.");
    }

    @Test
    void aFailedGuaranteeSaysSoPlainly() {
        String page = HtmlReport.render(SampleRunRecord.failed());
        assertThat(visible(section(page, "verdict")).replace('\u00a0', ' '))
                .contains("Guarantee NOT met: it could not be shown with 95 % confidence")
                .contains("upper bound 1.34 pp, limit 1 pp")
                .contains("a plan without a certificate");
        assertThat(page).contains("guarantee NOT met</title>").contains("class=\"verdict unmet\"");
        assertThat(visible(page)).doesNotContain("Guarantee met");
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        String markup = PAGE.replaceAll("(?s)<script\\b.*?</script>", "");
        assertThat(markup).doesNotContain("http:", "https:", "<script", "@import", "url(", "src=", "srcset");
        assertThat(matches("href=\"([^\"]*)\"", PAGE))
                .allMatch(target -> target.startsWith("#") || target.equals("data:,"));
        assertThat(PAGE).contains("content=\"default-src 'none';").contains("script-src &#39;sha256-");
    }

    @Test
    void theRecordIsEmbeddedAndReadsBackEqual() {
        List<String> json = matches("<script type=\"application/json\" id=\"run-record\">(.*?)</script>", PAGE);
        assertThat(json).hasSize(1);
        assertThat(RunRecordFiles.fromJson("page", json.getFirst())).isEqualTo(RUN);
    }

    @Test
    void theReproducingCommandIsShown() {
        assertThat(section(PAGE, "provenance"))
                .contains("<pre tabindex=\"0\"><code>" + RUN.provenance().reproduce());
        assertThat(section(PAGE, "not-computed")).contains("<code>layco run study.yaml --ablations</code>");
    }

    @Test
    void everyTotalShownIsTheRecordsAndTheSumOfItsParts() {
        List<String> totals = matches("<tfoot>(.*?)</tfoot>", section(PAGE, "energy"));
        assertThat(totals).hasSize(2);
        for (RunRecord.Design design : RUN.designs()) {
            String energy = Notation.quantity(design.energyJ(), Dimension.ENERGY);
            assertThat(totals).allMatch(row -> row.contains(">" + energy + "<"));
            assertThat(section(PAGE, "area")).contains(">" + Notation.quantity(design.areaM2(), Dimension.AREA) + "<");
            for (RunRecord.Part part : design.energyByComponentJ()) {
                assertThat(section(PAGE, "energy"))
                        .contains(">" + part.name().replace('_', ' ') + "<")
                        .contains(">" + Notation.quantity(part.value(), Dimension.ENERGY) + "<");
            }
        }
    }

    @Test
    void everyLayerIsShownWithItsOperatingPoints() {
        String layers = visible(section(PAGE, "layers"));
        for (RunRecord.LayerRow layer : RUN.plan().layers()) {
            assertThat(layers).contains(layer.name());
        }
        assertThat(layers).contains("9.6×10⁻⁴ifm_low").contains("1x28x28 → 16x28x28, kernel 3x3");
    }

    @Test
    void anAbsentFigureSaysWhy() {
        assertThat(visible(section(PAGE, "comparison")))
                .contains("n/a: its buffer is SRAM and does not wear out")
                .contains("n/a: lifetimes of different array styles are not compared");
        assertThat(visible(section(PAGE, "partitions"))).contains("n/anot written by inferences");
        assertThat(visible(PAGE)).doesNotContain("null").doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void hostileLayerNamesStayText() {
        List<String> names = List.of(
                "</script><script>alert(1)</script>",
                "<img src=x onerror=alert(2)>",
                "\"><svg onload=alert(3)>",
                "' onmouseover='alert(4)",
                "{{ 7 * 7 }}{% raw %}",
                "&lt;b&gt;",
                "\u2028\u0001\u0000",
                "😀".repeat(40));
        RunRecord hostile = SampleRunRecord.withLayerNames(names);
        String page = HtmlReport.render(hostile);
        assertThat(page.replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContain("<img", "<svg onload", "onerror=alert(2)>\"", "</script><")
                .contains("{{ 7 * 7 }}");
        // the record, the figures' data, the chart library and the page's own script
        assertThat(matches("(<script\\b)", page)).hasSize(4);
        assertThat(page).contains("&amp;lt;b&amp;gt;");
        List<String> json = matches("id=\"run-record\">(.*?)</script>", page);
        assertThat(RunRecordFiles.fromJson("page", json.getFirst())).isEqualTo(hostile);
    }

    @Test
    void everyFigureIsWellFormedWithTitleDescriptionAndCaption() throws Exception {
        List<String> drawings = matches("(<svg.*?</svg>)", PAGE);
        assertThat(drawings).hasSizeGreaterThan(15);
        for (String svg : drawings) {
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            assertThat(document.getElementsByTagName("desc").getLength()).isEqualTo(1);
            assertThat(document.getDocumentElement().getFirstChild().getNodeName())
                    .isEqualTo("title");
        }
        assertThat(matches("<figcaption>(.+?)</figcaption>", PAGE))
                .hasSameSizeAs(drawings)
                .allMatch(c -> c.endsWith("."));
        assertThat(matches("<figure id=\"([^\"]*)\"", PAGE)).doesNotHaveDuplicates();
    }

    @Test
    void theSameRecordIsTheSamePageInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(HtmlReport.render(RUN)).isEqualTo(PAGE);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aPageIsWrittenWhole(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("out/report.html");
        HtmlReport.write(file, RUN);
        assertThat(Files.readString(file)).isEqualTo(PAGE).startsWith("<!doctype html>\n<html lang=\"en\">");
    }

    @Test
    void aRunWithNothingToShowStillReads() {
        String page = HtmlReport.render(SampleRunRecord.bare());
        assertThat(visible(page))
                .contains("The plan has no MVM layers.", "No rounds recorded.", "Nothing was left out.", "None.")
                .contains("The run was interrupted")
                .doesNotContain("null");
    }
}
