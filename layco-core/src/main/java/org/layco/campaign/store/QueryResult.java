package org.layco.campaign.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a query answered.
 *
 * @param columns their names
 * @param rows each with one cell a column: a text, a number, a flag or {@code null}
 */
public record QueryResult(List<String> columns, List<List<@Nullable Object>> rows) {
    private static final int WIDEST = 60;

    public QueryResult {
        columns = List.copyOf(columns);
    }

    /** Aligned columns, numbers with six digits, what is absent as {@code n/a}. */
    public String toTable() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.stream().map(QueryResult::shown).toList()));
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String format = numeric(column) ? "%" + widths[column] + "s  " : "%-" + widths[column] + "s  ";
                row.append(String.format(Locale.ROOT, format, line.get(column)));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Comma-separated values with a head line; numbers in their shortest exact form, what is absent empty. */
    public String toCsv() {
        StringBuilder text = new StringBuilder();
        text.append(String.join(",", columns.stream().map(QueryResult::quoted).toList()))
                .append('\n');
        for (List<@Nullable Object> row : rows) {
            List<String> cells = new ArrayList<>();
            for (Object cell : row) {
                cells.add(cell == null ? "" : quoted(cell.toString()));
            }
            text.append(String.join(",", cells)).append('\n');
        }
        return text.toString();
    }

    /** An array of objects; numbers in their shortest exact form, what is absent {@code null}. */
    public String toJson() {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int column = 0; column < columns.size(); column++) {
                object.put(columns.get(column), row.get(column));
            }
            objects.add(object);
        }
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(objects) + "\n";
    }

    private boolean numeric(int column) {
        return rows.stream().anyMatch(row -> row.get(column) instanceof Number);
    }

    private static String shown(@Nullable Object cell) {
        return switch (cell) {
            case null -> "n/a";
            case Double number -> digits(number);
            default -> {
                String line = cell.toString().replace('\n', ' ');
                yield line.length() <= WIDEST ? line : line.substring(0, WIDEST - 3) + "...";
            }
        };
    }

    private static String digits(double number) {
        String text = String.format(Locale.ROOT, "%.6g", number);
        return text.contains("e") || !text.contains(".")
                ? text
                : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\n\r].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
