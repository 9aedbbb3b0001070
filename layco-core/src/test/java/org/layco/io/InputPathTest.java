package org.layco.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.io.study.StudyYaml;
import org.layco.io.yaml.HardwareLibrary;

/** What a file from a stranger names is read only where it lies beside that file. */
class InputPathTest {
    @TempDir
    private Path directory;

    private Path owner;

    @BeforeEach
    void layOutFiles() throws IOException {
        Path given = Files.createDirectories(directory.resolve("given/below"));
        Files.writeString(directory.resolve("secret.csv"), "voltage_v,error_rate\nsecret,1\n");
        Files.writeString(directory.resolve("given/points.csv"), "x");
        Files.writeString(given.resolve("points.csv"), "x");
        Files.createSymbolicLink(directory.resolve("given/link.csv"), directory.resolve("secret.csv"));
        Files.createSymbolicLink(directory.resolve("given/up"), directory);
        Files.createSymbolicLink(directory.resolve("given/near.csv"), Path.of("points.csv"));
        owner = directory.resolve("given/card.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"points.csv", "below/points.csv", "./points.csv", "near.csv"})
    void filesBesideTheOwnerOrBelowAreFound(String name) {
        assertThat(InputPath.beside(owner, name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.csv",
                "below/../../secret.csv",
                "link.csv",
                "up/secret.csv",
                "/etc/passwd",
                "/dev/zero",
                "below",
                "",
                " ",
                "none.csv",
                "a\0b",
                "~/x",
                "..",
                "."
            })
    void nothingElseIs(String name) {
        assertThat(InputPath.beside(owner, name)).isEmpty();
        assertThat(InputPath.beside(owner, directory.resolve("secret.csv").toString()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.csv", "link.csv", "up/secret.csv", "/etc/passwd"})
    void aCardCannotHaveFilesElsewhereReadOrQuoted(String points) throws IOException {
        Path example = Path.of("..", "examples").toAbsolutePath().normalize();
        String card;
        try (var folders = Files.newDirectoryStream(example, "*-own-cell")) {
            card = Files.readString(folders.iterator().next().resolve("my_cell.yaml"));
        }
        Files.writeString(owner, card.replace("my_cell.csv", points));
        assertThatThrownBy(() -> HardwareLibrary.shipped().cell(owner.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there is no such file beside the card")
                .hasMessageNotContainingAny("secret,1", "root:");
    }

    @Test
    void aDeviceIsNoInput() {
        Path endless = Path.of("/dev/zero");
        assumeThat(Files.exists(endless)).as("there is a /dev/zero").isTrue();
        assertThatThrownBy(() -> StudyYaml.read(endless))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is a device or pipe, not a file");
    }

    @Test
    void aPathThatCannotBeIsADiagnostic() {
        assertThatThrownBy(() -> InputPath.of("a\0b"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a?b: error: is no path");
    }
}
