package org.layco.search;

import java.util.List;

/**
 * What one operand of one layer tolerates at one bit-width: {@code loss = quantizationLossPp + c * p} for a bit error
 * rate p, first order in both.
 *
 * @param quantizationLossPp loss of the bit-width itself against the most bits, percentage points, at least 0
 * @param slopePp c, percentage points per unit of bit error rate; 0 where the operand has no write errors to choose
 * @param slopeUpperPp upper bound of c by one standard error, what the solver uses
 * @param points measurements behind c
 */
public record OperandTolerance(double quantizationLossPp, double slopePp, double slopeUpperPp, List<Point> points) {
    public OperandTolerance {
        points = List.copyOf(points);
    }

    /** Loss at one bit error rate, everything else clean. */
    public record Point(double bitErrorRate, Measurement measurement) {}
}
