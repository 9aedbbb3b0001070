package org.layco.io.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.device.FaultModel;
import org.layco.device.FaultParameters;
import org.layco.device.LevelGaussians;
import org.layco.device.LevelGaussians.Level;
import org.layco.device.LineWeakness;
import org.layco.device.MemoryCell;
import org.layco.device.StuckCells;
import org.layco.device.WeakCells;
import org.layco.hardware.Accelerator;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.Style;
import org.layco.io.InvalidInputException;
import org.layco.source.Kind;
import org.layco.source.Sourced;

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
    void aUsersAcceleratorTakesFromItsBaseWhatItDoesNotState(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("mine.yaml");
        Files.writeString(file, """
                        layco: 1
                        name: mine
                        base: isaac_isca_2016
                        title: ISAAC with four ADCs an IMA
                        output:
                          max_bits: 8
                          converter: {type: sar, bits: 8, power: 2 mW, rate: 1.28 GHz, area: 1200 um2, per_ima: 4, source: mine, kind: assumed}
                        """);
        Accelerator mine = library.accelerator(file.toString(), Style.CASCADE);
        Accelerator isaac = library.accelerator("isaac", Style.CASCADE);
        assertThat(mine.name()).isEqualTo("mine");
        assertThat(mine.aliases()).isEmpty();
        assertThat(mine.array()).isEqualTo(isaac.array());
        assertThat(mine.output().converter().value().copies().perArray()).isEqualTo(0.5);
        assertThat(isaac.output().converter().value().energyJoules(8, isaac.technology()))
                .isEqualTo(2e-3 / 1.28e9);
    }

    @Test
    void aBaseThatIsNotThereAndPowerWithoutARateAreReported(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("mine.yaml");
        Files.writeString(file, "layco: 1\nname: mine\nbase: isaak_isca_2016\ntitle: mine\n");
        assertThatThrownBy(() -> library.accelerator(file.toString(), Style.CASCADE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Did you mean 'isaac_isca_2016'?");
        Files.writeString(file, """
                        layco: 1
                        name: mine
                        base: isaac_isca_2016
                        activation: {power: 2 mW, source: mine, kind: assumed}
                        """);
        assertThatThrownBy(() -> library.accelerator(file.toString(), Style.CASCADE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("power stands with a rate");
        Files.writeString(file, """
                        layco: 1
                        name: mine
                        base: isaac_isca_2016
                        parts: [{name: pool, charged: nothing, energy: 1 pJ, source: mine, kind: assumed}]
                        """);
        assertThatThrownBy(() -> library.accelerator(file.toString(), Style.CASCADE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Give its rate");
    }

    @Test
    void faultsAreReadFromTheBlocksThatACardHas(@TempDir Path directory) throws IOException {
        assertThat(library.cell("default").faults())
                .isEqualTo(new FaultParameters(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(library.cell("default").faultModel())
                .isEqualTo(FaultModel.of(library.cell("default").bitErrors().value()));
        String shipped = Files.readString(Path.of("..", "hardware", "cells", "hfox_default.yaml"));
        Path file = directory.resolve("mine.yaml");
        Files.writeString(file, shipped + """
                        weak_bitlines: {share: 0.05, factor: 4, source: a paper, kind: measured}
                        weak_wordlines: {share: 0.1, factor: 2, source: a guess, kind: assumed}
                        weak_cells: {share: 1e-3, failure: 0.5, source: a paper, kind: fitted}
                        stuck_cells: {share: 1e-4, source: a paper, kind: measured}
                        levels:
                          values: [{mean: 0, sd: 0.1}, {mean: 1, sd: 0.1}]
                          source: a simulator
                          kind: simulated
                        """);
        MemoryCell mine = library.cell(file.toString());
        assertThat(mine.faultModel())
                .isEqualTo(new FaultModel(
                        mine.bitErrors().value(),
                        Optional.of(new LineWeakness(0.05, 4)),
                        Optional.of(new LineWeakness(0.1, 2)),
                        Optional.of(new WeakCells(1e-3, 0.5)),
                        Optional.of(new StuckCells(1e-4, 0.9))));
        assertThat(mine.faults().weakBitlines())
                .contains(new Sourced<>(new LineWeakness(0.05, 4), "a paper", Kind.MEASURED));
        assertThat(mine.faults().levels().orElseThrow().value().levels())
                .containsExactly(new Level(0, 0.1), new Level(1, 0.1));
        assertThat(mine.withErrorScale(10).faults()).isEqualTo(mine.faults());
    }

    @Test
    void faultsThatCannotBeAreReportedWhereTheyAre(@TempDir Path directory) throws IOException {
        String shipped = Files.readString(Path.of("..", "hardware", "cells", "hfox_default.yaml"));
        Path file = directory.resolve("mine.yaml");
        Files.writeString(file, shipped + "weak_bitlines: {share: 0.5, factor: 4, source: a paper, kind: measured}\n");
        assertThatThrownBy(() -> library.cell(file.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("share * factor (0.5 * 4.0) must be at most 1");
        Files.writeString(file, shipped + "stuck_cells: {share: 2, source: a paper, kind: measured}\n");
        assertThatThrownBy(() -> library.cell(file.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("share (2) is outside [0.0, 1.0]");
    }

    @Test
    void theFourLevelCellConfusesItsMiddleLevelsAtTheRatesOfItsSource() {
        LevelGaussians levels =
                library.cell("nvmexplorer_mlc").faults().levels().orElseThrow().value();
        assertThat(levels.cellBits()).isEqualTo(2);
        assertThat(levels.up(1)).isCloseTo(1.74e-8, withPercentage(0.3));
        assertThat(levels.down(2)).isCloseTo(1.42e-8, withPercentage(0.3));
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
