package org.layco.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layco.cost.ResNet20;
import org.layco.hardware.Accelerator;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;

class ActionCountsTest {
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();

    private final Accelerator cascade = LIBRARY.accelerator("layco", Style.CASCADE);
    private final Accelerator timely = LIBRARY.accelerator("layco", Style.TIMELY);
    private final Accelerator raq = LIBRARY.accelerator("raq", Style.CASCADE);

    /** 3x3 convolution, 16 channels in and out, 8x8 map: K = 144, three tiles of 64 rows, one of 256. */
    private static final MvmShape CONVOLUTION = new MvmShape(16, 8, 8, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);

    @ParameterizedTest
    @CsvSource({"16, 256", "8, 64", "4, 16"})
    void bitSerialDesignsWriteBitsTimesBitsPartialSumsAnOutputAndRowTile(int bits, int perOutput) {
        ActionCounts counts = ActionCounts.of(CONVOLUTION, cascade, bits, bits, true);
        assertThat(counts.partialSumWrites()).isEqualTo(16L * 64 * 3 * perOutput);
    }

    @Test
    void timeDomainDesignsWriteOneForEachWeightSliceAndPolarity() {
        assertThat(ActionCounts.of(CONVOLUTION, timely, 8, 8, true).partialSumWrites())
                .isEqualTo(16L * 64 * 2 * 2);
        assertThat(ActionCounts.of(CONVOLUTION, timely, 4, 4, true).partialSumWrites())
                .isEqualTo(16L * 64 * 2);
        assertThat(ActionCounts.of(CONVOLUTION, timely, 16, 16, true).partialSumWrites())
                .isEqualTo(16L * 64 * 2 * 4 * 2);
    }

    /** CASCADE: 10 conversions instead of 256 for 16 x 16 bit slices. */
    @Test
    void cascadeReadsAnOutputBackInTenConversionsAtSixteenBits() {
        assertThat(ActionCounts.of(CONVOLUTION, cascade, 16, 16, true).outputConversions())
                .isEqualTo(16L * 64 * 3 * 10);
        assertThat(ActionCounts.of(CONVOLUTION, cascade, 8, 8, true).outputConversions())
                .isEqualTo(16L * 64 * 3 * 5);
    }

    @Test
    void aDigitalDesignConvertsEveryPartialSumAndWritesNone() {
        ActionCounts counts = ActionCounts.of(CONVOLUTION, raq, 4, 6, true);
        assertThat(counts.partialSumWrites()).isZero();
        assertThat(counts.outputConversions()).isEqualTo(16L * 64 * 2 * 4 * 3);
    }

    /** TIMELY sums 16 arrays before a conversion: K = 4608 has 18 tiles of 256 rows, 2 groups of 16. */
    @Test
    void analogLocalBuffersConvertAColumnOnceForAllArraysTheySum() {
        Accelerator local = LIBRARY.accelerator("timely_isca_2020", Style.TIMELY);
        MvmShape deep = MvmShape.fullyConnected(4608, 10, 1);
        ActionCounts counts = ActionCounts.of(deep, local, 8, 8, true);
        assertThat(counts.outputConversions()).isEqualTo(10L * 2 * 4);
        assertThat(counts.partialSumWrites()).isEqualTo(10L * 18 * 4);
    }

    /** PipeLayer counts spikes over all input bits: one conversion for each of 4 weight slices and 2 polarities. */
    @Test
    void integrateAndFireConvertsOnceForAllInputBits() {
        Accelerator spiking = LIBRARY.accelerator("pipelayer", Style.CASCADE);
        ActionCounts counts = ActionCounts.of(MvmShape.fullyConnected(128, 10, 1), spiking, 16, 16, true);
        assertThat(counts.outputConversions()).isEqualTo(10L * 8);
        assertThat(counts.partialSumWrites()).isZero();
    }

