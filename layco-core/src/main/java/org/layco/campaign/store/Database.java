package org.layco.campaign.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/** The DuckDB file of a campaign's directory. */
final class Database {
    private static final String NAME = "campaign.duckdb";

    /** What the writer may use; the points need the rest. */
    private static final String WRITER_MEMORY = "256MB";

    private Database() {}

    static Path file(Path directory) {
        return directory.resolve(NAME);
    }

    /** Bytes of the write-ahead log: grows with every commit, and shrinks when the log goes into the file. */
    static long logBytes(Path directory) {
        return file(directory).resolveSibling(NAME + ".wal").toFile().length();
    }

    /** Opens the file to write; makes it with all tables if it is new. */
    static DuckDBConnection writable(Path directory) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", WRITER_MEMORY);
        settings.setProperty("threads", "1");
        DuckDBConnection connection = connect(directory, settings);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            boolean empty;
            try (ResultSet tables = statement.executeQuery("SELECT count(*) FROM duckdb_tables()")) {
                empty = tables.next() && tables.getLong(1) == 0;
            }
            if (empty) {
                statement.execute(schema());
            }
            connection.commit();
        }
        return connection;
    }

    /**
     * Opens the file to read alone; queries see no other file.
     *
     * @throws InvalidInputException if there is no store, or a process writes to it
     */
    static DuckDBConnection readable(Path directory, boolean otherFiles) throws SQLException {
        if (!Files.exists(file(directory))) {
            throw new InvalidInputException(Diagnostic.of(
                    directory.toString(),
                    "there is no store of a campaign",
                    "Make one with 'layco sweep STUDY.yaml --out DIR'."));
        }
        if (DirectoryLock.taken(directory)) {
            throw new InvalidInputException(Diagnostic.of(
                    directory.toString(),
                    "a sweep writes to this store",
                    "Query it when the sweep has ended; Ctrl-C ends it after the points in flight."));
        }
        Properties settings = new Properties();
        settings.setProperty("duckdb.read_only", "true");
        settings.setProperty("enable_external_access", String.valueOf(otherFiles));
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return connect(directory, settings);
    }

    private static DuckDBConnection connect(Path directory, Properties settings) throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + file(directory).toAbsolutePath(), settings)
                .unwrap(DuckDBConnection.class);
    }

    /** The statements that make all tables and views. */
    static String schema() {
        try (InputStream stream = Database.class.getResourceAsStream("schema.sql")) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its resource schema.sql.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
