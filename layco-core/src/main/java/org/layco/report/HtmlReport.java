package org.layco.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.layco.io.TextFile;
import org.layco.io.record.RunRecordFiles;
import org.layco.report.figure.Breakdown;
import org.layco.report.figure.Figures;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Design;

/**
 * The run record as {@code report.html}: one file that needs no network and no JavaScript, prints, follows the reader's
 * light or dark mode, and carries the record itself. The same record gives the same bytes.
 */
public final class HtmlReport {
    private static final String TEMPLATE = "org/layco/report/report.html.peb";
    private static final String STYLE = "/org/layco/report/report.css";

    /** A section: its anchor and its heading. */
    public record Section(String id, String title) {}

    /** The sections below the verdict, in the order of the page. */
    static final List<Section> SECTIONS = List.of(
            new Section("accuracy", "Accuracy ladder"),
            new Section("layers", "Plan by layer"),
            new Section("energy", "Energy"),
            new Section("area", "Area"),
            new Section("comparison", "Comparison"),
            new Section("partitions", "Partitions and lifetime"),
            new Section("tolerance", "Error tolerance"),
            new Section("solver", "How the plan was found"),
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
        return Map.of(
                "run", record,
                "verdict", Verdict.of(record),
                "figures", Figures.of(record),
                "energyByComponent", Breakdown.of(record.designs(), Design::energyJ, Design::energyByComponentJ),
                "energyByOperand", Breakdown.of(record.designs(), Design::energyJ, Design::energyByOperandJ),
                "areaByComponent", Breakdown.of(record.designs(), Design::areaM2, Design::areaByComponentM2),
                "sections", SECTIONS,
                "style", style(),
                "json", embeddable(RunRecordFiles.toJson(record)));
    }

    /** JSON that may stand in a script element: its strings hold no character that HTML could take for markup. */
    private static String embeddable(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream(STYLE)) {
            if (css == null) {
                throw new IllegalStateException(
                        "The style sheet " + STYLE + " is missing from the jar. Build it again.");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
