package org.layco.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class QuantizerTest {
    @Test
    void codesAreSymmetricWhenSignedAndStartAtZeroWhenNot() {
        assertThat(new Quantizer(8, true, 1).lowest()).isEqualTo(-127);
        assertThat(new Quantizer(8, true, 1).highest()).isEqualTo(127);
        assertThat(new Quantizer(8, false, 1).lowest()).isZero();
        assertThat(new Quantizer(16, false, 1).highest()).isEqualTo(65535);
    }

    @Test
    void roundingIsToNearestAndTiesGoToEven() {
        Quantizer quantizer = new Quantizer(4, true, 0.5);
        assertThat(quantizer.quantize(0.25f)).isZero();
        assertThat(quantizer.quantize(0.75f)).isEqualTo(2);
        assertThat(quantizer.quantize(-0.75f)).isEqualTo(-2);
        assertThat(quantizer.quantize(0.8f)).isEqualTo(2);
        assertThat(quantizer.quantize(100f)).isEqualTo(7);
        assertThat(quantizer.quantize(Float.NEGATIVE_INFINITY)).isEqualTo(-7);
    }

    @Test
    void wholeArraysAreQuantizedLikeSingleValues() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int bits : new int[] {2, 5, 8, 16}) {
            for (boolean signed : new boolean[] {true, false}) {
                Quantizer quantizer = Quantizer.ofRange(bits, signed, 2);
                float[] values = new float[101];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (random.nextGaussian() * 1.5);
                }
                char[] codes = new char[110];
                quantizer.quantize(values, 1, codes, 5, 100);
                float[] back = new float[101];
                quantizer.dequantize(codes, 5, back, 1, 100);
                char[] again = new char[110];
                quantizer.quantize(back, 1, again, 5, 100);
                assertThat(again).isEqualTo(codes);
                for (int i = 1; i <= 100; i++) {
                    int code = codes[i + 4] - quantizer.zeroPoint();
                    assertThat(code).isEqualTo(quantizer.quantize(values[i]));
                    assertThat(back[i]).isEqualTo(quantizer.dequantize(code));
                }
            }
        }
    }

    @Test
    void everyStoredCodeDecodesToItself() {
        for (Encoding encoding : new Encoding[] {
            new Encoding.OffsetBinary(5),
            new Encoding.DifferentialPair(5),
            new Encoding.OffsetBinary(16),
            new Encoding.DifferentialPair(16)
        }) {
            int highest = (1 << (encoding.bits() - 1)) - 1;
            for (int code = -highest; code <= highest; code++) {
                assertThat(encoding.decode(encoding.encode(code))).isEqualTo(code);
            }
        }
        assertThat(new Encoding.PlainBinary(8).decode(255)).isEqualTo(255);
        assertThat(new Encoding.OffsetBinary(8).decode(0)).isEqualTo(-128);
    }

    @Test
    void bitWidthsAndScalesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quantizer(9, true, 1))
                .withMessageContaining("9");
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantizer(8, true, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantizer(8, true, Double.NaN));
    }
}
