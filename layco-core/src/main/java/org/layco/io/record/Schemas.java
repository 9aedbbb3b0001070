package org.layco.io.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.yaml.Spelling;
import org.layco.study.CompareRecord;
import org.layco.study.CurveRecord;
import org.layco.study.RunRecord;

/**
 * JSON Schemas (2020-12) of the files that are read and written. Those of YAML files are data, {@code docs/schema}; those of
 * records follow from the records themselves.
 */
public final class Schemas {
    private static final String ROOT = "/org/layco/schema/";
    private static final List<String> FILES = List.of("study", "cell", "accelerator", "plan");
    private static final List<String> NAMES =
            List.of("study", "cell", "accelerator", "plan", "run", "curve", "compare");

    private Schemas() {}

    /** Names of all schemas. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A schema as JSON, ended by a line break.
     *
     * @throws InvalidInputException if there is none of this name
     */
    public static String json(String name) {
        if (FILES.contains(name)) {
            return resource(name + ".schema.json");
        }
        return switch (name) {
            case "run" -> RecordSchema.json(RunRecord.class, RunRecord.SCHEMA);
            case "curve" -> RecordSchema.json(CurveRecord.class, CurveRecord.SCHEMA);
            case "compare" -> RecordSchema.json(CompareRecord.class, CompareRecord.SCHEMA);
            default ->
                throw new InvalidInputException(
                        Diagnostic.of(name, "there is no schema of this name", Spelling.suggestion(name, NAMES)));
        };
    }

    private static String resource(String file) {
        try (InputStream stream = Schemas.class.getResourceAsStream(ROOT + file)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its resource " + file + ".");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
