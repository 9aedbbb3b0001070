package org.layco.campaign.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Rows to be added to one table of the store, cell by cell in the order of its columns. */
final class Table {
    private final String name;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    Table(String name) {
        this.name = name;
    }

    /** Adds a row; absent cells are {@code null}. */
    void row(@Nullable Object... cells) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell);
        }
        rows.add(row);
    }

    /** Writes all rows within the connection's transaction. */
    void write(DuckDBConnection connection) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (DuckDBAppender appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, name)) {
            for (List<@Nullable Object> row : rows) {
                appender.beginRow();
                for (Object cell : row) {
                    append(appender, cell);
                }
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object cell) throws SQLException {
        switch (cell) {
            case null -> appender.appendNull();
            case String text -> appender.append(text);
            case Double number -> appender.append(number.doubleValue());
            case Integer number -> appender.append(number.intValue());
            case Long number -> appender.append(number.longValue());
            case Boolean flag -> appender.append(flag.booleanValue());
            default -> throw new IllegalArgumentException("A cell cannot hold a " + cell.getClass() + ".");
        }
    }

    /** A table filled by someone else. */
    static Table of(String name, Consumer<Table> fill) {
        Table table = new Table(name);
        fill.accept(table);
        return table;
    }
}
