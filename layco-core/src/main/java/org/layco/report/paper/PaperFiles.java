package org.layco.report.paper;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.layco.report.figure.Figure;
import org.layco.report.figure.Figures;
import org.layco.report.table.Table;
import org.layco.report.table.Tables;
import org.layco.study.RunRecord;

/**
 * A run's figures, as SVG and PDF at the width of a paper's column with letters of 7 points, and its tables, as LaTeX and
 * Markdown; the data of both as CSV. The same record gives the same bytes.
 */
public final class PaperFiles {
    private PaperFiles() {}

    /** Every file's name with its content, in the order of the report; captions are in {@code captions.md}. */
    public static Map<String, byte[]> of(RunRecord run) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        StringBuilder captions = new StringBuilder("# Figures and tables\n\n");
        for (Figure figure : Figures.of(run).all()) {
            text(files, figure.id() + ".svg", figure.svgFile());
            files.put(figure.id() + ".pdf", figure.pdfFile());
            text(files, figure.id() + ".csv", figure.csv());
            captions.append("* `%s` **%s.** %s\n".formatted(figure.id(), figure.title(), figure.caption()));
        }
        for (Table table : Tables.of(run).all()) {
            text(files, table.id() + ".tex", TableText.latex(table));
            text(files, table.id() + ".md", TableText.markdown(table));
            text(files, table.id() + ".csv", table.csv());
            captions.append("* `%s` %s.\n".formatted(table.id(), table.title()));
        }
        text(files, "captions.md", captions.toString());
        return files;
    }

    private static void text(Map<String, byte[]> files, String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
    }
}
