package org.layco.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
    private static final int[] BITS = {2, 3, 4, 5, 6, 7, 8, 16};

    @ParameterizedTest
    @EnumSource
    void everyCodeComesBackFromItsWord(StoredCode stored) {
        for (int bits : BITS) {
            int half = 1 << (bits - 1);
            Encoding signed = stored.encoding(bits, true);
            for (int code = stored == StoredCode.SIGN_MAGNITUDE ? 1 - half : -half; code < half; code++) {
                int word = signed.encode(code);
                if (word < 0 || word >= 2 * half || signed.decode(word) != code) {
                    throw new AssertionError("%s of %d bits: code %d has word %d, which reads %d"
                            .formatted(stored, bits, code, word, signed.decode(word)));
                }
            }
            Encoding unsigned = stored.encoding(bits, false);
            for (int code = 0; code < 2 * half; code++) {
                int word = unsigned.encode(code);
                if (word < 0 || word >= 2 * half || unsigned.decode(word) != code) {
                    throw new AssertionError("%s of %d bits, unsigned: code %d has word %d, which reads %d"
                            .formatted(stored, bits, code, word, unsigned.decode(word)));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWordReadsAsACodeOfItsWidthAndAllButNegativeZeroIsThatCodesWord(StoredCode stored) {
        for (int bits : BITS) {
            int half = 1 << (bits - 1);
            Encoding signed = stored.encoding(bits, true);
            int others = 0;
            for (int word = 0; word < 2 * half; word++) {
                int code = signed.decode(word);
                assertThat(code).isBetween(-half, half - 1);
                others += signed.encode(code) == word ? 0 : 1;
            }
            assertThat(others).isEqualTo(stored == StoredCode.SIGN_MAGNITUDE ? 1 : 0);
        }
    }

    @Test
    void negativeZeroIsZeroAndTheLowestCodeHasNoSignMagnitudeWord() {
        Encoding encoding = new Encoding.SignMagnitude(4);
        assertThat(encoding.decode(0b1000)).isZero();
        assertThat(encoding.encode(0)).isZero();
        assertThat(encoding.decode(0b1111)).isEqualTo(-7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoding.encode(-8))
                .withMessageContaining("-8")
                .withMessageContaining("at most 7");
    }

    @Test
    void theWordsAreTheTextbooks() {
        assertThat(new Encoding.TwosComplement(4).encode(-3)).isEqualTo(0b1101);
        assertThat(new Encoding.SignMagnitude(4).encode(-3)).isEqualTo(0b1011);
        assertThat(new Encoding.OffsetBinary(4).encode(-3)).isEqualTo(0b0101);
        assertThat(new Encoding.Gray(3, false).encode(4)).isEqualTo(0b110);
        assertThat(new Encoding.Gray(3, true).encode(-4)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16})
    void offsetBinaryAndTwosComplementMoveBySignificanceOfTheFlippedBit(int bits) {
        for (StoredCode stored : new StoredCode[] {StoredCode.OFFSET_BINARY, StoredCode.TWOS_COMPLEMENT}) {
            Encoding encoding = stored.encoding(bits, true);
            for (int word = 0; word < 1 << bits; word++) {
                for (int bit = 0; bit < bits; bit++) {
                    int move = encoding.decode(word ^ (1 << bit)) - encoding.decode(word);
                    if (Math.abs(move) != 1 << bit) {
                        throw new AssertionError(stored + ": bit " + bit + " of word " + word + " moves by " + move);
                    }
                }
            }
            assertThat(largestMove(encoding)).isEqualTo(1 << (bits - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16})
    void grayAndSignMagnitudeCanMoveByTheWholeRange(int bits) {
        assertThat(largestMove(StoredCode.GRAY.encoding(bits, true))).isEqualTo((1 << bits) - 1);
        assertThat(largestMove(StoredCode.GRAY.encoding(bits, false))).isEqualTo((1 << bits) - 1);
        assertThat(largestMove(StoredCode.SIGN_MAGNITUDE.encoding(bits, true))).isEqualTo((1 << bits) - 2);
    }

    @Test
    void neighbouringCodesDifferInOneBitOfGray() {
        for (int bits : BITS) {
            Encoding gray = StoredCode.GRAY.encoding(bits, true);
            for (int code = -(1 << (bits - 1)); code < (1 << (bits - 1)) - 1; code++) {
                assertThat(Integer.bitCount(gray.encode(code) ^ gray.encode(code + 1)))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aStoredCodeIsNamedByItsKey() {
        assertThat(StoredCode.values())
                .extracting(StoredCode::key)
                .containsExactly("offset_binary", "twos_complement", "sign_magnitude", "gray");
    }

    private static int largestMove(Encoding encoding) {
        int largest = 0;
        for (int word = 0; word < 1 << encoding.wordBits(); word++) {
            for (int bit = 0; bit < encoding.wordBits(); bit++) {
                largest = Math.max(largest, Math.abs(encoding.decode(word ^ (1 << bit)) - encoding.decode(word)));
            }
        }
        return largest;
    }
}
