package org.layco.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.InvalidInputException;
import org.layco.io.study.NetworkLibrary;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.network.Network;
import org.layco.study.Reference;
import org.layco.study.Study;

class TrainCommandTest {
    @TempDir
    private Path directory = Path.of("set by JUnit");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpShowsExamples() {
        assertThat(run("train", "--help")).isZero();
        assertThat(out.toString()).contains("--target-ber", "Examples:", "layco train --model fashion_lenet5");
    }

    @Test
    void valuesOutsideTheirRangeAreUsageErrors() {
        assertThat(train("--bits", "9,4", "--target-ber", "0.01")).isEqualTo(2);
        assertThat(train("--bits", "4", "--target-ber", "0.01")).isEqualTo(2);
        assertThat(train("--bits", "4,4", "--target-ber", "0.7")).isEqualTo(2);
        assertThat(err.toString().lines())
                .contains(
                        "layco: error: bits (9,4) must be 2 to 8 each",
                        "layco: error: target bit error rate (0.7) must be 0 to 0.5",
                        "help: layco train --help lists the options.");
    }

    @Test
    void aNetworkOfOnesOwnNeedsTrainingImagesOfOnesOwn() {
        assertThat(run(
                        "train",
                        "--model",
                        "fashion_lenet5",
                        "--data",
                        "x",
                        "--bits",
                        "4,4",
                        "--target-ber",
                        "0",
                        "--out",
                        file()))
                .isIn(2, 3);
        assertThat(run("train", "--model", "nothing.onnx", "--bits", "4,4", "--target-ber", "0", "--out", file()))
                .isEqualTo(3);
        assertThat(err.toString()).contains("nothing.onnx", "help: ");
    }

    @Test
    void aHardenedNetworkKnowsItsOriginalAndWhatItWasMadeFor() throws IOException {
        IdxFiles.write(directory, "train", SyntheticImages.create(130, 1));
        IdxFiles.write(directory, "t10k", SyntheticImages.create(600, 2));

        int code =
                train("--train-data", directory.toString(), "--bits", "4,5", "--target-ber", "0.001", "--epochs", "1");

        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString()).contains("130 training images", "before: clean", "epoch 1/1  loss ");
        assertThat(out.toString()).contains("bits 4,5 and bit error rate 0.00100 on search images");
        Network original = NetworkLibrary.read("fashion_lenet5");
        Network hardened = NetworkLibrary.read(file());
        Map<String, String> properties = hardened.metadata();
        assertThat(properties)
                .containsEntry("layco.reference.sha256", original.sha256())
                .containsEntry("layco.hardening.bits", "4,5")
                .containsEntry("layco.hardening.bit_error_rate", "0.001")
                .containsEntry("layco.preprocessing.mean", "0.286");
        assertThat(properties.get("layco.command")).startsWith("layco train --model fashion_lenet5");
        assertThat(Double.parseDouble(properties.getOrDefault("layco.reference.top1", "0")))
                .isGreaterThan(0.85);
        assertThat(hardened.mvmLayers().stream().map(layer -> layer.shape()))
                .isEqualTo(original.mvmLayers().stream()
                        .map(layer -> layer.shape())
                        .toList());
        assertThat(Path.of(file() + ".checkpoint")).doesNotExist();
        Study study = load(file(), "fashion_mnist");
        Study before = load("fashion_lenet5", "fashion_mnist");
        assertThat(study.reference().orElseThrow().sha256()).isEqualTo(original.sha256());
        assertThat(study.reference().orElseThrow().right(study, 1))
                .isEqualTo(new Reference.Original(before.network()).right(before, 1));
        assertThat(before.reference()).isEmpty();
        assertThatThrownBy(() -> load(file(), directory.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("was hardened from the network with SHA-256")
                .hasMessageContaining("--reference ORIGINAL.onnx");
    }

    private static Study load(String model, String data) {
        StudyRequest request = new StudyRequest(
                Optional.of(model),
                Optional.of(data),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return StudyLoader.shipped().load(request).study();
    }

    private int train(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "--model", "fashion_lenet5", "--limit-images", "1000", "--threads", "1"));
        arguments.addAll(List.of("--native-cache", Path.of("target", "djl").toString(), "--out", file()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private String file() {
        return directory.resolve("hardened.onnx").toString();
    }

    private int run(String... arguments) {
        return TrainMain.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
