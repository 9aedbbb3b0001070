package org.layco.io.record;

import org.layco.study.ExploreRecord;

/** The record of an exploration as JSON; the same record gives the same bytes. */
public final class ExploreRecordFiles {
    private static final RecordJson<ExploreRecord> JSON = new RecordJson<>(
            ExploreRecord.class, ExploreRecord.SCHEMA, "record of an exploration", "a result", "layco explore --json");

    private ExploreRecordFiles() {}

    /** The record as JSON, ended by a line break; throws if a figure is not finite. */
    public static String toJson(ExploreRecord record) {
        return JSON.toJson(record);
    }
}
