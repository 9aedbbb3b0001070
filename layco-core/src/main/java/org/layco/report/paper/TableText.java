package org.layco.report.paper;

import java.util.List;
import java.util.stream.Collectors;
import org.layco.report.table.Cell;
import org.layco.report.table.Column;
import org.layco.report.table.Table;

/** Tables as text for papers. */
final class TableText {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private TableText() {}

    /** A {@code tabular} environment; needs the package booktabs. */
    static String latex(Table table) {
        StringBuilder text =
                new StringBuilder("% " + table.title() + ". Needs \\usepackage{booktabs}.\n\\begin{tabular}{");
        table.columns().forEach(column -> text.append(column.numeric() ? 'r' : 'l'));
        text.append("}\n\\toprule\n");
        if (!table.groups().isEmpty()) {
            text.append(table.groups().stream()
                            .map(group -> group.title().isEmpty()
                                    ? " ".repeat(1) + "&".repeat(group.span() - 1)
                                    : "\\multicolumn{%d}{c}{%s}".formatted(group.span(), escaped(group.title())))
                            .collect(Collectors.joining(" & ")))
                    .append(" \\\\\n");
        }
        text.append(table.columns().stream()
                        .map(column -> escaped(column.title()))
                        .collect(Collectors.joining(" & ")))
                .append(" \\\\\n\\midrule\n");
        table.body().forEach(row -> text.append(latex(row)));
        if (table.totalled()) {
            text.append("\\midrule\n");
            table.foot().forEach(row -> text.append(latex(row)));
        }
        return text.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private static String latex(List<Cell> row) {
        return row.stream().map(cell -> escaped(cell.text())).collect(Collectors.joining(" & ")) + " \\\\\n";
    }

    /** A pipe table. */
    static String markdown(Table table) {
        StringBuilder text = new StringBuilder();
        text.append(line(table.columns().stream()
                .map(column -> column.group().isEmpty() ? column.title() : column.group() + ", " + column.title())
                .toList()));
        text.append(line(table.columns().stream().map(TableText::rule).toList()));
        table.rows()
                .forEach(row -> text.append(line(row.stream().map(Cell::text).toList())));
        return text.toString();
    }

    private static String rule(Column column) {
        return column.numeric() ? "---:" : "---";
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Text for LaTeX: its special characters escaped, signs that its fonts lack in mathematics. */
    private static String escaped(String text) {
        StringBuilder latex = new StringBuilder();
        StringBuilder power = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            int digit = SUPERSCRIPTS.indexOf(c);
            if (digit >= 0 || c == '⁻') {
                power.append(digit >= 0 ? String.valueOf(digit) : "-");
                continue;
            }
            flush(latex, power);
            latex.append(
                    switch (c) {
                        case '&', '%', '$', '#', '_', '{', '}' -> "\\" + (char) c;
                        case '~' -> "\\textasciitilde{}";
                        case '^' -> "\\textasciicircum{}";
                        case '\\' -> "\\textbackslash{}";
                        case '×' -> "$\\times$";
                        case 'µ' -> "$\\mu$";
                        case '→' -> "$\\to$";
                        case '−' -> "$-$";
                        case '–' -> "--";
                        case '…' -> "\\dots{}";
                        case '\u00a0' -> "~";
                        case '\u202f' -> "\\,";
                        default -> Character.toString(c);
                    });
        }
        flush(latex, power);
        return latex.toString();
    }

    private static void flush(StringBuilder latex, StringBuilder power) {
        if (!power.isEmpty()) {
            latex.append("$^{").append(power).append("}$");
            power.setLength(0);
        }
    }
}
