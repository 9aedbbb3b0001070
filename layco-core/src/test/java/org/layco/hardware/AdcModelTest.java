package org.layco.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class AdcModelTest {
    private static final double[] NODES = {7e-9, 16e-9, 32e-9, 45e-9, 65e-9, 130e-9, 180e-9};
    private static final double[] RATES = {1e6, 1e7, 1e8, 1e9, 1.28e9, 5e9};

    /** Points of the regression at 65 nm, 1.28 GS/s, evaluated with the plug-in's own code: picojoules. */
    @Test
    void agreesWithTheSurveyRegression() {
        assertThat(AdcModel.energyJoules(6, 65e-9, 1.28e9)).isCloseTo(4.0364e-12, Percentage.withPercentage(1));
        assertThat(AdcModel.energyJoules(8, 65e-9, 1.28e9)).isCloseTo(7.31116e-12, Percentage.withPercentage(1));
        assertThat(AdcModel.energyJoules(10, 65e-9, 1.28e9)).isCloseTo(62.2208e-12, Percentage.withPercentage(1));
        assertThat(AdcModel.areaSquareMetres(8, 65e-9, 1.28e9)).isCloseTo(19481.6e-12, Percentage.withPercentage(1));
    }

    @Test
    void agreesWithEveryReferencePointFromSixBits() throws IOException {
        Optional<Path> reference = sharedData().map(data -> data.resolve("adc_model/adc_ref.csv"));
        assumeTrue(
                reference.filter(Files::exists).isPresent(),
                "Skipped the comparison with all reference points of the regression: shared/data is absent.");
        List<String> lines = Files.readAllLines(reference.orElseThrow());
        int compared = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",");
            int bits = Integer.parseInt(fields[0]);
            if (bits >= 6 && bits <= AdcModel.MAX_BITS) {
                double node = Double.parseDouble(fields[1]) * 1e-9;
                double rate = Double.parseDouble(fields[2]);
                assertThat(AdcModel.energyJoules(bits, node, rate) * 1e12)
                        .as(line)
                        .isCloseTo(Double.parseDouble(fields[3]), Percentage.withPercentage(1));
                assertThat(AdcModel.areaSquareMetres(bits, node, rate) * 1e12)
                        .as(line)
                        .isCloseTo(Double.parseDouble(fields[4]), Percentage.withPercentage(1));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(40);
    }

    @Test
    void belowSixBitsTheShapeIsIsaacsAndBelowFourLinear() {
        double six = AdcModel.energyJoules(6, 65e-9, 1e8);
        assertThat(AdcModel.energyJoules(5, 65e-9, 1e8)).isCloseTo(six * 0.99 / 1.20, within(1e-18));
        double four = AdcModel.energyJoules(4, 65e-9, 1e8);
        assertThat(four).isCloseTo(six * 0.79 / 1.20, within(1e-18));
        assertThat(AdcModel.energyJoules(1, 65e-9, 1e8)).isCloseTo(four / 4, within(1e-18));
    }

    @Test
    void energyIsMonotoneInBitsNodeAndRate() {
        for (double node : NODES) {
            for (double rate : RATES) {
                for (int bits = 2; bits <= AdcModel.MAX_BITS; bits++) {
                    assertThat(AdcModel.energyJoules(bits, node, rate))
                            .isGreaterThan(AdcModel.energyJoules(bits - 1, node, rate));
                    assertThat(AdcModel.areaSquareMetres(bits, node, rate))
                            .isGreaterThan(AdcModel.areaSquareMetres(bits - 1, node, rate));
                }
            }
        }
        for (int bits = 1; bits <= AdcModel.MAX_BITS; bits++) {
            for (double rate : RATES) {
                for (int n = 1; n < NODES.length; n++) {
                    assertThat(AdcModel.energyJoules(bits, NODES[n], rate))
                            .isGreaterThan(AdcModel.energyJoules(bits, NODES[n - 1], rate));
                }
            }
            for (int r = 1; r < RATES.length; r++) {
                assertThat(AdcModel.energyJoules(bits, 65e-9, RATES[r]))
                        .isGreaterThanOrEqualTo(AdcModel.energyJoules(bits, 65e-9, RATES[r - 1]));
            }
        }
    }

    @Test
    void outsideTheSurveyItThrows() {
        assertThatThrownBy(() -> AdcModel.energyJoules(0, 65e-9, 1e8)).hasMessageContaining("bits (0)");
        assertThatThrownBy(() -> AdcModel.energyJoules(8, 1e-6, 1e8)).hasMessageContaining("nodeMetres");
        assertThatThrownBy(() -> AdcModel.energyJoules(8, 65e-9, 1e12)).hasMessageContaining("hertz");
    }

    private static Optional<Path> sharedData() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
