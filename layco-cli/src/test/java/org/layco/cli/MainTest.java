package org.layco.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.cost.Baseline;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.record.CompareFormats;
import org.layco.io.record.CurveRecordFiles;
import org.layco.io.record.PlanFile;
import org.layco.io.record.PlanYaml;
import org.layco.io.study.NetworkLibrary;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.Plan;
import org.layco.network.Network;
import org.layco.quant.QuantizedWeights;
import org.layco.study.CompareRecord;
import org.layco.study.CurveRecord;

class MainTest {
    private static final String OWN_CELL =
            Path.of("..", "examples", "03-own-cell", "study.yaml").toString();

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
    void anEngineThatIsNotThereIsNamedWithWhatWouldHelp() throws IOException {
        String study = Files.writeString(directory.resolve("study.yaml"), "layco: 1\nsweep: {vary: {seed: [1]}}\n")
                .toString();
        String store = directory.resolve("store").toString();
        assertThat(layco("sweep", study, "--out", store, "--engine", "spark")).isEqualTo(3);
        assertThat(err.toString()).contains("does not have Spark", "help: ");
        assertThat(layco("sweep", study, "--out", store, "--engine", "lokal")).isEqualTo(3);
        assertThat(err.toString()).contains("no engine 'lokal'", "Did you mean 'local'?");
    }

    @Test
    void hardwareListNamesDesignsAndCells() {
        assertThat(layco("hardware", "list")).isZero();
        assertThat(out.toString())
                .contains("cascade_rram_buffer", "timely_rram_buffer", "raq_dac_2019", "hfox_default");
    }

    @Test
    void hardwareShowPrintsTheCardWithItsSources() {
        assertThat(layco("hardware", "show", "raq", "--card")).isZero();
        assertThat(out.toString()).contains("name: raq_dac_2019", "source:", "kind:");
        out.getBuffer().setLength(0);
        assertThat(layco("hardware", "show", "hfox_default")).isZero();
        assertThat(out.toString()).contains("name: hfox_default", "source:");
    }

    @Test
    void hardwareShowPrintsEveryComponentWithItsFiguresAndRange() {
        assertThat(layco("hardware", "show", "isaac")).isZero();
        assertThat(out.toString())
                .contains("output.converter", "1.56 pJ", "1200 um2", "32 nm 1 V", "8/ima", "simulated")
                .contains("table 1, ADC", "8 bits; 1..10 bits by ISAAC's SAR table", "router", "hyper_transport");
    }

    @Test
    void hardwareShowPrintsWritesLinesAndReadsOfMemoryCells() {
        assertThat(layco("hardware", "show", "layco", "--style", "timely")).isZero();
        assertThat(out.toString())
                .contains("feature_map_write", "partial_sum_line", "cell hfox_default", "1.40 V..2.20 V");
        out.getBuffer().setLength(0);
        assertThat(layco("hardware", "show", "isaac")).isZero();
        assertThat(out.toString()).doesNotContain("partial_sum_line");
    }

    @Test
    void hardwareValidateSetsPublishedFiguresBesideModelledOnes() {
        assertThat(layco("hardware", "validate")).isZero();
        assertThat(out.toString())
                .contains("330 mW", "328.1", "exception", "published figures are met")
                .doesNotContain("MISSED");
    }

