package org.layco.io.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.Style;
import org.layco.io.InvalidInputException;

class HardwareLibraryTest {
    private final HardwareLibrary library = HardwareLibrary.shipped();

    @Test
    void everyFileOfTheHardwareDirectoryIsListed() throws IOException {
        Path hardware = Path.of("..", "hardware");
        try (Stream<Path> cells = Files.list(hardware.resolve("cells"));
                Stream<Path> designs = Files.list(hardware.resolve("accelerators"))) {
            assertThat(library.cells().stream().map(cell -> cell.name() + ".yaml"))
                    .containsExactlyInAnyOrderElementsOf(
                            cells.map(path -> path.getFileName().toString())
                                    .filter(name -> name.endsWith(".yaml"))
                                    .toList());
            assertThat(library.acceleratorNames())
                    .containsExactlyInAnyOrderElementsOf(
                            designs.map(path -> path.getFileName().toString()).toList());
        }
    }

    @Test
    void cellsAndAcceleratorsAnswerToNamesAndAliases() {
        assertThat(library.cell("default").name()).isEqualTo("hfox_default");
        assertThat(library.cell("hfox_default")).isEqualTo(library.cells().getFirst());
        assertThat(library.accelerator("raq", Style.CASCADE).name()).isEqualTo("raq_dac_2019");
    }

    @Test
    void laycoIsBuiltOnTheTemplateOfItsStyle() {
        for (Style style : Style.values()) {
            Accelerator layco = library.accelerator("layco", style);
            Accelerator baseline = library.accelerator(style.key() + "_rram_buffer", style);
            assertThat(layco.name()).isEqualTo("layco");
            assertThat(layco.named(baseline.name(), baseline.aliases())).isEqualTo(baseline);
            assertThat(layco.style()).contains(style);
        }
        assertThat(library.accelerator("layco", Style.CASCADE).array()).isEqualTo(new CrossbarArray(64, 64, 1, 1, 1));
        assertThat(library.accelerator("layco", Style.TIMELY).array()).isEqualTo(new CrossbarArray(256, 256, 4, 2, 8));
    }

    @Test
    void anUnknownNameSuggestsTheNearest() {
        assertThatThrownBy(() -> library.accelerator("cascade_rram_bufer", Style.CASCADE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Did you mean 'cascade_rram_buffer'?");
        assertThatThrownBy(() -> library.cell("unobtainium"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Known here: hfox_default");
    }

    @Test
    void aUsersCellIsReadFromItsFile(@TempDir Path directory) throws IOException {
        String shipped = Files.readString(Path.of("..", "hardware", "cells", "hfox_default.yaml"));
        Path file = directory.resolve("mine.yaml");
        Files.writeString(
                file, shipped.replace("name: hfox_default", "name: mine").replace("writes: 5e6", "writes: 1e9"));
        MemoryCell mine = library.cell(file.toString());
        assertThat(mine.name()).isEqualTo("mine");
        assertThat(mine.enduranceWrites(2.0).get()).isEqualTo(1e9);
    }

    @Test
    void aUsersMistakesAreReportedTogetherWithTheirPlaces(@TempDir Path directory) throws IOException {
        String shipped = Files.readString(Path.of("..", "hardware", "cells", "hfox_default.yaml"));
        Path file = directory.resolve("mine.yaml");
        Files.writeString(
                file,
                shipped.replace("energy: 0.6 pJ", "energy: 0.6")
                        .replace("nominal: 2.00 V", "nominal: 20 V")
                        .replace("kind: fitted", "kind: guessed"));
        assertThatThrownBy(() -> library.cell(file.toString()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.diagnostics().stream().map(problem -> problem.message()))
                                .isEqualTo(List.of(
                                        "nominal (20 V) is outside [1.00 mV, 10.0 V]",
                                        "'0.6' has no unit",
                                        "'guessed' is no kind",
                                        "'guessed' is no kind")));
    }
}
