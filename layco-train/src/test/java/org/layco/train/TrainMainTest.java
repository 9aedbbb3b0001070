package org.layco.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainMainTest {
    @TempDir
    private Path directory = Path.of("set by JUnit");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpGoesToStandardOutputAndNamesTheNetworks() {
        assertThat(run("--help")).isEqualTo(0);
        assertThat(out.toString()).contains("RESNET8, LENET5").contains("--epochs");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void missingAndUnknownOptionsAreUsageErrors() {
        assertThat(run("--out", "x.onnx")).isEqualTo(2);
        assertThat(run("--network", "vgg", "--out", "x.onnx")).isEqualTo(2);
        assertThat(run("--network", "lenet5", "--out", "x.onnx", "--speed", "9"))
                .isEqualTo(2);
    }

    @Test
    void valuesOutsideTheirRangeAreUsageErrors() {
        String file = directory.resolve("x.onnx").toString();

        assertThat(run("--network", "lenet5", "--out", file, "--epochs", "0")).isEqualTo(2);
        assertThat(run("--network", "lenet5", "--out", file, "--threads", "0")).isEqualTo(2);
        assertThat(run("--network", "lenet5", "--out", file, "--learning-rate", "NaN"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("epochs (0) must be at least 1");
    }

    @Test
    void missingDataAreBadInputWithARemedy() {
        Path data = directory.resolve("nothing");
        String file = directory.resolve("x.onnx").toString();

        assertThat(run("--network", "lenet5", "--data", data.toString(), "--out", file))
                .isEqualTo(3);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("error: " + data).contains("no such file"),
                        help -> assertThat(help).startsWith("help: ").contains("dataset-fashion-mnist"));
    }

    @Test
    void damagedDataAreBadInputThatNamesTheByte() throws IOException {
        Files.write(directory.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8, 3, 0, 0});
        Files.write(directory.resolve("train-labels-idx1-ubyte"), new byte[0]);
        String file = directory.resolve("x.onnx").toString();

        assertThat(run("--network", "lenet5", "--data", directory.toString(), "--out", file))
                .isEqualTo(3);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString()).contains("train-images-idx3-ubyte: byte 6:").contains("help: ");
    }

    @Test
    void anUnwritableTargetIsFoundBeforeTheTraining() {
        String file = directory.resolve("no-such-directory").resolve("x.onnx").toString();

        assertThat(run("--network", "lenet5", "--out", file)).isEqualTo(3);
        assertThat(err.toString()).startsWith("error: cannot write " + file).contains("help: ");
    }

    private int run(String... arguments) {
        return TrainMain.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
