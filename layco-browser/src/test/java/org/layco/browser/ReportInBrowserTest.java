package org.layco.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.report.HtmlReport;
import org.layco.report.figure.Figure;
import org.layco.report.figure.Figures;
import org.layco.report.table.Tables;
import org.layco.study.RunRecord;
import org.layco.study.SampleRunRecord;

/** The report as readers meet it. Skipped where there is no Chromium, unless LAYCO_BROWSER is {@code required}. */
class ReportInBrowserTest {
    private static final RunRecord RUN = SampleRunRecord.certified();
    private static final int PHONE = 390;
    private static final int DESK = 1400;
    private static final int HEIGHT = 900;

    /** On a busy machine a page takes its time. */
    private static final double PATIENCE_MILLISECONDS = 300_000;

    /** Letters of a drawing may stand over its edge by so many pixels. */
    private static final double EDGE = 1.5;

    @TempDir
    private static Path directory;

    private static @Nullable Chromium chromium;
    private static Path report = Path.of("");

    @BeforeAll
    static void openBrowser() throws IOException {
        if (!"required".equals(System.getenv("LAYCO_BROWSER"))) {
            assumeTrue(Chromium.installed(), "There is no Chromium: install it to test the report in a browser.");
        }
        chromium = new Chromium();
        report = write("report.html", RUN);
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Path write(String name, RunRecord run) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, HtmlReport.render(run));
        return file;
    }

    private static Browser.NewContextOptions reader(int width) {
        return new Browser.NewContextOptions().setViewportSize(width, HEIGHT).setOffline(true);
    }

    private static BrowserContext open(Browser.NewContextOptions options) {
        if (chromium == null) {
            throw new IllegalStateException("The browser is not open.");
        }
        BrowserContext context = chromium.reader(options);
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        return context;
    }

    private static void read(Path file, Browser.NewContextOptions options, Consumer<Page> reading) {
        try (BrowserContext context = open(options)) {
            Page page = context.newPage();
            page.navigate(file.toUri().toString());
            reading.accept(page);
        }
    }

    private static List<Double> column(Page page, String table, int column) {
        return page.locator("#" + table + " tbody tr").all().stream()
                .map(row -> row.locator("th, td").nth(column).getAttribute("data-v"))
                .map(Double::valueOf)
                .toList();
    }

    @Test
    void nothingIsComplainedAboutAndNoRequestLeavesThePage() throws IOException {
        for (RunRecord run : List.of(RUN, SampleRunRecord.failed(), SampleRunRecord.bare())) {
            List<String> complaints = new ArrayList<>();
            List<String> requests = new ArrayList<>();
            Path file = write("quiet.html", run);
            try (BrowserContext context = open(reader(DESK))) {
                Page page = context.newPage();
                page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
                page.onPageError(complaints::add);
                page.onRequest(request -> requests.add(request.url()));
                page.navigate(file.toUri().toString());
                page.locator("html[data-charts=drawn]").waitFor();
                page.mouse().wheel(0, 4000);
            }
            assertThat(complaints).isEmpty();
            assertThat(requests).allMatch(url -> url.equals(file.toUri().toString()) || url.startsWith("data:"));
        }
    }

    @Test
    void everyFigureBecomesAChart() {
        List<Figure> figures = Figures.of(RUN).all();
        assertThat(figures).hasSizeGreaterThan(25);
        for (int width : new int[] {PHONE, DESK}) {
            read(report, reader(width), page -> {
                for (Figure figure : figures) {
                    Locator chart = page.locator("#fig-" + figure.id() + " .chart");
                    assertThat(chart.locator("svg path").count())
                            .as(figure.id())
                            .isGreaterThan(3);
                    assertThat(chart.boundingBox().height).isGreaterThan(60);
                    assertThat(page.locator("#fig-" + figure.id() + " .drawn").isVisible())
                            .isFalse();
                }
            });
        }
    }

    @Test
    void aPointerOnAMarkShowsItsValue() {
        read(report, reader(DESK), page -> {
            Locator chart = page.locator("#fig-layer-energy .chart");
            chart.scrollIntoViewIfNeeded();
            var box = chart.boundingBox();
            double secondRow = box.y + 24 + 1.5 * 22;
            page.mouse().move(box.x + 0.6 * box.width, secondRow);
            page.mouse().move(box.x + 0.6 * box.width + 2, secondRow);
            assertThat(chart.innerText().replace('\u00a0', ' ')).contains("layer1.0.conv1: 18.1 %");
        });
    }

    @Test
    void aLegendEntryHidesItsSeries() {
        read(report, reader(DESK), page -> {
            Locator chart = page.locator("#fig-layer-bits .chart");
            int before = chart.locator("svg path").count();
            chart.locator("svg text", new Locator.LocatorOptions().setHasText("partial sum"))
                    .first()
                    .click();
            // Drawn anew in one of the next frames; fails when it is not.
            page.waitForCondition(() -> chart.locator("svg path").count() < before);
        });
    }

    @Test
    void chartsCanBeSwitchedOffForTheDrawings() {
        read(report, reader(DESK), page -> {
            page.locator("#interactive").uncheck();
            assertThat(page.locator(".chart").first().isVisible()).isFalse();
            assertThat(page.locator(".drawn svg").first().isVisible()).isTrue();
            page.locator("#interactive").check();
            assertThat(page.locator(".chart").first().isVisible()).isTrue();
        });
    }

    @Test
    void tablesSortByValueBothWaysAndBack() {
        read(report, reader(DESK), page -> {
            int share = 16;
            List<Double> original = column(page, "layers-table", share);
            Locator heading = page.locator("#layers-table th[data-key=energy_share]");
            heading.locator("button").click();
            assertThat(heading.getAttribute("aria-sort")).isEqualTo("ascending");
            assertThat(column(page, "layers-table", share)).isSorted().containsExactlyInAnyOrderElementsOf(original);
            heading.locator("button").click();
            assertThat(heading.getAttribute("aria-sort")).isEqualTo("descending");
            assertThat(column(page, "layers-table", share))
                    .isEqualTo(original.stream()
                            .sorted((a, b) -> Double.compare(b, a))
                            .toList());
            page.locator("#layers-table th[data-key=layer] button").press("Enter");
            assertThat(page.locator("#layers-table tbody th").first().innerText())
                    .startsWith("conv1");
            assertThat(heading.getAttribute("aria-sort")).isNull();
            // the sum of a breakdown stays below its parts
            page.locator("#energy-by-component-table th[data-key=share] button").click();
            assertThat(page.locator("#energy-by-component-table tfoot").innerText())
                    .startsWith("Total");
        });
    }

    @Test
    void figuresAndTablesCanBeDownloaded() {
        Figure ladder = Figures.of(RUN).ladder().getFirst();
        read(report, reader(DESK).setAcceptDownloads(true), page -> {
            assertThat(downloaded(page, "#fig-ladder button:has-text('CSV')")).isEqualTo(ladder.csv());
            assertThat(downloaded(page, "#fig-ladder button:has-text('SVG')"))
                    .startsWith("<svg ")
                    .contains("xmlns=\"http://www.w3.org/2000/svg\"", "width=\"88mm\"", "fill=\"#0072b2\"");
            assertThat(downloaded(page, ".tabular[data-table=layers-table] .tools button"))
                    .isEqualTo(Tables.of(RUN).layers().csv());
        });
    }

    private static String downloaded(Page page, String button) {
        Download download = page.waitForDownload(() -> page.locator(button).click());
        try {
            return Files.readString(download.path());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everythingIsThereWithoutJavaScript() {
        read(report, reader(DESK).setJavaScriptEnabled(false), page -> {
            assertThat(page.locator(".drawn svg").count())
                    .isEqualTo(Figures.of(RUN).all().size());
            for (Locator drawing : page.locator(".drawn svg").all()) {
                assertThat(drawing.isVisible()).isTrue();
            }
            assertThat(page.locator("table").count())
                    .isEqualTo(Tables.of(RUN).all().size());
            assertThat(page.locator("button, .chart").count()).isZero();
        });
    }

    @Test
    void contrastAndStructureMeetWcagAa() {
        accessible(ColorScheme.LIGHT, DESK, true);
        accessible(ColorScheme.DARK, PHONE, false);
    }

    private static void accessible(ColorScheme scheme, int width, boolean interactive) {
        read(report, reader(width).setColorScheme(scheme), page -> {
            page.locator("#interactive").setChecked(interactive);
            var violations = new AxeBuilder(page)
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                    .analyze()
                    .getViolations();
            assertThat(violations)
                    .as("%s, %d pixels, interactive %s".formatted(scheme, width, interactive))
                    .extracting(rule ->
                            rule.getId() + ": " + rule.getNodes().getFirst().getHtml() + " "
                                    + rule.getNodes().getFirst().getFailureSummary())
                    .isEmpty();
        });
    }

    @Test
    void noPageIsWiderThanItsReader() {
        for (int width : new int[] {PHONE, DESK}) {
            for (boolean interactive : new boolean[] {true, false}) {
                read(report, reader(width), page -> {
                    page.locator("#interactive").setChecked(interactive);
                    assertThat(number(page, "document.scrollingElement.scrollWidth"))
                            .isLessThanOrEqualTo(width);
                });
            }
        }
    }

    @Test
    void lettersOfDrawingsStayInside() {
        read(report, reader(DESK).setJavaScriptEnabled(true), page -> {
            page.locator("#interactive").uncheck();
            Object outside = page.evaluate("""
                edge => Array.from(document.querySelectorAll('.drawn svg')).flatMap(svg => {
                  const box = svg.getBoundingClientRect();
                  return Array.from(svg.querySelectorAll('text'))
                    .filter(text => text.textContent)
                    .filter(text => {
                      const own = text.getBoundingClientRect();
                      return own.left < box.left - edge || own.right > box.right + edge || own.bottom > box.bottom + edge;
                    })
                    .map(text => svg.querySelector('title').textContent + ': ' + text.textContent);
                })
                """, EDGE);
            assertThat((List<?>) outside).isEmpty();
        });
    }

    @Test
    void thePageFollowsTheReadersMode() {
        read(report, reader(DESK).setColorScheme(ColorScheme.DARK), page -> {
            assertThat(brightness(page)).isLessThan(60);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            assertThat(brightness(page)).isGreaterThan(220);
        });
    }

    @Test
    void printShowsDrawingsOnWhiteWithoutControls() {
        read(report, reader(DESK).setColorScheme(ColorScheme.DARK), page -> {
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(brightness(page)).isEqualTo(255);
            assertThat(page.locator("nav").isVisible()).isFalse();
            assertThat(page.locator(".tools").first().isVisible()).isFalse();
            assertThat(page.locator(".chart").first().isVisible()).isFalse();
            assertThat(page.locator(".drawn svg").first().isVisible()).isTrue();
            assertThat(new String(page.pdf(), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF-");
        });
        // as wide as A4 paper less its margins: nothing is cut off
        read(report, reader(688), page -> {
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(number(page, "document.scrollingElement.scrollWidth")).isLessThanOrEqualTo(688);
        });
    }

    @Test
    void hostileLayerNamesRunNothing() throws IOException {
        List<String> names = new ArrayList<>(List.of(
                "</script><script>alert(1)</script>",
                "<img src=x onerror=alert(2)>",
                "\"><svg onload=alert(3)>",
                "' onmouseover='alert(4)"));
        IntStream.range(0, 4).forEach(i -> names.add("<b>" + i + "</b>"));
        Path file = write("hostile.html", SampleRunRecord.withLayerNames(names));
        List<String> dialogs = new ArrayList<>();
        read(file, reader(DESK), page -> {
            page.onDialog(dialog -> {
                dialogs.add(dialog.message());
                dialog.dismiss();
            });
            page.reload();
            page.locator("#fig-layer-energy .chart").hover();
            assertThat(page.locator("main b").allInnerTexts()).doesNotContain("0");
            assertThat(page.locator("#layers-table tbody th").first().innerText())
                    .startsWith("</script>");
        });
        assertThat(dialogs).isEmpty();
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    /** The red of the page's ground, 0..255; it is grey. */
    private static double brightness(Page page) {
        return number(page, "Number(getComputedStyle(document.body).backgroundColor.match(/[0-9]+/)[0])");
    }
}
