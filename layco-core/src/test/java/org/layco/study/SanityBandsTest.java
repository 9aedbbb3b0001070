package org.layco.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    private static final String ABSENT = "-";

    /** Microjoules, square millimetres and milliseconds of NeuroSim and MNSIM; 0 where the page has none. */
    private static final Map<String, double[][]> OTHERS = Map.of(
            "vgg8_cifar10", new double[][] {{42.69, 58.73, 1.359}, {4449, 1390, 5.15}},
            "lenet_cifar10", new double[][] {{0, 0, 0}, {6.879, 60.45, 0.341}},
            "resnet18_cifar10", new double[][] {{0, 0, 0}, {1058, 2129, 0}});

    private static final double PAGE_PERCENT = 25;
    private static final double RATIO_PERCENT = 6;

    private record PageRow(String design, List<Double> figures) {}

    @Test
    void rowsOfThePageAreComputedAndLieWithinItsBands() throws IOException {
        List<PageRow> rows = rows();
        assertThat(rows).hasSize(7);
        for (PageRow row : rows) {
            CompareRecord.Row computed = computed("resnet20", row.design());
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

    @Test
    void rowsOfTheNetworksThatOtherToolsReportAreComputedAndTheirRatiosFollow() throws IOException {
        List<List<String>> rows = cells().stream()
                .filter(cells -> cells.size() > 3 && OTHERS.containsKey(cells.get(1)))
                .toList();
        assertThat(rows).hasSize(9);
        for (List<String> cells : rows) {
            double[] computed = figures(computed(cells.get(1), cells.get(2).replace("`", "")));
            double[][] others = Objects.requireNonNull(OTHERS.get(cells.get(1)));
            for (int figure = 0; figure < computed.length; figure++) {
                double written = Double.parseDouble(cells.get(3 + 3 * figure));
                assertThat(computed[figure]).as(cells.toString()).isCloseTo(written, withinPercentage(PAGE_PERCENT));
                for (int tool = 0; tool < others.length; tool++) {
                    assertRatio(cells.get(4 + 3 * figure + tool), written, others[tool][figure]);
                }
            }
        }
    }

    private static void assertRatio(String ratio, double written, double other) {
        if (other == 0) {
            assertThat(ratio).isEqualTo(ABSENT);
        } else {
            assertThat(Double.parseDouble(ratio)).isCloseTo(written / other, withinPercentage(RATIO_PERCENT));
        }
    }

    @Test
    void allDesignsLieWithinTheBandsOfTheNetworksThatOtherToolsReport() {
        OTHERS.forEach((network, others) -> {
            for (String design : HardwareLibrary.shipped().acceleratorNames()) {
                double[] computed = figures(computed(network, design));
                assertThat(computed[0]).as(design).isBetween(others[1][0] / 300, others[1][0] * 1.2);
                assertThat(computed[0]).as(design).isGreaterThan(others[0][0] / 3);
                assertThat(computed[1]).as(design).isLessThan(others[1][1] / 5);
            }
        });
    }

    /** Microjoules, square millimetres, milliseconds. */
    private static double[] figures(CompareRecord.Row row) {
        return new double[] {known(row.energyJ()) * 1e6, known(row.areaM2()) * 1e6, known(row.latencyS()) * 1e3};
    }

    private static void assertFigure(PageRow row, int column, double computed, double neuroSim) {
        double written = row.figures().get(column);
        assertThat(computed).as(row.design()).isCloseTo(written, withinPercentage(PAGE_PERCENT));
        assertThat(row.figures().get(column + 1))
                .as("ratio of " + row.design())
                .isCloseTo(written / neuroSim, withinPercentage(RATIO_PERCENT));
    }

    private static CompareRecord.Row computed(String network, String design) {
        HardwareLibrary library = HardwareLibrary.shipped();
        Candidate candidate = new Candidate.Uniform(library.accelerator(design, Style.CASCADE), 8, Optional.empty());
        return new DesignComparison(library.cell("default"))
                .compare(
                        List.of(ReferenceNetworks.find(network).orElseThrow()),
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
        return cells().stream()
                .filter(cells -> cells.size() > 2 && cells.get(1).startsWith("`"))
                .map(cells -> new PageRow(
                        cells.get(1).replace("`", ""),
                        cells.subList(2, cells.size()).stream()
                                .map(Double::valueOf)
                                .toList()))
                .toList();
    }

    /** The lines of all tables, cell by cell; the first is empty. */
    private static List<List<String>> cells() throws IOException {
        return Files.readAllLines(page()).stream()
                .filter(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
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
