package org.layco.io.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.hardware.Style;
import org.layco.io.study.ComparisonLoader;
import org.layco.io.study.ComparisonRequest;
import org.layco.io.study.LoadedComparison;
import org.layco.study.CompareRecord;
import org.layco.study.DesignComparison;

/** A comparison in its formats. */
class CompareFormatsTest {
    private static final Locale BEFORE = Locale.getDefault();

    private final CompareRecord record = record("hfox_default");

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(BEFORE);
    }

    @Test
    void jsonReadsBackAsTheSameRecord() {
        String json = CompareFormats.toJson(record);
        assertThat(CompareFormats.fromJson("compare.json", json)).isEqualTo(record);
        assertThat(json)
                .contains("\"energy_j\"", "\"area_m2\"", "\"latency_s\"", "\"throughput_inferences_per_s\"")
                .contains("\"tops_per_w\"", "\"tops_per_mm2\"", "\"lifetime_inferences\"", "\"contract\"")
                .contains("\"operations_per_mac\" : 2", "\"node_m\" : 6.5E-8");
    }

    @Test
    void absentFiguresAreNullWithTheirReason() {
        assertThat(CompareFormats.toJson(record("rram_nvsim2012")))
                .contains("\"lifetime_inferences\" : null")
                .contains("\"lifetime_inferences\" : \"NVSim's cell file gives no endurance\"");
    }

    @Test
    void everyCsvRowHasOneFieldForEachColumn() {
        List<String> lines =
                CompareFormats.toCsv(record("rram_nvsim2012")).lines().toList();
        List<String> header = List.of(lines.getFirst().split(",", -1));
        assertThat(header)
                .startsWith("network", "design", "bits")
                .contains("energy_of_partial_sum_j", "energy_of_crossbar_cell_read_j", "area_of_crossbar_cells_m2")
                .endsWith("unavailable")
                .doesNotHaveDuplicates();
        assertThat(lines).hasSize(3);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            assertThat(fields).hasSameSizeAs(header);
            assertThat(fields[header.indexOf("lifetime_inferences")]).isEmpty();
            assertThat(fields[header.size() - 1]).contains("lifetime_inferences: NVSim's cell file gives no endurance");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
    void theLatexTableIsTheSameInEveryLocale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        List<String> lines = CompareFormats.toLatex(record).lines().toList();
        List<String> cells = Arrays.stream(lines.stream()
                        .filter(line -> line.contains("cascade\\_rram\\_buffer"))
                        .findFirst()
                        .orElseThrow()
                        .split(" & "))
                .toList();
        assertThat(cells).hasSize(9).startsWith("resnet20", "cascade\\_rram\\_buffer");
        assertThat(cells.subList(2, 9)).allMatch(cell -> cell.matches("[0-9.]+( \\\\\\\\)?|\\$[0-9.]+.times10.*"));
        assertThat(lines)
                .contains("\\toprule", "\\bottomrule", "\\end{tabular}")
                .contains("% equal on resnet20: 2 operations a MAC")
                .filteredOn(line -> line.startsWith("% different on resnet20: crossbar: 64 x 64"))
                .hasSize(1);
    }

    private static CompareRecord record(String cell) {
        LoadedComparison loaded = ComparisonLoader.load(new ComparisonRequest(
                List.of("resnet20"),
                List.of("cascade_rram_buffer", "raq"),
                8,
                Optional.empty(),
                Optional.of(cell),
                Style.CASCADE,
                Optional.<Path>empty()));
        return new DesignComparison(loaded.cell())
                .compare(loaded.networks(), loaded.candidates(), new CompareRecord.Provenance("test", "layco compare"));
    }
}
