package org.layco.io.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.device.MemoryCell;
import org.layco.device.NormalDistribution;
import org.layco.io.InvalidInputException;
import org.layco.source.Kind;
import org.layco.source.Knowable;

/** A user's own cell: a card with measured points, as in {@code examples/03-own-cell}. */
class OwnCellTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "03-own-cell");

    @TempDir
    private Path directory;

    @Test
    void lawsAreFittedToThePointsAndSayHowGoodTheFitIs() {
        MemoryCell cell =
                HardwareLibrary.shipped().cell(EXAMPLE.resolve("my_cell.yaml").toString());
        assertThat(cell.write().get().reference())
                .matches(
                        "Pulse currents .*; fit through 10 points, 1.40 to 2.00 V, R2 0.9\\d+, residual 0.\\d+ in log10 .*");
        assertThat(cell.writeErrors().get().reference()).contains("fit through 6 points, 1.40 to 1.65 V, R2 0.99");
        assertThat(cell.endurance().get().reference()).contains("fit through 15 points, 1.40 to 2.00 V, R2 0.861");
        assertThat(cell.endurance().get().kind()).isEqualTo(Kind.FITTED);
        // The laws the points were drawn from, with noise: the fits must come back to them.
        assertThat(cell.writeEnergyJoules(1.6).get() / 2).isCloseTo(0.42e-12 * Math.pow(0.8, 1.8), within(0.015e-12));
        assertThat(cell.writeErrorProbability(1.5).get() / NormalDistribution.cumulative((1.21 - 1.5) / 0.095))
                .isBetween(0.7, 1.4);
        assertThat(cell.writeErrorProbability(1.8)).isEqualTo(Knowable.known(1e-7));
        assertThat(Math.log10(cell.enduranceWrites(1.7).get())).isCloseTo(7.48 + 4.6 * 0.3, within(0.2));
    }

    @Test
    void outsideItsPointsAFittedLawThrows() throws IOException {
        MemoryCell cell =
                HardwareLibrary.shipped().cell(EXAMPLE.resolve("my_cell.yaml").toString());
        assertThatThrownBy(() -> cell.writeErrorProbability(1.39)).hasMessageContaining("[1.4, 2.0] V, not at 1.39 V");
        assertThatThrownBy(() -> cell.write().get().value().writeEnergyJoules(2.01))
                .hasMessageContaining("2.01 V");
        assertThatThrownBy(() -> cell.endurance().get().value().writes(1.39)).hasMessageContaining("1.39 V");
        assertThatThrownBy(() -> edited("low: 1.40 V, high: 2.00 V", "low: 1.30 V, high: 2.00 V"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("operating_range [1.3, 2.0] V reaches beyond [1.4, 2.0] V, where write is known");
        assertThatThrownBy(() -> edited("  above: {rate: 1e-7, to: 2.00 V}", "  # nothing known above"))
                .hasMessageContaining("reaches beyond [1.4, 1.65] V, where write_errors is known");
    }

    @Test
    void fromAndToChooseThePoints() throws IOException {
        MemoryCell cell = edited("  law: log_linear ", "  to: 2.00 V\n  from: 1.40 V\n  law: log_linear ");
        assertThat(cell.endurance().get().reference()).contains("fit through 15 points");
        assertThatThrownBy(() -> edited("  law: log_linear ", "  from: 1.50 V\n  law: log_linear "))
                .hasMessageContaining("reaches beyond [1.5, 2.0] V, where endurance is known");
        assertThatThrownBy(() -> edited("  law: log_linear ", "  from: 1.95 V\n  law: log_linear "))
                .hasMessageContaining("1 points are too few to judge a line by");
    }

    @Test
    void mistakesInThePointsAreReportedWithTheirPlaces() throws IOException {
        assertThatThrownBy(() -> points("1.55,2.67", "1.55,about 2.67"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("my_cell.csv:")
                .hasMessageContaining("'about 2.67e-13' is not a number");
        assertThatThrownBy(() -> points("error_rate,", "errorrate,")).hasMessageContaining("Did you mean 'errorrate'?");
        assertThatThrownBy(() -> points("1.40,2.19e-13,", "1.40,2.19e-13,0,"))
                .hasMessageContaining("5 values stand below 4");
        assertThatThrownBy(() -> edited("points: my_cell.csv       # column error_rate", "points: other.csv"))
                .hasMessageContaining("other.csv: error: there is no such file");
        assertThatThrownBy(() ->
                        edited("source: Cycles to failure of 15 cells\n  kind: fitted", "source: x\n  kind: measured"))
                .hasMessageContaining("Write 'kind: fitted'.");
    }

    @Test
    void anErrorRateThatWasNotResolvedIsNoPoint() throws IOException {
        assertThatThrownBy(() -> points("1.70,3.13e-13,,", "1.70,3.13e-13,0,"))
                .hasMessageContaining("error_rate (0.0) is outside")
                .hasMessageContaining("a point that was not resolved is no measurement");
    }

    private MemoryCell edited(String text, String replacement) throws IOException {
        return changed("my_cell.yaml", text, replacement);
    }

    private MemoryCell points(String text, String replacement) throws IOException {
        return changed("my_cell.csv", text, replacement);
    }

    private MemoryCell changed(String name, String text, String replacement) throws IOException {
        for (String file : new String[] {"my_cell.yaml", "my_cell.csv"}) {
            String content = Files.readString(EXAMPLE.resolve(file));
            if (file.equals(name)) {
                assertThat(content).contains(text);
                content = content.replace(text, replacement);
            }
            Files.writeString(directory.resolve(file), content);
        }
        return HardwareLibrary.shipped().cell(directory.resolve("my_cell.yaml").toString());
    }
}
