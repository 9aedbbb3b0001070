package org.layco.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.layco.io.TextFile;
import org.layco.io.record.RunRecordFiles;
import org.layco.report.figure.FigureJson;
import org.layco.report.figure.Figures;
import org.layco.report.figure.Ink;
import org.layco.report.table.Table;
import org.layco.report.table.Tables;
import org.layco.study.RunRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * The run record as {@code report.html}: one file that needs no network, reads in full and prints without JavaScript, follows
 * the reader's light or dark mode, and carries the record itself. With JavaScript its figures become charts, and its tables
 * sort. Of its 1.6 MB the chart library, Apache ECharts, is 1.0. The same record gives the same bytes.
 */
public final class HtmlReport {
    private static final String TEMPLATE = "org/layco/report/report.html.peb";
    private static final String STYLE = "/org/layco/report/report.css";
    private static final String SCRIPT = "/org/layco/report/report.js";
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    /** A section: its anchor and its heading. */
    public record Section(String id, String title) {}

    /** The sections below the verdict, in the order of the page. */
    static final List<Section> SECTIONS = List.of(
            new Section("accuracy", "Accuracy ladder"),
            new Section("layers", "Plan by layer"),
            new Section("tolerance", "Tolerance curves"),
            new Section("energy", "Energy"),
            new Section("area", "Area"),
            new Section("comparison", "Comparison"),
            new Section("waterfall", "Ratios by cause"),
            new Section("front", "Pareto front and search"),
            new Section("partitions", "Partitions and wear"),
            new Section("warnings", "Warnings"),
            new Section("not-computed", "Not computed"),
            new Section("sources", "Sources"),
            new Section("provenance", "Provenance"));

    private HtmlReport() {}

    /** Writes the page; throws {@link org.layco.io.InvalidInputException} if the file cannot be written. */
    public static void write(Path file, RunRecord record) {
        TextFile.write(file, render(record));
    }

    /** The page. */
    public static String render(RunRecord record) {
        PebbleEngine engine = new PebbleEngine.Builder()
                .loader(new ClasspathLoader(HtmlReport.class.getClassLoader()))
                .extension(new NotationFilters())
                .strictVariables(true)
                .autoEscaping(true)
                .defaultLocale(Locale.ROOT)
                .build();
        StringWriter page = new StringWriter();
        try {
            engine.getTemplate(TEMPLATE).evaluate(page, context(record), Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }

    private static Map<String, Object> context(RunRecord record) {
        Figures figures = Figures.of(record);
        Tables tables = Tables.of(record);
        String echarts = resource(ECHARTS);
        String script = resource(SCRIPT);
        return Map.ofEntries(
                Map.entry("run", record),
                Map.entry("verdict", Verdict.of(record)),
                Map.entry("figures", figures),
                Map.entry("tables", tables),
                Map.entry("sections", SECTIONS),
                Map.entry("style", Ink.styleSheet() + resource(STYLE)),
                Map.entry("echarts", echarts),
                Map.entry("script", script),
                Map.entry("scriptHashes", hash(echarts) + " " + hash(script)),
                Map.entry("figureData", embeddable(pageData(figures, tables))),
                Map.entry("json", embeddable(RunRecordFiles.toJson(record))));
    }

    private static String pageData(Figures figures, Tables tables) {
        Map<String, String> csv = new TreeMap<>();
        for (Table table : tables.all()) {
            csv.put(table.id(), table.csv());
        }
        return "{\"figures\":%s,\n\"tables\":%s}\n"
                .formatted(
                        FigureJson.of(figures.all()),
                        JsonMapper.builder().build().writeValueAsString(csv));
    }

    /** JSON that may stand in a script element: its strings hold no character that HTML could take for markup. */
    private static String embeddable(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** What the page's security policy knows a script by: no other runs. */
    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static String resource(String name) {
        try (InputStream text = HtmlReport.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException(
                        "The file " + name + " is missing from the class path. Build it again.");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