    @Test
    void inputsAreReadForEveryUseOrOnce() {
        ActionCounts everyUse = ActionCounts.of(CONVOLUTION, cascade, 8, 8, true);
        assertThat(everyUse.featureMapWrites()).isEqualTo(16 * 64 * 8);
        assertThat(everyUse.featureMapReads()).isEqualTo(9L * 16 * 64 * 8);
        // 16 outputs of 8 one-bit columns spread over two arrays of 64 columns.
        assertThat(everyUse.inputConversions()).isEqualTo(9L * 16 * 64 * 8 * 2);
        ActionCounts once = ActionCounts.of(CONVOLUTION, timely, 8, 8, true);
        assertThat(once.featureMapReads()).isEqualTo(16 * 64 * 8);
        assertThat(once.inputConversions()).isEqualTo(16 * 64);
        assertThat(once.inputForwards()).isEqualTo(9L * 16 * 64);
    }

    @Test
    void aFeatureMapThatAnotherLayerWroteIsOnlyRead() {
        ActionCounts second = ActionCounts.of(CONVOLUTION, cascade, 8, 8, false);
        assertThat(second.featureMapWrites()).isZero();
        assertThat(second.featureMapReads()).isEqualTo(9L * 16 * 64 * 8);
    }

    @Test
    void smallGroupsShareAnArrayOnItsDiagonal() {
        MvmShape depthwise = new MvmShape(32, 8, 8, 32, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 32);
        // 9 rows and 8 columns a group: seven groups in 64 x 64.
        assertThat(cascade.arrays(depthwise, 8)).isEqualTo(5);
        assertThat(cascade.arrays(CONVOLUTION, 8)).isEqualTo(3 * 2);
        // RAQ: 2 * W_i * ceil(144/256) * ceil(16/256).
        assertThat(raq.arrays(CONVOLUTION, 5)).isEqualTo(10);
        assertThat(ActionCounts.of(depthwise, cascade, 8, 8, true).partialSumWrites())
                .isEqualTo(32L * 64 * 64);
    }

    /**
     * Orders of magnitude published for ResNet-20's buffer writes with 0.6 pJ a write: bit-serial 116 and 30 uJ at 16 and
     * 8 bits, time-domain 3.1 and 1.2 uJ; at 4 bits 4.8 and 0.38 uJ hold at 1.58 V. They count one pulse a write and one
     * polarity; this model charges two pulses and TIMELY's two polarities.
     */
    @ParameterizedTest
    @CsvSource({
        "CASCADE, 16, 2.0, 116",
        "CASCADE, 8, 2.0, 30",
        "CASCADE, 4, 1.58, 4.8",
        "TIMELY, 16, 2.0, 3.1",
        "TIMELY, 8, 2.0, 1.2",
        "TIMELY, 4, 1.58, 0.38"
    })
    void bufferWritesOfResNet20HaveTheExpectedOrderOfMagnitude(
            Style style, int bits, double volts, double microjoules) {
        CrossbarArray array = style == Style.CASCADE ? cascade.array() : new CrossbarArray(256, 256, 4, 1, 8);
        long writes = 0;
        Set<String> written = new HashSet<>();
        for (MvmLayer layer : ResNet20.network().mvmLayers()) {
            writes += layer.shape().outputElements()
                    * array.partialSumsPerOutput(layer.shape().rows(), bits, bits);
            writes += written.add(layer.input()) ? (long) layer.shape().inputElements() * bits : 0;
        }
        double onePulseJoules = 0.6e-12 * volts * volts / 4;
        assertThat(writes * onePulseJoules * 1e6).isCloseTo(microjoules, within(0.04 * microjoules));
    }

    @Test
    void partialSumWritesOfResNet20AtEightBits() {
        long bitSerial = 0;
        long timeDomain = 0;
        for (MvmLayer layer : ResNet20.network().mvmLayers()) {
            bitSerial += ActionCounts.of(layer.shape(), cascade, 8, 8, true).partialSumWrites();
            timeDomain += ActionCounts.of(layer.shape(), timely, 8, 8, true).partialSumWrites();
        }
        assertThat(bitSerial).isEqualTo(745_482L * 64);
        // 0.55 M a polarity.
        assertThat(timeDomain).isEqualTo(274_442L * 2 * 2);
    }
}
