package org.layco.io.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.layco.inference.InferenceCost;
import org.layco.inference.Resolution;
import org.layco.io.InvalidInputException;
import org.layco.report.figure.CurveFigure;
import org.layco.study.CurveRecord;
import org.layco.study.RunRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CurveRecordFilesTest {
    /** Numbers are invented. */
    private static final CurveRecord SAMPLE = new CurveRecord(
            CurveRecord.SCHEMA,
            new CurveRecord.Inputs(
                    new RunRecord.NetworkSummary("net", "00", 13, List.of(3, 32, 32), 10, 2, 100, 200),
                    new RunRecord.DataSummary("data", "00", List.of("test.bin"), "scale unit", 100, 0, 20, 80),
                    "layco",
                    "cascade",
                    "hfox_default",
                    1,
                    20,
                    80),
            new CurveRecord.Setting(
                    8,
                    8,
                    new Resolution.Ideal(),
                    "layer",
                    "max",
                    List.of("weight"),
                    List.of(1e-3),
                    2,
                    "twos_complement",
                    0,
                    0,
                    0,
                    0.95),
            "over maps",
            List.of(
                    new CurveRecord.Row(
                            "float", null, null, List.of(), 0, 0, 0.9, null, null, null, 0.8, 0.95, 0, null, null),
                    row(null, null)),
            List.of(row("=conv,1", "weight")),
            new InferenceCost(3.5, 4, 3.5, 4),
            List.of(),
            new RunRecord.Provenance("test", Map.of(), "layco characterize"),
            new RunRecord.Environment("layco", "java", "os", "isa", 2, 1000, 1, List.of()),
            new RunRecord.Timing("now", 1.5, Map.of("total_s", 1.5)));

    private static CurveRecord.Row row(@Nullable String layer, @Nullable String operand) {
        return new CurveRecord.Row(
                "errors", layer, operand, List.of(), 1e-3, 2, 0.7, 0.6, 0.8, 5.0, 0.6, 0.8, 20, 10.0, 30.0);
    }

    @Test
    void whatIsWrittenIsReadBackEqual() {
        String json = CurveRecordFiles.toJson(SAMPLE);
        assertThat(CurveRecordFiles.fromJson("characterize.json", json)).isEqualTo(SAMPLE);
        assertThat(CurveRecordFiles.toJson(CurveRecordFiles.fromJson("characterize.json", json)))
                .isEqualTo(json);
    }

    @Test
    void partialSumsAreReadBackAtBitsOrIdeally() {
        String json = CurveRecordFiles.toJson(SAMPLE);
        String ideal = "\"psum_bits\" : \"ideal\"";
        assertThat(json).contains(ideal);
        assertThat(psumBits(json.replace(ideal, "\"psum_bits\" : null"))).isEqualTo(new Resolution.Ideal());
        String tenBits = json.replace(ideal, "\"psum_bits\" : 10");
        assertThat(psumBits(tenBits)).isEqualTo(new Resolution.Bits(10));
        assertThat(CurveRecordFiles.toJson(CurveRecordFiles.fromJson("characterize.json", tenBits)))
                .isEqualTo(tenBits);
        for (String wrong : List.of("0", "17", "1.5", "\"none\"", "[10]")) {
            assertThatThrownBy(() -> psumBits(json.replace(ideal, "\"psum_bits\" : " + wrong)))
                    .as(wrong)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("psum_bits");
        }
    }

    private static Resolution psumBits(String json) {
        return CurveRecordFiles.fromJson("characterize.json", json).setting().psumBits();
    }

    @Test
    void hasTheKeysThatOtherProgramsRelyOn() {
        JsonNode curve = JsonMapper.shared().readTree(CurveRecordFiles.toJson(SAMPLE));
        assertThat(curve.at("/curve/1").propertyNames())
                .containsExactly(
                        "name",
                        "layer",
                        "operand",
                        "shared_with",
                        "bit_error_rate",
                        "maps",
                        "top1",
                        "top1_low",
                        "top1_high",
                        "sd_pp",
                        "top1_images_low",
                        "top1_images_high",
                        "loss_pp",
                        "loss_low_pp",
                        "loss_high_pp");
        assertThat(curve.at("/cost").propertyNames())
                .containsExactly(
                        "passes",
                        "passes_without_prefix_caching",
                        "passes_without_early_stopping",
                        "passes_without_either");
        assertThat(curve.at("/curve/0/top1_low").isNull()).isTrue();
        assertThat(curve.at("/environment/prefix_memory_bytes").asLong()).isEqualTo(1000);
    }

    @Test
    void aRunRecordIsNoCurveRecord() {
        assertThatThrownBy(() -> CurveRecordFiles.fromJson("run.json", "{\"schema\": \"layco.run/1\"}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("layco.curve/1");
    }

    @Test
    void theTableHasARowPerPointAndNoFormulas() {
        List<String> lines = CurveCsv.toCsv(SAMPLE).lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("name,layer,operand,bit_error_rate,maps,top1,top1_low,top1_high,sd_pp");
        assertThat(lines.get(1)).isEqualTo("float,,,0.0,0,0.9,,,,0.8,0.95,0.0,,");
        assertThat(lines.get(3)).startsWith("errors,\"'=conv,1\",weight,0.001,2,0.7,0.6,0.8,5.0,");
    }

    @Test
    void theFigureIsAFileOfItsOwn() {
        assertThat(CurveFigure.of(SAMPLE).svgFile())
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .contains("width=\"88mm\"", "90.00", "70.00")
                .endsWith("</svg>\n");
    }
}
