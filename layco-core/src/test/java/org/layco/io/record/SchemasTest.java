package org.layco.io.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.cost.Baseline;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.InvalidInputException;
import org.layco.io.study.StudyYaml;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.network.Network;
import org.layco.network.reference.ReferenceNetworks;
import org.layco.quant.QuantizedWeights;
import org.layco.study.SampleRunRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schemas say what the readers do: every shipped file fits, and no schema knows a key that its reader does not. */
class SchemasTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    record Kind(String schema, String file) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Kind> shippedFiles() throws IOException {
        List<Kind> kinds = new ArrayList<>();
        try (Stream<Path> hardware = Files.walk(ROOT.resolve("hardware"));
                Stream<Path> examples = Files.walk(ROOT.resolve("examples"))) {
            Stream<Path> files = Stream.concat(hardware, examples);
            for (Path file : files.sorted().toList()) {
                String name = ROOT.relativize(file).toString();
                if (name.matches("examples/.*study\\.yaml")) {
                    kinds.add(new Kind("study", name));
                } else if (name.matches("hardware/cells/.*\\.yaml|examples/.*cell\\.yaml")) {
                    kinds.add(new Kind("cell", name));
                } else if (name.endsWith("accelerator.yaml")) {
                    kinds.add(new Kind("accelerator", name));
                }
            }
        }
        return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("shippedFiles")
    void everyShippedFileFitsItsSchema(Kind kind) throws IOException {
        assertThat(errors(kind.schema(), Files.readString(ROOT.resolve(kind.file())), InputFormat.YAML))
                .isEmpty();
    }

    @Test
    void aWrittenPlanFitsItsSchema() {
        assertThat(errors("plan", plan(), InputFormat.YAML)).isEmpty();
    }

    @Test
    void aWrittenRunRecordFitsItsSchema() {
        assertThat(errors("run", RunRecordFiles.toJson(SampleRunRecord.certified()), InputFormat.JSON))
                .isEmpty();
        assertThat(errors(
                        "run",
                        RunRecordFiles.toJson(SampleRunRecord.certified())
                                .replaceFirst("\"met\" : true", "\"met\" : 1"),
                        InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"study", "cell", "accelerator", "plan", "run", "curve", "compare"})
    void everySchemaIsOneOfDraft202012(String name) throws IOException {
        Schema meta = REGISTRY.getSchema(
                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(Schemas.json(name), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layco: 2",
                "layco: 1\nmodle: x",
                "layco: 1\nseed: -1",
                "layco: 1\nseed: 1.5",
                "layco: 1\nstyle: serial",
                "layco: 1\nlifetime: {required: 10, rate: 30 /s}",
                "layco: 1\nlifetime: {required: 10 V, rate: 30 /s}",
                "layco: 1\nlifetime: {required: 10 y}",
                "layco: 1\nsearch: {bits: [1]}",
                "layco: 1\nsearch: {bits: 8}",
                "layco: 1\nguarantee: {max_loss_pp: 0}",
                "layco: 1\nguarantee: [1.0]",
                "model: x"
            })
    void whatTheSchemaOfAStudyRefusesTheReaderRefuses(String yaml) throws IOException {
        assertThat(errors("study", yaml, InputFormat.YAML)).isNotEmpty();
        Path file = Files.writeString(directory.resolve("study.yaml"), yaml);
        assertThatThrownBy(() -> StudyYaml.read(file)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aMisspeltSchemaIsABadInput() {
        assertThatThrownBy(() -> Schemas.json("studdy")).hasMessageContaining("Did you mean 'study'?");
    }

    @Test
    void noSchemaHasAKeyThatItsReaderDoesNotKnow() throws IOException {
        HardwareLibrary library = HardwareLibrary.shipped();
        Path file = directory.resolve("input.yaml");
        for (String key : rootKeys("study")) {
            Files.writeString(file, "layco: 1\n" + key + ": []\n");
            assertThat(message(() -> StudyYaml.read(file))).doesNotContain("unknown key '" + key + "'");
        }
        for (String key : rootKeys("plan")) {
            assertThat(message(() -> PlanYaml.fromYaml("plan.yaml", withKey(plan(), key))))
                    .doesNotContain("unknown key '" + key + "'");
        }
        for (String key : rootKeys("cell")) {
            Files.writeString(file, withKey(library.card("hfox_default"), key));
            assertThat(message(() -> library.cell(file.toString())))
                    .as(key)
                    .doesNotContain("unknown key '" + key + "'");
        }
        for (String key : rootKeys("accelerator")) {
            Files.writeString(file, withKey(library.card("isaac_isca_2016"), key));
            assertThat(message(() -> library.accelerator(file.toString(), Style.CASCADE)))
                    .as(key)
                    .doesNotContain("unknown key '" + key + "'");
        }
    }

    /** The text with a key that it does not have yet; its value is wrong for every reader, which is not the point here. */
    private static String withKey(String yaml, String key) {
        return yaml.lines().anyMatch(line -> line.startsWith(key + ":")) ? yaml : yaml + "\n" + key + ": {}\n";
    }

    private static String message(Runnable reading) {
        Throwable thrown = catchThrowable(reading::run);
        return thrown == null ? "" : String.valueOf(thrown.getMessage());
    }

    private static List<String> rootKeys(String schema) {
        JsonNode properties = JsonMapper.shared().readTree(Schemas.json(schema)).path("properties");
        assertThat(properties.isObject()).isTrue();
        return List.copyOf(properties.propertyNames());
    }

    private static List<Error> errors(String schema, String text, InputFormat format) {
        return REGISTRY.getSchema(Schemas.json(schema), InputFormat.JSON).validate(text, format);
    }

    private static String plan() {
        Network network = ReferenceNetworks.find("resnet20").orElseThrow();
        Accelerator design = HardwareLibrary.shipped().accelerator("layco", Style.CASCADE);
        return PlanYaml.toYaml(new PlanFile(
                "resnet20",
                network.sha256(),
                "layco",
                "cascade",
                "hfox_default",
                QuantizedWeights.Granularity.CHANNEL,
                2.5,
                Baseline.uniform("x", design, HardwareLibrary.shipped().cell("default"), network, 5, 1.6)
                        .plan()));
    }
}
