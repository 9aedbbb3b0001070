package org.layco.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.layco.cost.ExpectedFigure.Origin;
import org.layco.cost.ExpectedFigure.Quantity;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.hardware.Technology;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.PlanAssembler;
import org.layco.network.Network;
import org.layco.source.Knowable;

/** Every row of every expected.yaml: what a paper publishes, and our own figures to notice changes. */
class ValidationTest {
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();
    private static final MemoryCell CELL = LIBRARY.cell("default");

    private static List<String> designs() {
        return LIBRARY.acceleratorNames();
    }

    private static List<ValidationRow> rows(String design) {
        return new Validation(name -> LIBRARY.accelerator(name, Style.CASCADE), CELL)
                .rows(design, LIBRARY.expected(design));
    }

    private static ValidationRow row(String design, Quantity quantity, String of) {
        return rows(design).stream()
                .filter(row -> row.expected().quantity() == quantity
                        && row.expected().of().equals(Optional.of(of)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("designs")
    void designsGiveTheFiguresTheyAreExpectedToOrSayWhatIsMissing(String design) {
        List<ValidationRow> rows = rows(design);
        assertThat(rows).isNotEmpty();
        for (ValidationRow row : rows) {
            assertThat(row.ok())
                    .as(
                            "%s %s at %d bits: %s instead of %s (%s)",
                            design,
                            row.expected().quantity(),
                            row.expected().weightBits(),
                            row.modelled(),
                            row.expected().value(),
                            row.exception())
                    .isEqualTo(row.exception().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("designs")
    void designsExplainTheirDeparturesAndOnlyPapersArePublished(String design) {
        Path folder = Path.of("..", "hardware", "accelerators", design);
        assertThat(folder.resolve("README.md")).exists();
        boolean isPaper = design.matches(".*_\\d{4}");
        assertThat(rows(design).stream().map(row -> row.expected().origin()).anyMatch(Origin.PUBLISHED::equals))
                .isEqualTo(isPaper);
        assertThat(LIBRARY.accelerator(design, Style.CASCADE).reference()).contains("doi ");
        assertThat(Files.exists(folder.resolve("expected.yaml"))).isTrue();
    }

    /** The table of hardware/README.md says how many published figures each design meets. */
    @ParameterizedTest
    @MethodSource("designs")
    void theLibrarysPageCountsThePublishedFiguresThatAreMet(String design) throws IOException {
        List<ValidationRow> published = rows(design).stream()
                .filter(row -> row.expected().origin() == Origin.PUBLISHED)
                .toList();
        String met = published.isEmpty()
                ? "-"
                : published.stream().filter(ValidationRow::ok).count() + " of " + published.size();
        assertThat(Files.readAllLines(Path.of("..", "hardware", "README.md")))
                .filteredOn(line -> line.startsWith("|") && line.split("\\|")[1].contains("`" + design + "`"))
                .singleElement()
                .asString()
                .contains("| " + met + " |");
    }

    @Test
    void anExceptionThatNoLongerHoldsIsNoticed() {
        ExpectedFigure figure = row("isaac_isca_2016", Quantity.POWER, "tile").expected();
        assertThat(new ValidationRow("x", figure, Knowable.known(figure.value() * 1.019)).ok())
                .isTrue();
        assertThat(new ValidationRow("x", figure, Knowable.known(figure.value() * 1.021)).ok())
                .isFalse();
        assertThat(new ValidationRow("x", figure, Knowable.unavailable("why")).ok())
                .isFalse();
    }

    @Test
    void theTotalsOfAPaperAreSumsThatMoveWithTheirParts() {
        assertThat(row("isaac_isca_2016", Quantity.POWER, "tile").modelled().get())
                .isCloseTo(12 * 24.08 + 20.7 + 7 + 42.0 / 4 + 0.52 + 0.05 + 0.4, within(1e-6));
        assertThat(row("isaac_isca_2016", Quantity.POWER, "chip").modelled().get())
                .isCloseTo(168 * 0.32813 + 10.4, within(1e-6));
    }

    private static double joules(Accelerator accelerator, OperatingPoint point) {
        Network network = ResNet20.network();
        List<OperatingPoint> points = Collections.nCopies(network.mvmLayers().size(), point);
        return new CostModel(accelerator, CELL)
                .estimate(network, new PlanAssembler(accelerator, CELL).assemble(network, points), Map.of())
                .energyJoules();
    }

    /** Characterisation: the figure that the card gave while it was stated at 65 nm. */
    @Test
    void raqBuiltAtThePlansNodeCostsWhatItDidThere() {
        Accelerator raq = LIBRARY.accelerator("raq", Style.CASCADE).builtIn(new Technology(65e-9, 1.2));
        OperatingPoint point = new OperatingPoint(6, 6, 6, CELL.nominalVolts(), CELL.nominalVolts());
        assertThat(joules(raq, point) * 1e6).isCloseTo(210.46557582970462, within(1e-9));
    }
}
