package org.layco.wear;

import org.layco.source.Knowable;

/**
 * What swapping takes, as means per inference.
 *
 * @param bufferWrites cell writes in the buffer
 * @param crossbarWrites cell writes in crossbars, of weights that move
 * @param joules energy of both
 * @param seconds time in which the cells concerned compute nothing
 */
public record SwapCost(double bufferWrites, double crossbarWrites, Knowable<Double> joules, Knowable<Double> seconds) {
    /** No swapping. */
    static final SwapCost NONE = new SwapCost(0, 0, Knowable.known(0.0), Knowable.known(0.0));

    /** Buffer writes at a voltage, one line after the other. */
    static SwapCost inBuffer(WearRegion region, double writes, Knowable<Double> lineWriteSeconds) {
        return new SwapCost(
                writes,
                0,
                region.cellWriteJoules().map(joules -> joules * writes),
                lineWriteSeconds.map(seconds -> seconds * writes / region.lineCells()));
    }

    SwapCost plus(SwapCost other) {
        return new SwapCost(
                bufferWrites + other.bufferWrites,
                crossbarWrites + other.crossbarWrites,
                joules.flatMap(one -> other.joules.map(two -> one + two)),
                seconds.flatMap(one -> other.seconds.map(two -> one + two)));
    }
}
