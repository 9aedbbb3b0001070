package org.layco.io.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.Style;
import org.layco.io.InvalidInputException;

class AssumedNumbersTest {
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();

    @Test
    void onlyNumbersOfBlocksOfKindAssumedCountAndOfThemOnlyConstants() {
        assertThat(AssumedNumbers.in(YamlDocument.withBase("card", """
                layco: 1
                rows: 128
                read: {energy: 2 pJ, node: 32 nm, bits: 8, source: 3 guesses, kind: assumed}
                write: {energy: 3 pJ, source: a paper, kind: measured}
                parts:
                  - {name: latch, count: 4, source: another guess, kind: assumed}
                """, name -> "")))
                .containsExactly(
                        new AssumedNumbers.Place("read.energy", "2 pJ", "3 guesses"),
                        new AssumedNumbers.Place("parts[0].count", "4", "another guess"));
    }

    @Test
    void oneConstantIsScaledAndNothingElseChanges() {
        MemoryCell cell = LIBRARY.cell("hfox_default");
        MemoryCell scaled = constant(LIBRARY.assumedOfCell("hfox_default"), "read.low")
                .scaled()
                .apply(2);
        assertThat(scaled.read().get().value().lowOhms())
                .isEqualTo(2 * cell.read().get().value().lowOhms());
        assertThat(scaled.read().get().value().highOhms())
                .isEqualTo(cell.read().get().value().highOhms());
        assertThat(scaled.write()).isEqualTo(cell.write());
    }

    @Test
    void constantsThatACardTakesFromItsBaseAreItsOwn() {
        List<CardConstant<Accelerator>> constants = LIBRARY.assumedOfAccelerator("cascade_rram_buffer");
        assertThat(constants).extracting(CardConstant::key).contains("crossbar_read.energy");
        Accelerator halved =
                constant(constants, "feature_maps.read_bit.energy").scaled().apply(0.5);
        Accelerator own = LIBRARY.accelerator("cascade_rram_buffer", Style.CASCADE);
        assertThat(readBitJoules(halved)).isEqualTo(readBitJoules(own) / 2);
        assertThat(halved.crossbarRead()).isEqualTo(own.crossbarRead());
    }

    @Test
    void aConstantOutsideItsRangeIsRefusedByTheCardItself() {
        CardConstant<MemoryCell> share = constant(LIBRARY.assumedOfCell("default"), "bit_errors.zero_to_one");
        assertThatThrownBy(() -> share.scaled().apply(2)).isInstanceOf(InvalidInputException.class);
        assertThat(share.scaled().apply(0.5)).isNotNull();
    }

    private static double readBitJoules(Accelerator accelerator) {
        return ((FeatureMapBuffer.Rram) accelerator.featureMaps())
                .readBit()
                .value()
                .energyJoules();
    }

    private static <T> CardConstant<T> constant(List<CardConstant<T>> constants, String key) {
        return constants.stream()
                .filter(constant -> constant.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
