package org.layco.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.io.yaml.YamlDocument;
import org.layco.io.yaml.YamlMapping;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.PlanAssembler;
import org.layco.network.MvmShape;
import org.layco.network.Network;

/** Every row of every expected.yaml: what a paper publishes, and our own figures to notice changes. */
class ExpectedFiguresTest {
    private enum Quantity {
        PARTIAL_SUMS_PER_OUTPUT_AND_ROW_TILE,
        CONVERSIONS_PER_OUTPUT_AND_ROW_TILE,
        ARRAYS_FOR_256X256_WEIGHTS,
        RESNET20_ENERGY_UJ
    }

    private enum Origin {
        PUBLISHED,
        REGRESSION
    }

    private record Row(Quantity quantity, int bits, double value, double tolerance, Origin origin, String source) {}

    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();

    @ParameterizedTest
    @ValueSource(strings = {"cascade_rram_buffer", "timely_rram_buffer", "raq_dac_2019"})
    void designsGiveTheFiguresTheyAreExpectedTo(String name) throws IOException {
        Path file = Path.of("..", "hardware", "accelerators", name, "expected.yaml");
        List<Row> rows = YamlDocument.read(
                file.toString(), Files.readString(file), yaml -> yaml.mappings("rows", ExpectedFiguresTest::row));
        assertThat(rows).isNotEmpty();
        Accelerator accelerator = LIBRARY.accelerator(name, Style.CASCADE);
        for (Row row : rows) {
            assertThat(figure(accelerator, row))
                    .as("%s at %d bits (%s: %s)", row.quantity(), row.bits(), row.origin(), row.source())
                    .isCloseTo(row.value(), within(row.value() * row.tolerance()));
        }
    }

    private static Row row(YamlMapping yaml) {
        return new Row(
                yaml.choice("quantity", Quantity.class),
                yaml.integer("bits", 2, 16),
                yaml.number("value", 0, 1e12),
                yaml.number("tolerance", 0, 1),
                yaml.choice("origin", Origin.class),
                yaml.text("source"));
    }

    private static double figure(Accelerator accelerator, Row row) {
        int bits = row.bits();
        return switch (row.quantity()) {
            case PARTIAL_SUMS_PER_OUTPUT_AND_ROW_TILE -> accelerator.array().partialSumsPerOutput(1, bits, bits);
            case CONVERSIONS_PER_OUTPUT_AND_ROW_TILE ->
                accelerator.partialSums().conversions(accelerator.array(), bits, bits);
            case ARRAYS_FOR_256X256_WEIGHTS -> accelerator.arrays(MvmShape.fullyConnected(256, 256, 1), bits);
            case RESNET20_ENERGY_UJ -> energyMicrojoules(accelerator, bits);
        };
    }

    private static double energyMicrojoules(Accelerator accelerator, int bits) {
        MemoryCell cell = LIBRARY.cell("default");
        Network network = ResNet20.network();
        OperatingPoint point = new OperatingPoint(bits, bits, bits, cell.nominalVolts(), cell.nominalVolts());
        return new CostModel(accelerator, cell)
                        .estimate(
                                network,
                                new PlanAssembler(accelerator, cell)
                                        .assemble(
                                                network,
                                                Collections.nCopies(
                                                        network.mvmLayers().size(), point)),
                                Map.of())
                        .energyJoules()
                * 1e6;
    }
}
