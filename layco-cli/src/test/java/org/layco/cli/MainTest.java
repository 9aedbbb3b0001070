package org.layco.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.yaml.HardwareLibrary;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void aMisspeltOptionIsAUsageErrorWithASuggestion() {
        assertThat(layco("run", "--modle", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("--modle", "--model", "help: ");
    }

    @Test
    void anUnknownCommandIsAUsageError() {
        assertThat(layco("rnu")).isEqualTo(2);
        assertThat(err.toString()).contains("rnu");
    }

    @Test
    void hardwareListNamesDesignsAndCells() {
        assertThat(layco("hardware", "list")).isZero();
        assertThat(out.toString())
                .contains("cascade_rram_buffer", "timely_rram_buffer", "raq_dac_2019", "hfox_default");
    }

    @Test
    void hardwareShowPrintsTheCardWithItsSources() {
        assertThat(layco("hardware", "show", "raq")).isZero();
        assertThat(out.toString()).contains("name: raq_dac_2019", "source:", "kind:");
    }

    @Test
    void hardwareShowOfAnUnknownNameIsABadInput() {
        assertThat(layco("hardware", "show", "cascad")).isEqualTo(3);
        assertThat(err.toString()).contains("cascad: error:", "help: ");
    }

    @Test
    void inspectListsTheLayersOfAnEmbeddedNetwork() {
        assertThat(layco("inspect", "--model", "fashion_lenet5")).isZero();
        assertThat(out.toString()).contains("conv1", "classifier", "5 MVM layers");
    }

    @Test
    void mistakesInAStudyFileAreAllReportedWithTheirPlaces() throws Exception {
        Path study = directory.resolve("study.yaml");
        Files.writeString(study, "layco: 1\nguarantee:\n  max_los_pp: 1.0\nseed: x\n");
        assertThat(layco("check", study.toString())).isEqualTo(3);
        assertThat(err.toString())
                .contains("study.yaml:3:3: error:", "max_loss_pp", "study.yaml:4:7: error:")
                .doesNotContain("\tat ");
    }

    @Test
    void everyMissingFileIsNamed() {
        assertThat(layco("check", "--model", "none.onnx", "--data", "nodata")).isEqualTo(3);
        assertThat(err.toString()).contains("none.onnx: error:", "nodata: error:");
    }

    @Test
    void aVoltageOutsideACellsRangeIsABadInput() throws Exception {
        Path file = directory.resolve("cell.yaml");
        String card = HardwareLibrary.shipped().card("hfox_default");
        Files.writeString(file, card.replace("nominal: 2.00 V", "nominal: 3.00 V"));
        assertThat(layco("check", "--cell", file.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("cell.yaml:", "error:", "help: ");
    }

    @Test
    void checkResolvesTheStudyAndRunsTheFloatNetwork() {
        assertThat(layco("check", "--model", "fashion_lenet5", "--limit-images", "500"))
                .isZero();
        assertThat(out.toString()).contains("float top-1", "style cascade", "hfox_default");
    }

    private int layco(String... arguments) {
        return Main.execute(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
