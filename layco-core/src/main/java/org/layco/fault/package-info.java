/**
 * Random errors that are functions of names, never of call order: keyed streams, sparse draws of failed writes, bit
 * errors in stored codes, Gaussian level noise. Entry types: {@link org.layco.fault.StreamKey},
 * {@link org.layco.fault.FailedWrites}. Uses `network`, `device`, `quant`.
 */
@NullMarked
package org.layco.fault;

import org.jspecify.annotations.NullMarked;
