package org.layco.io.record;

import java.nio.file.Path;
import org.layco.io.InvalidInputException;
import org.layco.io.TextFile;
import org.layco.study.CurveRecord;

/** An accuracy curve as {@code characterize.json}. Writing and reading back gives an equal record. */
public final class CurveRecordFiles {
    private static final RecordJson<CurveRecord> JSON = new RecordJson<>(
            CurveRecord.class, CurveRecord.SCHEMA, "curve record", "characterize.json", "layco characterize");

    private CurveRecordFiles() {}

    /** The record as JSON, ended by a line break; throws if a figure is not finite. */
    public static String toJson(CurveRecord record) {
        return JSON.toJson(record);
    }

    /** Reads {@code characterize.json}; throws {@link InvalidInputException} if it is missing, damaged or too old. */
    public static CurveRecord read(Path file) {
        return fromJson(file.toString(), TextFile.read(file));
    }

    /**
     * The record in {@code json}.
     *
     * @param place its file, for diagnostics
     * @throws InvalidInputException if it is damaged or of another version
     */
    public static CurveRecord fromJson(String place, String json) {
        return JSON.fromJson(place, json);
    }
}
