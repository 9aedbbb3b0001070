package org.layco.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.record.RunRecordFiles;
import org.layco.study.RunRecord;

class CertifyANetworkTest {
    private static final Path GUIDE = Path.of("..", "docs", "guide", "library.md");
    private static final Path SOURCE = Path.of("src/test/java/org/layco/example/CertifyANetwork.java");

    @TempDir
    private Path directory;

    @Test
    void theProgramRunsAStudyAndLeavesItsRecord() throws IOException {
        Path study = Files.writeString(
                directory.resolve("study.yaml"), "layco: 1\nmodel: fashion_lenet5\nlimit_images: 250\n");
        RunRecord record = CertifyANetwork.run(study, directory);
        assertThat(RunRecordFiles.read(directory.resolve("run.json"))).isEqualTo(record);
        assertThat(directory.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void theGuideShowsTheProgramThatIsTested() throws IOException {
        List<String> lines = Files.readAllLines(SOURCE);
        int from = lines.indexOf("        // tag::example[]") + 1;
        int to = lines.indexOf("        // end::example[]");
        String shown = String.join("\n", lines.subList(from, to)).indent(-8).strip();
        assertThat(lines.subList(from, to)).hasSizeLessThanOrEqualTo(10);
        assertThat(Files.readString(GUIDE)).contains(shown);
    }
}
