package org.layco.io.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.layco.study.SampleRunRecord;

class LayersCsvTest {
    @Test
    void hasOneRowPerLayerAndOperandBelowAHeaderWithUnits() {
        String[] lines = LayersCsv.toCsv(SampleRunRecord.certified()).split("\r\n", -1);
        assertThat(lines).hasSize(1 + 3 * 10 + 1);
        assertThat(lines[0])
                .isEqualTo("layer,operator,operand,bits,partition,voltage_v,bit_error_rate,"
                        + "layer_macs,layer_energy_j,layer_energy_share");
        assertThat(lines[2])
                .startsWith("conv1,Conv,input,6,ifm_safe,1.6,2.9E-5,112896,")
                .endsWith(",0.062");
        assertThat(lines[31]).isEmpty();
    }

    @Test
    void commasAndQuotesAreQuoted() {
        String csv = LayersCsv.toCsv(SampleRunRecord.withLayerNames(List.of("a,\"b\"", "two\nlines")));
        assertThat(csv).contains("\r\n\"a,\"\"b\"\"\",Conv,weight,").contains("\r\n\"two\nlines\",Conv,weight,");
    }

    @Test
    void aNameThatASpreadsheetWouldRunIsDefused() {
        String csv = LayersCsv.toCsv(SampleRunRecord.withLayerNames(
                List.of("=cmd|'/c calc'!A0", "@SUM(1)", "+1", "-1", "\tx", "=HYPERLINK(\"http://a\",\"b\")")));
        assertThat(csv.lines().skip(1)).allMatch(line -> line.startsWith("'") || line.startsWith("\"'"));
    }
}
