package org.layco.io.record;

import java.nio.file.Path;
import org.layco.io.TextFile;
import org.layco.study.claims.CertifiedRun;

/** The summary of a certified run as JSON. */
public final class CertifiedRunFiles {
    private static final RecordJson<CertifiedRun> JSON = new RecordJson<>(
            CertifiedRun.class,
            CertifiedRun.SCHEMA,
            "summary of a certified run",
            "reproduce/runs/NAME.json",
            "layco reproduce --summarize RUN.json");

    private CertifiedRunFiles() {}

    /** Writes the summary; throws {@link org.layco.io.InvalidInputException} if the file cannot be written. */
    public static void write(Path file, CertifiedRun run) {
        TextFile.write(file, JSON.toJson(run));
    }

    /** Reads a summary; throws {@link org.layco.io.InvalidInputException} if it is missing, damaged or of another version. */
    public static CertifiedRun read(Path file) {
        return JSON.fromJson(file.toString(), TextFile.read(file));
    }
}
