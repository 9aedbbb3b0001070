package org.layco.io.record;

import org.layco.io.InvalidInputException;
import org.layco.study.Characterization;

/** A characterization as JSON. Writing and reading back gives an equal one; the same gives the same bytes. */
public final class CharacterizationFiles {
    private static final RecordJson<Characterization> JSON = new RecordJson<>(
            Characterization.class, Characterization.SCHEMA, "characterization", "a result", "layco sweep");

    private CharacterizationFiles() {}

    /** The characterization as JSON, ended by a line break; throws if a figure is not finite. */
    public static String toJson(Characterization measured) {
        return JSON.toJson(measured);
    }

    /**
     * The characterization in {@code json}.
     *
     * @param place where it is kept, for diagnostics
     * @throws InvalidInputException if it is damaged or of another version
     */
    public static Characterization fromJson(String place, String json) {
        return JSON.fromJson(place, json);
    }
}
