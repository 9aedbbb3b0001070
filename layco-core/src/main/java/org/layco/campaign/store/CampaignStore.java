package org.layco.campaign.store;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.layco.campaign.Grid;
import org.layco.campaign.Outcome;
import org.layco.campaign.Point;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.record.CharacterizationFiles;
import org.layco.io.record.PointRecordFiles;
import org.layco.io.yaml.YamlTree;
import org.layco.search.OperandTolerance;
import org.layco.search.ToleranceTable;
import org.layco.study.Characterization;
import org.layco.study.CostRange;
import org.layco.study.PointRecord;

/**
 * The store of a campaign, open to write. Every outcome is one transaction on the disk before the next is taken, so a process that
 * is killed loses nothing that was finished and leaves nothing that is half there.
 */
public final class CampaignStore implements AutoCloseable {
    static final String DONE = "done";
    static final String FAILED = "failed";

    /** Free space below which nothing more is written: the database takes a full disk for a write that went well. */
    private static final long LEAST_FREE_BYTES = 16 << 20;

    private final Path directory;
    private final LongSupplier freeBytes;
    private final DirectoryLock lock;
    private final DuckDBConnection connection;
    private final Set<String> done;
    private String maker = "";
    private String builds = "";

    private CampaignStore(Path directory, LongSupplier freeBytes, DirectoryLock lock, DuckDBConnection connection) {
        this.directory = directory;
        this.freeBytes = freeBytes;
        this.lock = lock;
        this.connection = connection;
        this.done = keys("SELECT point_sha256 FROM points WHERE status = 'done'");
    }

    /**
     * Opens the store of a directory, which is made if it is missing.
     *
     * @throws InvalidInputException if another process writes to it, or it cannot be written
     */
    public static CampaignStore open(Path directory) {
        return open(directory, () -> directory.toFile().getUsableSpace());
    }

