package org.layco.io.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.cost.Baseline;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.record.PlanFile;
import org.layco.io.record.PlanYaml;
import org.layco.io.record.RunRecordFiles;
import org.layco.io.study.StudyYaml;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.network.Network;
import org.layco.network.reference.ReferenceNetworks;
import org.layco.quant.QuantizedWeights;
import org.layco.study.SampleRunRecord;

/** Studies, cards, measured points, plans and run records. */
class TextReadersFuzzTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final int MEGABYTES = 64;

    private final HardwareLibrary library = HardwareLibrary.shipped();

    @TempDir
    private Path directory;

    @Test
    void studiesGiveDiagnosticsOnly() throws Exception {
        byte[] whole = """
                layco: 1
                model: nets/net.onnx
                data: images
                preprocessing: {scale: raw, mean: [1, 2.5, 3e-1], std: [1, 1, 1]}
                hardware: layco
                cell: ./my_cell.yaml
                style: timely
                guarantee:
                  max_loss_pp: 1.0
                  confidence: 0.95
                search: {bits: [4, 8], weight_scales: layer, objective: edp, partitions: 3}
                lifetime: {required: 10 y, rate: 30 /s}
                seed: 7
                limit_images: 100
                """.getBytes(StandardCharsets.UTF_8);
        Path file = directory.resolve("study.yaml");
        fuzz("study", List.of(Files.readAllBytes(EXAMPLES.resolve("01-first-plan/study.yaml")), whole), input -> {
            Files.write(file, input);
            StudyYaml.read(file);
        });
    }

    @Test
    void cellsGiveDiagnosticsOnly() throws Exception {
        Path file = directory.resolve("my_cell.yaml");
        Files.copy(ownCell("my_cell.csv"), directory.resolve("my_cell.csv"));
        fuzz(
                "cell",
                List.of(
                        Files.readAllBytes(ownCell("my_cell.yaml")),
                        library.card("hfox_default").getBytes(StandardCharsets.UTF_8),
                        library.card("rram_pentecost2022").getBytes(StandardCharsets.UTF_8)),
                input -> {
                    Files.write(file, input);
                    library.cell(file.toString());
                });
    }

    @Test
    void measuredPointsGiveDiagnosticsOnly() throws Exception {
        Path card = directory.resolve("my_cell.yaml");
        Files.copy(ownCell("my_cell.yaml"), card);
        fuzz("points", List.of(Files.readAllBytes(ownCell("my_cell.csv"))), input -> {
            Files.write(directory.resolve("my_cell.csv"), input);
            library.cell(card.toString());
        });
    }

    @Test
    void acceleratorsGiveDiagnosticsOnly() throws Exception {
        Path file = directory.resolve("own.yaml");
        List<byte[]> seeds = library.acceleratorNames().stream()
                .map(name -> library.card(name).getBytes(StandardCharsets.UTF_8))
                .toList();
        fuzz("accelerator", seeds, input -> {
            Files.write(file, input);
            library.accelerator(file.toString(), Style.CASCADE);
        });
    }

    @Test
    void plansGiveDiagnosticsOnly() throws Exception {
        Network network = ReferenceNetworks.find("resnet20").orElseThrow();
        Accelerator design = library.accelerator("layco", Style.CASCADE);
        MemoryCell cell = library.cell("default");
        PlanFile plan = new PlanFile(
                "resnet20",
                network.sha256(),
                "layco",
                "cascade",
                "hfox_default",
                QuantizedWeights.Granularity.CHANNEL,
                2.5,
                Baseline.uniform("x", design, cell, network, 5, 1.6).plan());
        Path file = directory.resolve("plan.yaml");
        fuzz("plan", List.of(PlanYaml.toYaml(plan).getBytes(StandardCharsets.UTF_8)), input -> {
            Files.write(file, input);
            PlanYaml.read(file);
        });
    }

    @Test
    void runRecordsGiveDiagnosticsOnly() throws Exception {
        Path file = directory.resolve("run.json");
        byte[] record = RunRecordFiles.toJson(SampleRunRecord.certified()).getBytes(StandardCharsets.UTF_8);
        fuzz("run record", List.of(record), input -> {
            Files.write(file, input);
            RunRecordFiles.read(file);
        });
    }

    private static Path ownCell(String file) throws IOException {
        try (var folders = Files.newDirectoryStream(EXAMPLES, "*-own-cell")) {
            return folders.iterator().next().resolve(file);
        }
    }

    private static void fuzz(String name, List<byte[]> seeds, Fuzz.Reader reader)
            throws IOException, InterruptedException {
        new Fuzz(name, seeds, MEGABYTES).run(TextMutations::apply, reader);
    }
}
