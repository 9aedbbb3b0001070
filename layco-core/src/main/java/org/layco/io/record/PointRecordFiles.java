package org.layco.io.record;

import org.layco.io.InvalidInputException;
import org.layco.study.PointRecord;

/** The record of a campaign's point as JSON. Writing and reading back gives an equal record; the same record gives the same bytes. */
public final class PointRecordFiles {
    private static final RecordJson<PointRecord> JSON =
            new RecordJson<>(PointRecord.class, PointRecord.SCHEMA, "point record", "a result", "layco sweep");

    private PointRecordFiles() {}

    /** The record as JSON, ended by a line break; throws if a figure is not finite. */
    public static String toJson(PointRecord record) {
        return JSON.toJson(record);
    }

    /**
     * The record in {@code json}.
     *
     * @param place where it is kept, for diagnostics
     * @throws InvalidInputException if it is damaged or of another version
     */
    public static PointRecord fromJson(String place, String json) {
        return JSON.fromJson(place, json);
    }
}
