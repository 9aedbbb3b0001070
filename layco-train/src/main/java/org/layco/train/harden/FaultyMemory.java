package org.layco.train.harden;

import java.nio.LongBuffer;
import org.layco.device.BitErrorModel;
import org.layco.fault.BitErrors;
import org.layco.fault.FailedWrites;
import org.layco.fault.StreamKey;
import org.layco.quant.Encoding;
import org.layco.quant.Quantizer;

/**
 * Stores numbers as codes and reads them back, with the quantiser, the draws and the bit flips of evaluation. Holds scratch
 * space: one per thread.
 */
final class FaultyMemory {
    private static final BitErrorModel FLIPS = new BitErrorModel.Uniform();

    private final FailedWrites draws = new FailedWrites();
    private char[] digits = new char[0];

    /**
     * Replaces numbers by what is read back.
     *
     * @param key name of the write: other keys fail elsewhere
     * @param bitErrorRate of every bit, 0..1
     */
    void store(StreamKey key, Quantizer quantizer, double bitErrorRate, float[] values, int from, int count) {
        if (digits.length < count) {
            digits = new char[count];
        }
        quantizer.quantize(values, from, digits, 0, count);
        Encoding encoding = quantizer.encoding();
        if (bitErrorRate > 0) {
            LongBuffer failed = draws.draw(key.failedWrites(), (long) count * encoding.wordBits(), bitErrorRate);
            BitErrors.apply(failed, key.outcomes(), FLIPS, encoding, quantizer.zeroPoint(), digits);
        }
        quantizer.dequantize(digits, 0, values, from, count);
    }
}
