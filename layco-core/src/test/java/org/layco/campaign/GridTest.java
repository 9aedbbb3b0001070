package org.layco.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.InvalidInputException;
import org.layco.io.study.GridYaml;
import org.layco.study.Builds;

class GridTest {
    private static final Builds BUILDS = Builds.current();

    @TempDir
    private Path directory;

    private Grid grid(String text) throws IOException {
        return grid(directory, text);
    }

    private static Grid grid(Path directory, String text) throws IOException {
        Path file = Files.writeString(directory.resolve("study.yaml"), text);
        return Grid.of(GridYaml.read(file), BUILDS, "shipped");
    }

    @Test
    void everyCombinationIsAPointInTheOrderOfTheFileLastAxisFastest() throws IOException {
        Grid grid = grid("""
                layco: 1
                model: fashion_lenet5
                sweep:
                  vary:
                    style: [cascade, timely]
                    search.partitions: {from: 2, to: 4, step: 1}
                """);
        assertThat(grid.points().stream().map(grid::label))
                .containsExactly(
                        "search.partitions 2, style cascade",
                        "search.partitions 3, style cascade",
                        "search.partitions 4, style cascade",
                        "search.partitions 2, style timely",
                        "search.partitions 3, style timely",
                        "search.partitions 4, style timely");
        assertThat(grid.points().stream().map(Point::key).distinct()).hasSize(6);
        assertThat(grid.points().getFirst().parameters())
                .containsEntry("model", "fashion_lenet5")
                .containsEntry("search.partitions", "2");
    }

    @Test
    void rangesAreExactInDecimal() throws IOException {
        Grid grid = grid("""
                layco: 1
                uniform: {bits: 8}
                sweep:
                  vary:
                    uniform.voltage: {from: 1.50 V, to: 1.62 V, step: 0.04 V}
                    seed: {from: 1, to: 8, factor: 2}
                """);
        assertThat(grid.points().stream().map(point -> point.parameters().get("uniform.voltage")))
                .contains("1.50 V", "1.54 V", "1.58 V", "1.62 V");
        assertThat(grid.points().stream()
                        .map(point -> point.parameters().get("seed"))
                        .distinct())
                .containsExactly("1", "2", "4", "8");
    }

    @Test
    void aPointOfSeveralGridsIsThereOnce() throws IOException {
        Grid grid = grid("""
                layco: 1
                sweep:
                  grids:
                    - {seed: [1, 2], style: [cascade]}
                    - {seed: [2, 3], style: [cascade, timely]}
                """);
        assertThat(grid.points()).hasSize(5);
    }

    @Test
    void filesCountByTheirContentAndNotByTheirPlace() throws IOException {
        String study = "layco: 1\ncell: ./my.yaml\nsweep: {vary: {seed: [1, 2]}}\n";
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        Files.writeString(first.resolve("my.yaml"), "layco: 1");
        Files.writeString(second.resolve("my.yaml"), "layco: 1");
        String key = grid(first, study).key();
        assertThat(grid(second, study).key()).isEqualTo(key);
        Files.writeString(second.resolve("my.yaml"), "layco: 2");
        assertThat(grid(second, study).key()).isNotEqualTo(key);
        Files.delete(second.resolve("my.yaml"));
        assertThat(grid(second, study).points().getFirst().inputs())
                .extracting(Point.Input::name, Point.Input::sha256)
                .containsExactly(tuple("my.yaml", "absent"));
        Files.writeString(first.resolve("points.csv"), "1,2");
        assertThat(grid(first, study).key()).as("measured points beside a card").isNotEqualTo(key);
    }

    @Test
    void aChangedValueAndOtherBuildsChangeTheKeys() throws IOException {
        String text = "layco: 1\nguarantee: {max_loss_pp: 1.0}\nsweep: {vary: {seed: [1, 2]}}\n";
        String key = grid(text).key();
        assertThat(grid(text.replace("1.0", "1.5")).key()).isNotEqualTo(key);
        Path file = directory.resolve("study.yaml");
        Files.writeString(file, text);
        Builds others = new Builds("0.0.9", BUILDS.libraries(), BUILDS.instructionSet());
        assertThat(Grid.of(GridYaml.read(file), others, "shipped").key()).isNotEqualTo(key);
        assertThat(Grid.of(GridYaml.read(file), BUILDS, "other cards").key()).isNotEqualTo(key);
    }

    @Test
    void pointsThatAreCertifiedShareTheErrorProbability() throws IOException {
        Grid grid = grid("layco: 1\nsweep: {vary: {seed: [1, 2, 3]}, certify: [1, 3]}\n");
        assertThat(grid.points().stream().map(point -> point.parameters().get("certified_together")))
                .containsExactly("2", null, "2");
    }

    @Test
    void whatIsWrongWithAGridIsSaidWithItsPlace() {
        for (String sweep : List.of(
                "vary: {seed: []}",
                "vary: {seed: {from: 1, to: 5, step: 0}}",
                "vary: {seed: {from: 1 V, to: 5, step: 1}}",
                "vary: {seed: {from: 1, to: 5}}",
                "varry: {seed: [1]}",
                "vary: {a: {from: 1, to: 2000, step: 1}, b: {from: 1, to: 2000, step: 1}}")) {
            assertThatThrownBy(() -> grid("layco: 1\nsweep: {" + sweep + "}\n"))
                    .as(sweep)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll("study.yaml:2:", "error: ", "help: ");
        }
    }

    @Test
    void labelsBesideAFileOfImagesBelongToIt() throws IOException {
        Path images = Files.writeString(directory.resolve("t10k-images-idx3-ubyte"), "images");
        Path labels = Files.writeString(directory.resolve("t10k-labels-idx1-ubyte"), "labels");
        String study = """
                layco: 1
                sweep: {vary: {data: [./t10k-images-idx3-ubyte]}}
                """;
        assertThat(InputFiles.of("data", images)).isEqualTo(new InputFiles(Optional.of(images), List.of(labels)));
        String before = grid(study).points().getFirst().key();
        Files.writeString(labels, "others");
        assertThat(grid(study).points().getFirst().key()).isNotEqualTo(before);
    }
}
