package org.layco.io.record;

import org.layco.study.claims.ClaimsRecord;

/** The paper's claims and our ratios as JSON. */
public final class ClaimsFormats {
    private static final RecordJson<ClaimsRecord> JSON = new RecordJson<>(
            ClaimsRecord.class, ClaimsRecord.SCHEMA, "record of claims", "reproduce/status.json", "reproduce/run");

    private ClaimsFormats() {}

    /** The record as JSON, ended by a line break. */
    public static String toJson(ClaimsRecord record) {
        return JSON.toJson(record);
    }

    /**
     * The record in {@code json}.
     *
     * @param place its file, for diagnostics
     * @throws org.layco.io.InvalidInputException if it is damaged or of another version
     */
    public static ClaimsRecord fromJson(String place, String json) {
        return JSON.fromJson(place, json);
    }
}
