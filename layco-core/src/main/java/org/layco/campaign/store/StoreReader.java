package org.layco.campaign.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/** The store of a directory, open to read. Nothing that is asked of it changes it. */
public final class StoreReader {
    private final Path directory;

    /** A reader of the store in a directory. */
    public StoreReader(Path directory) {
        this.directory = directory;
    }

    /**
     * What a query answers.
     *
     * @throws InvalidInputException if there is no store, a process writes to it, or the query is wrong
     */
    public QueryResult query(String sql) {
        return with(false, sql, connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                return result(rows);
            }
        });
    }

    /** SHA-256 over every table but provenance and timing, in hexadecimal: equal stores have equal digests. */
    public String digest() {
        return with(false, "--digest", Digest::of);
    }

    /**
     * Writes every table to a directory as Parquet, with the statements that load them again.
     *
     * @throws InvalidInputException if the directory is there already and not empty, or cannot be written
     */
    public void export(Path target) {
        if (Files.exists(target)) {
            throw new InvalidInputException(
                    Diagnostic.of(target.toString(), "is there already", "Name a directory that does not exist yet."));
        }
        with(true, "--export", connection -> {
            try (Statement statement = connection.createStatement()) {
                String quoted = target.toAbsolutePath().toString().replace("'", "''");
                return statement.execute("EXPORT DATABASE '%s' (FORMAT parquet)".formatted(quoted));
            }
        });
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T with(boolean otherFiles, String place, Question<T> question) {
        try (Connection connection = Database.readable(directory, otherFiles)) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new InvalidInputException(
                    Diagnostic.of(
                            place.lines().findFirst().orElse("query").strip(),
                            String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\n\\s*", " "),
                            "The tables and their columns: docs/reference/campaign-store.md, or \"select * from duckdb_columns()\"."));
        }
    }

    private static QueryResult result(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= meta.getColumnCount(); column++) {
            columns.add(meta.getColumnLabel(column));
        }
        List<List<@Nullable Object>> cells = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int column = 1; column <= columns.size(); column++) {
                row.add(cell(rows.getObject(column)));
            }
            cells.add(row);
        }
        return new QueryResult(columns, cells);
    }

    /** What JSON has no notation for becomes a text. */
    private static @Nullable Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Double number when !Double.isFinite(number) -> number.toString();
            case Number number -> number;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }
}
