package org.layco.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainMainTest {
    @TempDir
    private Path directory = Path.of("set by JUnit");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpGoesToStandardOutputAndNamesTheNetworks() {
        assertThat(run("pretrain", "--help")).isEqualTo(0);
        assertThat(out.toString()).contains("RESNET8, LENET5").contains("--epochs");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void missingAndUnknownOptionsAreUsageErrors() {
        assertThat(run("pretrain", "--out", "x.onnx")).isEqualTo(2);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("layco: error: ").contains("--network"),
                        help -> assertThat(help).startsWith("help: layco pretrain --help"));
        assertThat(run("pretrain", "--network", "vgg", "--out", "x.onnx")).isEqualTo(2);
        assertThat(run("pretrain", "--network", "lenet5", "--out", "x.onnx", "--speed", "9"))
                .isEqualTo(2);
    }

    @Test
    void valuesOutsideTheirRangeAreUsageErrors() {
        String file = directory.resolve("x.onnx").toString();

        assertThat(run("pretrain", "--network", "lenet5", "--out", file, "--epochs", "0"))
                .isEqualTo(2);
        assertThat(run("pretrain", "--network", "lenet5", "--out", file, "--learning-rate", "0"))
                .isEqualTo(2);
        assertThat(run("pretrain", "--network", "lenet5", "--out", file, "--learning-rate", "NaN"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("epochs (0) must be at least 1");
    }

    @Test
    void missingDataAreBadInputWithARemedy() {
        Path data = directory.resolve("nothing");
        String file = directory.resolve("x.onnx").toString();

        assertThat(run("pretrain", "--network", "lenet5", "--data", data.toString(), "--out", file))
                .isEqualTo(3);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        error ->
                                assertThat(error).startsWith(data + ": error: ").contains("no such file"),
                        help -> assertThat(help).startsWith("help: "));
    }

    @Test
    void damagedDataAreBadInputThatNamesTheByte() throws IOException {
        Files.write(directory.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8, 3, 0, 0});
        Files.write(directory.resolve("train-labels-idx1-ubyte"), new byte[0]);
        String file = directory.resolve("x.onnx").toString();

        assertThat(run("pretrain", "--network", "lenet5", "--data", directory.toString(), "--out", file))
                .isEqualTo(3);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString())
                .contains("train-images-idx3-ubyte: error: byte 6:")
                .contains("help: ");
    }

    @Test
    void anUnwritableTargetIsFoundBeforeTheTraining() {
        String file = directory.resolve("no-such-directory").resolve("x.onnx").toString();

        assertThat(run("pretrain", "--network", "lenet5", "--out", file)).isEqualTo(3);
        assertThat(err.toString())
                .startsWith(file + ": error: cannot write there")
                .contains("help: ");
    }

    @Test
    void trainsOnTheGivenFilesAndWritesTheNetworkWithItsOrigin() throws IOException {
        IdxFiles.write(directory, "train", SyntheticImages.create(2400, 1));
        IdxFiles.write(directory, "t10k", SyntheticImages.create(200, 2));
        Path file = directory.resolve("lenet5.onnx");
        String cache = Path.of("target", "djl").toString();

        int code = run(("pretrain --network lenet5 --epochs 1 --seed 5 --threads 1 --native-cache " + cache + " --data "
                        + directory + " --out " + file)
                .split(" "));

        assertThat(err.toString())
                .contains("lenet5: 61706 parameters, 400 training images")
                .contains("epoch 1/1  loss ");
        assertThat(code).isEqualTo(0);
        assertThat(out.toString()).startsWith(file + ": top-1 ").endsWith(" % of 200 test images\n");
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
        assertThat(model.getMetadataPropsList()).anySatisfy(property -> {
            assertThat(property.getKey()).isEqualTo("layco.command");
            assertThat(property.getValue()).startsWith("layco pretrain --network lenet5 --epochs 1 --seed 5");
        });
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).as("files beside the four of the data set").hasSize(5);
        }
    }

    private int run(String... arguments) {
        return TrainMain.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
