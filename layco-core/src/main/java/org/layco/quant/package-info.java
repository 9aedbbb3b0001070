/**
 * Codes instead of real numbers: quantisers, calibrated ranges, quantised weights and how codes are stored as bits.
 * Entry types: {@link org.layco.quant.Quantizer}, {@link org.layco.quant.QuantizedWeights}. Uses `network`.
 */
@NullMarked
package org.layco.quant;

import org.jspecify.annotations.NullMarked;
