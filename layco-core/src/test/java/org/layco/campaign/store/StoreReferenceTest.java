package org.layco.campaign.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that documents the store says what the schema says. */
class StoreReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/campaign-store.md");
    private static final Pattern TABLE = Pattern.compile("## `(\\w+)`");
    private static final Pattern COLUMN = Pattern.compile("\\| (?:\\*\\*)?`(\\w+)`(?:\\*\\*)? \\| (\\w+) \\|.*");

    @Test
    void everyColumnIsDocumentedInItsTableInOrderWithItsType() throws Exception {
        List<String> documented = new ArrayList<>();
        String table = "";
        for (String line : Files.readAllLines(PAGE)) {
            Matcher heading = TABLE.matcher(line);
            Matcher column = COLUMN.matcher(line);
            if (heading.matches()) {
                table = heading.group(1);
            } else if (column.matches()) {
                documented.add(table + "." + column.group(1) + " " + column.group(2));
            }
        }
        List<String> stored = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(Database.schema());
            try (ResultSet rows =
                    statement.executeQuery("select table_name, column_name, lower(data_type) from duckdb_columns() c"
                            + " where exists (select 1 from duckdb_tables() t where t.table_name = c.table_name)"
                            + " order by table_oid, column_index")) {
                while (rows.next()) {
                    stored.add(rows.getString(1) + "." + rows.getString(2) + " " + rows.getString(3));
                }
            }
        }
        assertThat(documented).containsExactlyElementsOf(stored);
    }
}