    @Test
    void hardwareValidateOfOneDesignAsJsonStatesUnitOperationsAndSource() {
        assertThat(layco("hardware", "validate", "isaac", "--json")).isZero();
        assertThat(out.toString())
                .startsWith("[ {")
                .contains("\"design\" : \"isaac_isca_2016\"", "\"published\" : 330.0", "\"unit\" : \"mW\"")
                .contains("\"operations_per_mac\" : 2", "\"variant\" : \"ISAAC-PE\"", "\"relative_error\"")
                .doesNotContain("timely");
        assertThat(layco("hardware", "validate", "isaak")).isEqualTo(3);
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
    void inspectListsTheLayersOfAReferenceNetwork() {
        assertThat(layco("inspect", "--model", "ResNet-50")).isZero();
        assertThat(out.toString())
                .contains("resnet50: reference network without weights", "layer4.2.conv3", "54 MVM layers")
                .contains("4,089,184,256 MACs an image");
    }

    @Test
    void aMisspeltNetworkIsABadInputWithTheNearestName() {
        assertThat(layco("inspect", "--model", "resnet51")).isEqualTo(3);
        assertThat(err.toString()).contains("resnet51: error:", "Did you mean 'resnet50'?");
    }

    @Test
    void aReferenceNetworkHasNothingToInferWith() {
        assertThat(layco("check", "--model", "resnet50", "--data", "nodata")).isEqualTo(3);
        assertThat(err.toString()).contains("--model resnet50: error:", "no weights", "nodata: error:");
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

    @Test
    void checkSaysHowWellAnOwnCellsLawsFitItsPoints() {
        assertThat(layco("check", OWN_CELL, "--model", "fashion_lenet5", "--limit-images", "500"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "cell my_cell", "write errors fitted: 10 million writes at each voltage; fit through 6 points")
                .contains("endurance fitted: Cycles to failure of 15 cells; fit through 15 points, 1.40 to 2.00 V, R2"
                        + " 0.861");
    }

    @Test
    void anOwnCellRunsAndItsFitsStandInTheRecord() throws Exception {
        Path results = directory.resolve("own");
        assertThat(layco(
                        "run",
                        OWN_CELL,
                        "--model",
                        "fashion_lenet5",
                        "--limit-images",
                        "900",
                        "--out",
                        results.toString()))
                .isIn(0, 4);
        assertThat(Files.readString(results.resolve("run.json")))
                .contains("\"my_cell\"", "fit through 10 points", "fit through 6 points", "fit through 15 points");
        assertThat(out.toString()).doesNotContain("assumed to within a decade").contains("not measured yet");
    }

    @Test
    void aCellWithoutWriteEnergyIsRefusedWithTheReason() {
        assertThat(layco("check", "--cell", "n40")).isEqualTo(3);
        assertThat(err.toString())
                .contains("--cell rram_chou2018: error: 'write' of this cell is not available: the ISSCC 2018"
                        + " publication")
                .contains("'write_errors' of this cell is not available");
    }

    @Test
    void everyBadOptionOfACurveIsNamed() {
        assertThat(layco("characterize", "--maps", "1", "--ber", "0,0.6", "--bits", "9", "--safe-ber", "0.7"))
                .isEqualTo(3);
        assertThat(err.toString())
                .contains("--maps: error: 1 ", "--ber: error: 0.0 ", "--ber: error: 0.6 ", "--bits: error: [9]")
                .contains("--safe-ber: error: 0.7", "help: ")
                .doesNotContain("\tat ");
    }

    @Test
    void anUnknownOperandIsAUsageErrorWithTheList() {
        assertThat(layco("characterize", "--operands", "weight,bias")).isEqualTo(2);
        assertThat(err.toString()).contains("bias", "WEIGHT, INPUT, PARTIAL_SUM");
    }

    @Test
    void aSizeOfMemoryNeedsItsUnit() {
        assertThat(layco("characterize", "--memory", "512")).isEqualTo(3);
        assertThat(err.toString()).contains("--memory: error: '512'", "512MB");
    }

    @Test
    void boostingNeedsImagesToLearnFromAndAPartThatTrains() throws Exception {
        Path results = directory.resolve("boosted");
        assertThat(layco("run", "--limit-images", "60", "--out", results.toString(), "--boost"))
                .isEqualTo(3);
        assertThat(layco("run", "--limit-images", "60", "--out", results.toString(), "--train-data", "x"))
                .isEqualTo(3);
        assertThat(err.toString())
                .contains(
                        "there are no images to learn from", "--train-data PATH", "nothing is trained without --boost");
        assertThat(results).doesNotExist();
    }

    @Test
    void aCurveIsATableAndThreeFiles() throws Exception {
        Path results = directory.resolve("curve");
        assertThat(layco(
                        "characterize",
                        "--model",
                        "fashion_lenet5",
                        "--limit-images",
                        "60",
                        "--maps",
                        "2",
                        "--ber",
                        "1e-3,0.1",
                        "--per-layer",
                        "--memory",
                        "1MB",
                        "--out",
                        results.toString()))
                .isZero();
        assertThat(out.toString()).contains("float", "error_free", "0.100", "conv1", "95 % interval over fault maps");
        assertThat(err.toString()).contains("bit errors, layer by layer", "passes over 60 images");
        CurveRecord record = CurveRecordFiles.read(results.resolve("characterize.json"));
        assertThat(record.study().images()).isEqualTo(60);
        assertThat(record.environment().prefixMemoryBytes()).isEqualTo(1_000_000);
        assertThat(record.provenance().reproduce()).doesNotContain("--out", "--memory");
        assertThat(Files.readString(results.resolve("curve.csv"))).startsWith("name,layer,operand,bit_error_rate,");
        assertThat(results.resolve("curve.svg")).isNotEmptyFile();
    }

    @Test
    void aComparisonIsATableWithItsContract() {
        assertThat(layco("compare", "--network", "ResNet-20,resnet56", "--design", "cascade_rram_buffer,raq"))
                .isZero();
        assertThat(out.toString())
                .contains("resnet20: 20 MVM layers", "resnet56: 56 MVM layers", "raq_dac_2019")
                .contains("equal: network, one image at a time", "2 operations a MAC")
                .contains("different: crossbar: 64 x 64 (cascade_rram_buffer); 256 x 256 (raq_dac_2019)");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void everyMistakeOfAComparisonIsNamedWithTheNearestName() {
        assertThat(layco("compare", "--network", "resnet51", "--design", "raq_dac_2020,all", "--bits", "17"))
                .isEqualTo(3);
        assertThat(err.toString())
                .contains("--bits: error: 17 bits")
                .contains("resnet51: error:", "Did you mean 'resnet50'?")
                .contains("raq_dac_2020: error:", "Did you mean 'raq_dac_2019'?");
        assertThat(layco("compare", "--network", "resnet50", "--voltage", "9")).isEqualTo(3);
        assertThat(err.toString()).contains("--voltage: error: 9.0 V is outside");
        assertThat(layco("compare")).isEqualTo(2);
        assertThat(err.toString()).contains("--network");
    }

    @Test
    void aPlanIsComparedOnTheNetworkItWasMadeFor() throws Exception {
        Network network = NetworkLibrary.read("resnet20");
        Accelerator design = HardwareLibrary.shipped().accelerator("layco", Style.CASCADE);
        MemoryCell cell = HardwareLibrary.shipped().cell("default");
        Plan plan = Baseline.uniform("x", design, cell, network, 5, 1.6).plan();
        Path file = directory.resolve("plan.yaml");
        PlanYaml.write(
                file,
                new PlanFile(
                        "resnet20",
                        network.sha256(),
                        "layco",
                        "cascade",
                        "hfox_default",
                        QuantizedWeights.Granularity.CHANNEL,
                        1,
                        plan));
        assertThat(layco(
                        "compare",
                        "--network",
                        "resnet20,vgg16",
                        "--design",
                        "layco",
                        "--plan",
                        file.toString(),
                        "--format",
                        "json"))
                .isZero();
        CompareRecord record = CompareFormats.fromJson("stdout", out.toString());
        assertThat(record.rows().stream().map(CompareRecord.Row::design))
                .containsExactly("plan", "layco", "plan", "layco");
        assertThat(record.rows().getFirst().energyJ())
                .isLessThan(Objects.requireNonNull(record.rows().get(1).energyJ()));
        assertThat(record.rows().get(2).unavailable().get("energy_j")).contains("made for network resnet20");
        assertThat(record.provenance().reproduce()).contains("--plan plan.yaml").doesNotContain(directory.toString());
    }

    private int layco(String... arguments) {
        return Main.execute(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
