package org.layco.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchTest {
    private static final List<String> WITH_DATA = List.of(
            "resnet20_8bit_all",
            "resnet20_8bit_bitserial_1e3",
            "resnet20_8bit_bitserial_1e4",
            "resnet20_fresh_chips",
            "resnet20_4bit_all",
            "resnet20_8bit_inputs_wide",
            "two_workers",
            "versus_pytorch",
            "resnet50_8bit_all",
            "mobilenetv2_8bit_all",
            "wear");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int bench(String... arguments) {
        return Bench.execute(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private String json() {
        return directory.resolve("bench.json").toString();
    }

    @Test
    void anUnknownRowIsAUsageErrorThatListsTheRows() {
        assertThat(bench("--json", json(), "--only", "resnet20_9bit_all")).isEqualTo(2);
        assertThat(err.toString())
                .contains("resnet20_9bit_all")
                .contains(WITH_DATA)
                .contains("compare");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aTimeThatIsNotPositiveIsAUsageError() {
        assertThat(bench("--json", json(), "--seconds", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("--seconds (-1.0) must be more than 0");
    }

    @Test
    void rowsWhoseDataAreAbsentAreSkippedWithTheReasonAndLeftOut() throws Exception {
        assertThat(bench("--json", json(), "--data", directory.toString(), "--only", String.join(",", WITH_DATA)))
                .isEqualTo(3);
        assertThat(err.toString().lines().filter(line -> line.contains(": skipped: there is no ")))
                .hasSameSizeAs(WITH_DATA);
        assertThat(err.toString()).contains(WITH_DATA).contains("--data");
        assertThat(Files.readString(Path.of(json())).strip()).isEqualTo("[ ]");
    }

    @Test
    void aComparisonOfAllDesignsIsTimedWithoutData() throws Exception {
        assertThat(bench("--json", json(), "--data", directory.toString(), "--only", "compare"))
                .isZero();
        JsonNode row =
                JsonMapper.shared().readTree(Files.readString(Path.of(json()))).get(0);
        assertThat(row.get("name").asString()).isEqualTo("compare");
        assertThat(row.get("seconds").asDouble())
                .isBetween(
                        row.get("seconds_min").asDouble(),
                        row.get("seconds_max").asDouble());
        assertThat(row.get("designs").asInt()).isGreaterThanOrEqualTo(11);
        assertThat(out.toString()).contains("designs on resnet152");
    }

    @Test
    void theTenYearSimulationIsTimedInSeconds() throws Exception {
        Path data = SharedData.require("models/cifar10_resnet20_akamaster.onnx").resolve("../..");
        SharedData.require("cifar10/test_batch.bin");
        assertThat(bench("--json", json(), "--data", data.toString(), "--only", "wear"))
                .isZero();
        JsonNode rows = JsonMapper.shared().readTree(Files.readString(Path.of(json())));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("name").asString()).isEqualTo("wear");
        assertThat(rows.get(0).get("seconds").asDouble()).isBetween(0.0, 10.0);
        assertThat(rows.get(1).get("cells").asLong()).isGreaterThan(99_000_000);
        assertThat(out.toString()).contains("10 years at 30/s");
    }

    @Test
    void aRowIsTimedAndWritten() throws Exception {
        Path data = SharedData.require("models/cifar10_resnet20_akamaster.onnx").resolve("../..");
        SharedData.require("cifar10/test_batch.bin");
        assertThat(bench(
                        "--json", json(), "--data", data.toString(), "--only", "resnet20_8bit_all", "--seconds", "0.1"))
                .isZero();
        JsonNode rows = JsonMapper.shared().readTree(Files.readString(Path.of(json())));
        assertThat(rows).hasSize(1);
        JsonNode row = rows.get(0);
        assertThat(row.get("ratio_min").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(row.get("ratio_median").asDouble());
        assertThat(row.get("ratio_max").asDouble())
                .isGreaterThanOrEqualTo(row.get("ratio_median").asDouble());
        assertThat(row.get("images_per_second").asDouble()).isPositive();
        assertThat(row.get("alternations").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(out.toString()).contains("ONNX Runtime", "vector width", "resnet20_8bit_all", "must", "aim");
    }
}
