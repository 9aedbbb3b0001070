package org.layco.report.table;

import java.util.ArrayList;
import java.util.List;
import org.layco.io.record.Csv;

/**
 * A table: everything that shows it is made from this.
 *
 * @param id unique in its report, for links and file names
 * @param title what it is about, a few words
 * @param columns from left to right, the first one names the row
 * @param rows from top to bottom, a cell per column
 * @param totalled whether the last row is the sum of those above it
 * @param empty what to say if there are no rows
 */
public record Table(
        String id, String title, List<Column> columns, List<List<Cell>> rows, boolean totalled, String empty) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("Table %s has %d columns but not in every row.".formatted(id, width));
        }
    }

    /** A heading over {@code span} columns. */
    public record Group(String title, int span) {}

    /** Headings over groups of columns, empty if there are none. */
    public List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (Column column : columns) {
            if (!groups.isEmpty() && groups.getLast().title().equals(column.group())) {
                groups.add(new Group(column.group(), groups.removeLast().span() + 1));
            } else {
                groups.add(new Group(column.group(), 1));
            }
        }
        return groups.stream().allMatch(group -> group.title().isEmpty()) ? List.of() : List.copyOf(groups);
    }

    /** Rows without the total. */
    public List<List<Cell>> body() {
        return totalled ? rows.subList(0, rows.size() - 1) : rows;
    }

    /** The total, or nothing. */
    public List<List<Cell>> foot() {
        return totalled ? rows.subList(rows.size() - 1, rows.size()) : List.of();
    }

    /** The table as CSV: full precision, units in the header, an empty field for an absent figure. */
    public String csv() {
        return Csv.table(
                columns.stream().map(Column::key).toList(), rows.stream().map(row -> {
                    List<String> fields = new ArrayList<>();
                    for (int i = 0; i < row.size(); i++) {
                        Cell cell = row.get(i);
                        fields.add(
                                columns.get(i).numeric()
                                        ? cell.value().map(String::valueOf).orElse("")
                                        : Csv.text(cell.text()));
                    }
                    return String.join(",", fields);
                }));
    }
}
