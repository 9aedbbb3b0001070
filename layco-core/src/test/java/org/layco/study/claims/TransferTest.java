package org.layco.study.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.OperatingPoint;
import org.layco.source.Knowable;

class TransferTest {
    private static final LayerSetting FIRST = new LayerSetting(8, 8, 8, 1e-6, 1e-5);
    private static final LayerSetting LAST = new LayerSetting(8, 8, 6, 1e-6, 1e-6);
    private static final List<LayerSetting> CERTIFIED = List.of(
            FIRST,
            new LayerSetting(6, 4, 6, 1e-4, 1e-3),
            new LayerSetting(4, 5, 7, 1e-5, 1e-4),
            new LayerSetting(5, 6, 6, 1e-4, 1e-3),
            LAST);

    @Test
    void theFirstAndTheLastLayerKeepTheirSettings() {
        for (Transfer transfer : Transfer.values()) {
            List<LayerSetting> onto = transfer.onto(CERTIFIED, 21);
            assertThat(onto).hasSize(21).startsWith(FIRST).endsWith(LAST);
            assertThat(onto.subList(1, 20)).containsOnly(onto.get(1));
        }
    }

    @Test
    void innerLayersTakeTheMostBitsAndTheRarestErrorsOfAnyInnerLayer() {
        assertThat(Transfer.MOST_DEMANDING.onto(CERTIFIED, 3).get(1)).isEqualTo(new LayerSetting(6, 6, 7, 1e-5, 1e-4));
    }

    @Test
    void theMedianIsTakenOperandByOperandAndOfTwoTheMoreDemanding() {
        assertThat(Transfer.MEDIAN.onto(CERTIFIED, 3).get(1)).isEqualTo(new LayerSetting(5, 5, 6, 1e-4, 1e-3));
        assertThat(Transfer.MEDIAN.one(CERTIFIED.subList(1, 3))).isEqualTo(new LayerSetting(6, 5, 7, 1e-5, 1e-4));
    }

    @Test
    void aSettingTakesTheLowestVoltageThatItsErrorRatesAllow() {
        var cell = HardwareLibrary.shipped().cell("default");
        double tolerated = cell.writeErrorProbability(1.60).get();
        assertThat(new LayerSetting(6, 5, 8, tolerated, 1e-6).with(cell))
                .isEqualTo(Knowable.known(new OperatingPoint(6, 5, 8, 1.60, 1.66)));
        assertThat(new LayerSetting(6, 5, 8, 1e-9, 1e-6).with(cell).isKnown()).isFalse();
    }
}
