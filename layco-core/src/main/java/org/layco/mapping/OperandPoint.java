package org.layco.mapping;

import org.layco.source.Knowable;

/**
 * The operating point and home of one operand of one layer.
 *
 * @param bits bit-width of the stored codes (WEIGHT, INPUT) or resolution of read-back (PARTIAL_SUM)
 * @param partition id of the {@link Partition} that holds it
 * @param writeVolts write voltage of that partition, in volts
 * @param bitErrorRate probability that one physical cell write fails, 0..1; not known if the cell states no write errors
 */
public record OperandPoint(int bits, String partition, double writeVolts, Knowable<Double> bitErrorRate) {}
