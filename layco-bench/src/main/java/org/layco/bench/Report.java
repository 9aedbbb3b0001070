package org.layco.bench;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Rows as JSON and as a table. */
final class Report {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final String HEADER = "%-28s %6s %15s %5s %5s %9s %9s %9s %9s %5s"
            .formatted("", "ratio", "min..max", "must", "aim", "img/cpu s", "img/s", "ref/cpu s", "ref/s", "n");

    private Report() {}

    /** An array of objects, {@link Row}s and {@link TimedRow}s, keys in snake case. */
    static String json(List<Record> rows) {
        return MAPPER.writeValueAsString(rows) + "\n";
    }

    /** Names of the columns of {@link #line}. */
    static String header() {
        return HEADER;
    }

    /** A row of the table. */
    static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "%-28s %6.3f %7.3f..%-6.3f %5.2f %5.2f %9.1f %9.1f %9.1f %9.1f %5d",
                row.name(),
                row.ratioMedian(),
                row.ratioMin(),
                row.ratioMax(),
                row.must(),
                row.aim(),
                row.imagesPerCpuSecond(),
                row.imagesPerSecond(),
                row.referenceImagesPerCpuSecond(),
                row.referenceImagesPerSecond(),
                row.alternations());
    }
}
