package org.layco.io.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Chips;
import org.layco.study.RunRecord.Guarantee;
import org.layco.study.SampleRunRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunRecordFilesTest {
    private static final RunRecord SAMPLE = SampleRunRecord.certified();

    @TempDir
    Path directory;

    private static Diagnostic problem(String json) {
        return catchThrowableOfType(InvalidInputException.class, () -> RunRecordFiles.fromJson("run.json", json))
                .diagnostics()
                .getFirst();
    }

    @Test
    void whatIsWrittenIsReadBackEqual() {
        Path out = directory.resolve("new");
        Path file = out.resolve("run.json");
        RunRecordFiles.write(file, SAMPLE);
        assertThat(RunRecordFiles.read(file)).isEqualTo(SAMPLE);
        assertThat(out.toFile().list()).containsExactly("run.json");
    }

    @Test
    void hasTheKeysThatOtherProgramsRelyOn() {
        JsonNode run = JsonMapper.shared().readTree(RunRecordFiles.toJson(SAMPLE));
        assertThat(run.at("/guarantee").propertyNames())
                .startsWith("limit_pp", "confidence", "loss_pp", "upper_bound_pp", "images", "trials", "met");
        assertThat(run.at("/chips").propertyNames()).contains("n", "sd_pp", "q95_pp");
        assertThat(run.at("/ladder/0").propertyNames()).startsWith("name", "top1");
        assertThat(run.at("/comparison/0").propertyNames())
                .containsExactly(
                        "baseline",
                        "style",
                        "baseline_bits",
                        "energy_ratio",
                        "lifetime_ratio",
                        "lifetime_ratio_unlevelled",
                        "area_ratio",
                        "latency_ratio",
                        "reason");
        assertThat(run.at("/plan/layers/0/operands").propertyNames()).containsExactly("weight", "input", "partial_sum");
        assertThat(run.at("/plan/layers/0/operands/partial_sum").propertyNames())
                .containsExactly("bits", "partition", "voltage_v", "bit_error_rate");
        assertThat(run.at("/partitions/0").propertyNames())
                .contains("voltage_v", "cells", "peak_cells", "writes_per_inference", "endurance");
        assertThat(run.at("/lifetime").propertyNames())
                .contains(
                        "required_years",
                        "rate_per_s",
                        "closed_form_years",
                        "first_failure_years",
                        "accuracy_judged_years",
                        "limiting_partition");
        assertThat(run.at("/wear/policies/0").propertyNames()).startsWith("name", "reference", "eta");
        assertThat(run.at("/solver").propertyNames()).startsWith("objective", "status", "relative_gap");
        assertThat(run.at("/designs/0").propertyNames()).contains("energy_j", "area_m2", "area_by_component_m2");
    }

    @Test
    void anAbsentRatioIsNullNextToItsReason() {
        JsonNode raq = JsonMapper.shared()
                .readTree(RunRecordFiles.toJson(SAMPLE))
                .at("/comparison")
                .get(4);
        assertThat(raq.get("lifetime_ratio").isNull()).isTrue();
        assertThat(raq.get("reason").asString()).contains("SRAM");
    }

    @Test
    void theSameRecordIsTheSameBytesInEveryLocale() {
        String expected = RunRecordFiles.toJson(SAMPLE);
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "ar-EG", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(RunRecordFiles.toJson(SAMPLE)).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
        assertThat(expected)
                .startsWith("{\n  \"schema\" : \"layco.run/1\",\n")
                .endsWith("}\n")
                .doesNotContain("\r");
    }

    @Test
    void aFigureThatIsNotFiniteIsNeverWritten() {
        RunRecord bad = with(new Guarantee(1, 0.95, Double.NaN, Double.POSITIVE_INFINITY, 1, 1, false, "?"));
        assertThatThrownBy(() -> RunRecordFiles.toJson(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guarantee.loss_pp is NaN, guarantee.upper_bound_pp is Infinity");
    }

    @Test
    void aMissingFileAndADirectoryAreReported() {
        assertThatThrownBy(() -> RunRecordFiles.read(directory.resolve("none.json")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("none.json: error: there is no such file\nhelp:");
        assertThatThrownBy(() -> RunRecordFiles.read(directory)).hasMessageContaining("is a directory");
    }

    @Test
    void bytesThatAreNoTextAreReported() throws Exception {
        Path file = Files.write(directory.resolve("run.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> RunRecordFiles.read(file)).hasMessageContaining("not UTF-8");
    }

    @Test
    void aTruncatedFileIsReportedWhereItEnds() {
        String json = RunRecordFiles.toJson(SAMPLE);
        Diagnostic problem = problem(json.substring(0, json.length() / 2));
        assertThat(problem.message()).startsWith("not JSON: ");
        assertThat(problem.position()).isPresent();
    }

    @Test
    void everyTruncationAndEveryGarbledByteIsADiagnosticOrARecord() {
        byte[] json = RunRecordFiles.toJson(SAMPLE).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < json.length; i += 997) {
            byte[] garbled = json.clone();
            garbled[i] = (byte) "\"{}[]:,x0-".charAt(i % 10);
            tryReading(new String(garbled, StandardCharsets.UTF_8));
            tryReading(new String(json, 0, i, StandardCharsets.UTF_8));
        }
    }

    private static void tryReading(String json) {
        try {
            RunRecordFiles.fromJson("run.json", json);
        } catch (InvalidInputException e) {
            assertThat(e.diagnostics()).isNotEmpty();
        }
    }

    @Test
    void anotherSchemaIsNamed() {
        assertThat(problem("{\"schema\": \"layco.run/9\"}").message()).contains("layco.run/9", "layco.run/1");
        assertThat(problem("{\"a\": 1}").message()).contains("not a run record");
        assertThat(problem("[]").message()).contains("not a run record");
        assertThat(problem("").message()).isNotBlank();
    }

    @Test
    void missingUnknownAndNullKeysAreNamedWithTheirPlace() {
        String json = RunRecordFiles.toJson(SAMPLE);
        assertThat(problem(json.replace("\"upper_bound_pp\"", "\"surplus\" : 1, \"upper_bound_pp\""))
                        .message())
                .startsWith("guarantee.surplus: ");
        Diagnostic missing = problem(json.replaceFirst(" *\"upper_bound_pp\" : [^\n]*\n", ""));
        assertThat(missing.message()).isEqualTo("guarantee.upper_bound_pp: the key 'upper_bound_pp' is missing");
        assertThat(missing.position()).isPresent();
        assertThat(problem(json.replaceFirst("\"met\" : true", "\"met\" : null"))
                        .message())
                .contains("guarantee.met");
        assertThat(problem(json.replaceFirst("\"ladder\" : \\[", "\"ladder\" : null, \"rungs\" : ["))
                        .message())
                .contains("ladder");
        assertThat(problem(json.replaceFirst("\"status\" : \"optimal\"", "\"status\" : null"))
                        .message())
                .isEqualTo("solver.status is null");
    }

    @Test
    void aTotalThatIsNotTheSumOfItsPartsIsReported() {
        String json = RunRecordFiles.toJson(SAMPLE);
        assertThat(problem(json.replaceFirst("(\"name\" : \"crossbar read\",\\s*\"value\" : )", "$11"))
                        .message())
                .contains("The parts of energyJ by component of layco sum to");
    }

    private static RunRecord with(Guarantee guarantee) {
        RunRecord s = SAMPLE;
        return new RunRecord(
                s.schema(),
                s.partial(),
                s.study(),
                guarantee,
                new Chips(1, 1, 0, 0),
                s.ladder(),
                s.plan(),
                s.partitions(),
                s.solver(),
                s.front(),
                s.boost(),
                s.tolerance(),
                s.designs(),
                s.comparison(),
                s.contract(),
                s.waterfalls(),
                s.errorRateSensitivity(),
                s.lifetime(),
                s.wear(),
                s.sources(),
                s.warnings(),
                s.notComputed(),
                s.provenance(),
                s.environment(),
                s.timing());
    }
}
