package org.layco.campaign.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * SHA-256 of what a store says, whenever, wherever and by whatever engine it was filled: over every table but {@code provenance} and
 * {@code timing}, tables by name, rows by primary key, each row as JSON on a line with its columns in the order of the
 * table and doubles as the 16 hexadecimal digits of their bits.
 */
final class Digest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Digest() {}

    static String of(Connection connection) throws SQLException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
        for (Map.Entry<String, String> table : keys(connection).entrySet()) {
            add(digest, table.getKey());
            String query = "SELECT * FROM %s ORDER BY %s".formatted(table.getKey(), table.getValue());
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    add(digest, row(rows));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Columns of the primary key by table. */
    private static Map<String, String> keys(Connection connection) throws SQLException {
        String query = """
                SELECT table_name, array_to_string(constraint_column_names, ', ')
                FROM duckdb_constraints()
                WHERE constraint_type = 'PRIMARY KEY' AND table_name NOT IN ('provenance', 'timing')
                ORDER BY table_name
                """;
        Map<String, String> keys = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                keys.put(rows.getString(1), rows.getString(2));
            }
        }
        return keys;
    }

    private static String row(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> cells = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            Object value = rows.getObject(column);
            String written = switch (value) {
                case null -> "null";
                case Double number -> "\"%016x\"".formatted(Double.doubleToRawLongBits(number));
                case Boolean flag -> flag.toString();
                case Number whole -> whole.toString();
                default -> JSON.writeValueAsString(value.toString());
            };
            cells.add(JSON.writeValueAsString(columns.getColumnName(column)) + ":" + written);
        }
        return "{" + String.join(",", cells) + "}";
    }

    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
