package org.layco.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.network.reference.ReferenceNetworks;

/** docs/model/sanity-bands.md: its rows are what is computed, and designs lie within its bands of NeuroSim's figures. */
class SanityBandsTest {
    private static final double NEUROSIM_JOULES = 11.97e-6;
    private static final double NEUROSIM_SQUARE_METRES = 13.98e-6;
    private static final double NEUROSIM_SECONDS = 1.371e-3;
    private static final double PAGE_PERCENT = 25;
    private static final double RATIO_PERCENT = 6;

    private record PageRow(String design, List<Double> figures) {}

    @Test
    void rowsOfThePageAreComputedAndLieWithinItsBands() throws IOException {
        List<PageRow> rows = rows();
        assertThat(rows).hasSize(7);
        for (PageRow row : rows) {
            CompareRecord.Row computed = computed(row.design());
            double joules = known(computed.energyJ());
            double squareMetres = known(computed.areaM2());
            double seconds = known(computed.latencyS());
            assertFigure(row, 0, joules * 1e6, NEUROSIM_JOULES * 1e6);
            assertFigure(row, 2, squareMetres * 1e6, NEUROSIM_SQUARE_METRES * 1e6);
            assertFigure(row, 4, seconds * 1e3, NEUROSIM_SECONDS * 1e3);
            assertThat(joules / NEUROSIM_JOULES).as(row.design()).isBetween(1 / 30.0, 30.0);
            assertThat(squareMetres / NEUROSIM_SQUARE_METRES).as(row.design()).isBetween(1 / 30.0, 1.0);
            assertThat(seconds / NEUROSIM_SECONDS).as(row.design()).isBetween(0.1, 10.0);
        }
    }

    private static void assertFigure(PageRow row, int column, double computed, double neuroSim) {
        double written = row.figures().get(column);
        assertThat(computed).as(row.design()).isCloseTo(written, withinPercentage(PAGE_PERCENT));
        assertThat(row.figures().get(column + 1))
                .as("ratio of " + row.design())
                .isCloseTo(written / neuroSim, withinPercentage(RATIO_PERCENT));
    }

    private static CompareRecord.Row computed(String design) {
        HardwareLibrary library = HardwareLibrary.shipped();
        Candidate candidate = new Candidate.Uniform(library.accelerator(design, Style.CASCADE), 8, Optional.empty());
        return new DesignComparison(library.cell("default"))
                .compare(
                        List.of(ReferenceNetworks.find("resnet20").orElseThrow()),
                        List.of(candidate),
                        new CompareRecord.Provenance("test", "layco compare"))
                .rows()
                .getFirst();
    }

    private static double known(@Nullable Double figure) {
        return Objects.requireNonNull(figure);
    }

    /** The lines of the first table: a design in backquotes, then numbers. */
    private static List<PageRow> rows() throws IOException {
        return Files.readAllLines(page()).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> new PageRow(
                        cells.get(1).replace("`", ""),
                        cells.subList(2, cells.size()).stream()
                                .map(Double::valueOf)
                                .toList()))
                .toList();
    }

    private static Path page() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/model/sanity-bands.md"))) {
            directory = Objects.requireNonNull(directory.getParent());
        }
        return directory.resolve("docs/model/sanity-bands.md");
    }
}