    /** A store on a disk that has so much room left, in bytes. */
    static CampaignStore open(Path directory, LongSupplier freeBytes) {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            return new CampaignStore(directory, freeBytes, lock, Database.writable(directory));
        } catch (SQLException e) {
            lock.close();
            throw unwritable(directory, e);
        }
    }

    /** Whether a point is done. */
    public boolean isDone(String point) {
        return done.contains(point);
    }

    /** How many points are in the store with the same settings as points of a grid, but with other inputs or builds. */
    public int outdated(Grid grid) {
        Map<String, String> settings = new HashMap<>();
        grid.points().forEach(point -> settings.put(point.shown().json(), point.key()));
        return read(statement -> {
            int outdated = 0;
            try (ResultSet rows = statement.executeQuery("SELECT study_json, point_sha256 FROM points")) {
                while (rows.next()) {
                    String key = settings.get(rows.getString(1));
                    outdated += key == null || key.equals(rows.getString(2)) ? 0 : 1;
                }
            }
            return outdated;
        });
    }

    /** The characterizations that are done, as JSON by key. */
    public Map<String, String> characterizations() {
        return read(statement -> {
            Map<String, String> found = new HashMap<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT characterization_sha256, record_json FROM characterizations WHERE status = 'done'")) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
            }
            return found;
        });
    }

    /** What came out at the points that are done, by key. */
    public Map<String, PointResult> results() {
        return read(statement -> {
            Map<String, PointResult> found = new HashMap<>();
            try (ResultSet rows = statement.executeQuery("""
                    SELECT point_sha256, energy_j, area_m2, lifetime_levelled_inferences, loss_pp, loss_standard_error_pp, acceptable
                    FROM points WHERE status = 'done'
                    """)) {
                while (rows.next()) {
                    CostRange.Figures cost =
                            new CostRange.Figures(rows.getDouble(2), rows.getDouble(3), (Double) rows.getObject(4));
                    found.put(
                            rows.getString(1),
                            new PointResult(cost, rows.getDouble(5), rows.getDouble(6), rows.getBoolean(7)));
                }
            }
            return found;
        });
    }

    /**
     * Begins a sweep: the study and its points are noted, points and characterizations that failed before are let go.
     *
     * @param madeBy builds, as they are written beside every result
     * @param engine that runs the points
     * @param startedAt ISO 8601
     */
    public void begin(Grid grid, String madeBy, String engine, String startedAt) {
        builds = madeBy;
        maker = engine;
        commit(() -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : List.of("parameters", "inputs")) {
                    statement.execute(
                            "DELETE FROM %s WHERE point_sha256 IN (SELECT point_sha256 FROM points WHERE status = 'failed')"
                                    .formatted(table));
                }
                statement.execute("DELETE FROM points WHERE status = 'failed'");
                statement.execute("DELETE FROM characterizations WHERE status = 'failed'");
            }
        });
        boolean known = read(statement -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT count(*) FROM studies WHERE study_sha256 = ?")) {
                query.setString(1, grid.key());
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() && rows.getLong(1) > 0;
                }
            }
        });
        write(() -> {
            if (!known) {
                Table.of("studies", table -> table.row(grid.key(), grid.shown().json()))
                        .write(connection);
                Table.of(
                                "study_points",
                                table -> grid.points()
                                        .forEach(point -> table.row(grid.key(), point.number(), point.key())))
                        .write(connection);
            }
            made("sweep", grid.key(), new Outcome.Execution("driver", startedAt, 0));
        });
    }

    /** Writes a point's outcome. */
    public void record(Point point, @Nullable String characterization, Outcome outcome) {
        PointTables rows = switch (outcome) {
            case Outcome.Finished finished -> {
                PointRecord record = PointRecordFiles.fromJson(point.key(), finished.result());
                yield PointTables.done(point, characterization, record);
            }
            case Outcome.Failed failed -> PointTables.failed(point, failed.problem());
        };
        write(() -> {
            rows.write(connection);
            made("point", point.key(), outcome.execution());
        });
        if (outcome instanceof Outcome.Finished) {
            done.add(point.key());
        }
    }

    /** Writes a characterization's outcome. */
    public void recordCharacterization(Outcome outcome) {
        write(() -> {
            switch (outcome) {
                case Outcome.Finished finished -> {
                    Characterization measured = CharacterizationFiles.fromJson(outcome.key(), finished.result());
                    Table.of(
                                    "characterizations",
                                    table -> table.row(
                                            outcome.key(), DONE, null, measured.baseLossPp(), finished.result()))
                            .write(connection);
                    tolerance(outcome.key(), measured.tolerance()).write(connection);
                }
                case Outcome.Failed failed ->
                    Table.of(
                                    "characterizations",
                                    table -> table.row(outcome.key(), FAILED, failed.problem(), null, null))
                            .write(connection);
            }
            made("characterization", outcome.key(), outcome.execution());
        });
    }

    private static Table tolerance(String key, ToleranceTable measured) {
        return Table.of("tolerance", table -> {
            rows(table, key, "input", measured.bits(), measured.inputs());
            rows(table, key, "weight", measured.bits(), measured.weights());
            rows(table, key, "psum_read_back", measured.psumBits(), measured.psumReadBack());
            rows(table, key, "psum", measured.bits(), measured.psumErrors());
        });
    }

    private static void rows(
            Table table, String key, String operand, List<Integer> bits, List<List<OperandTolerance>> places) {
        for (int place = 0; place < places.size(); place++) {
            for (int b = 0; b < bits.size(); b++) {
                int measurement = 0;
                for (OperandTolerance.Point point : places.get(place).get(b).points()) {
                    table.row(
                            key,
                            operand,
                            place,
                            bits.get(b),
                            ++measurement,
                            point.bitErrorRate(),
                            point.measurement().lossPp(),
                            point.measurement().discordance(),
                            point.measurement().scoreShift(),
                            point.measurement().images());
                }
            }
        }
    }

    private void made(String kind, String key, Outcome.Execution execution) throws SQLException {
        String madeBy = new YamlTree.Text(builds).json();
        Table.of("provenance", table -> table.row(kind, key, madeBy, maker, execution.worker()))
                .write(connection);
        Table.of("timing", table -> table.row(kind, key, execution.startedAt(), execution.seconds()))
                .write(connection);
    }

    private Set<String> keys(String query) {
        return read(statement -> {
            Set<String> keys = new HashSet<>();
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        });
    }

    private interface Write {
        void run() throws SQLException;
    }

    private interface Read<T> {
        T run(Statement statement) throws SQLException;
    }

    /** Writes rows, and sees to it that they have reached the disk. */
    private void write(Write rows) {
        if (freeBytes.getAsLong() < LEAST_FREE_BYTES) {
            throw unwritable(directory, "less than %d MB are free".formatted(LEAST_FREE_BYTES >> 20));
        }
        long before = Database.logBytes(directory);
        commit(rows);
        if (Database.logBytes(directory) == before) {
            throw unwritable(directory, "the disk did not take what was written");
        }
    }

    private void commit(Write rows) {
        try {
            rows.run();
            connection.commit();
        } catch (SQLException e) {
            throw unwritable(directory, e);
        }
    }

    private <T> T read(Read<T> query) {
        try (Statement statement = connection.createStatement()) {
            T result = query.run(statement);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw unwritable(directory, e);
        }
    }

    private static InvalidInputException unwritable(Path directory, SQLException e) {
        return unwritable(
                directory, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }

    private static InvalidInputException unwritable(Path directory, String reason) {
        return new InvalidInputException(Diagnostic.of(
                directory.toString(),
                "the store cannot be written (" + reason + ")",
                "Nothing that was finished is lost: see to free space and rights, then run the same command again."));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unwritable(directory, e);
        } finally {
            lock.close();
        }
    }
}
