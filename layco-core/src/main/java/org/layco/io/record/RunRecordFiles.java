package org.layco.io.record;

import java.nio.file.Path;
import org.layco.io.InvalidInputException;
import org.layco.io.TextFile;
import org.layco.study.RunRecord;

/** The run record as {@code run.json}. Writing and reading back gives an equal record; the same record gives the same bytes. */
public final class RunRecordFiles {
    private static final RecordJson<RunRecord> JSON =
            new RecordJson<>(RunRecord.class, RunRecord.SCHEMA, "run record", "run.json", "layco run");

    private RunRecordFiles() {}

    /** The record as JSON, ended by a line break; throws if a figure is not finite. */
    public static String toJson(RunRecord record) {
        return JSON.toJson(record);
    }

    /** Writes {@code run.json}; throws {@link InvalidInputException} if the file cannot be written. */
    public static void write(Path file, RunRecord record) {
        TextFile.write(file, toJson(record));
    }

    /** Reads {@code run.json}; throws {@link InvalidInputException} if it is missing, damaged or of another version. */
    public static RunRecord read(Path file) {
        return fromJson(file.toString(), TextFile.read(file));
    }

    /**
     * The record in {@code json}.
     *
     * @param place its file, for diagnostics
     * @throws InvalidInputException if it is damaged or of another version
     */
    public static RunRecord fromJson(String place, String json) {
        return JSON.fromJson(place, json);
    }
}
