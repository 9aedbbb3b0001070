package org.layco.wear;

import org.layco.source.Knowable;

/**
 * What swapping takes: arrays once, all else as means per inference.
 *
 * @param bufferWrites cell writes in the buffer
 * @param crossbarWrites cell writes in crossbars, of weights that move
 * @param joules energy of both
 * @param seconds time in which the cells concerned compute nothing
 * @param arrays crossbar arrays, each with its psum cells, beyond those of the plan
 */
public record SwapCost(
        double bufferWrites, double crossbarWrites, Knowable<Double> joules, Knowable<Double> seconds, long arrays) {
    /** No swapping. */
    static final SwapCost NONE = new SwapCost(0, 0, Knowable.known(0.0), Knowable.known(0.0), 0);

    /** Buffer writes at a voltage, one line after the other. */
    static SwapCost inBuffer(WearRegion region, double writes, Knowable<Double> lineWriteSeconds) {
        return new SwapCost(
                writes,
                0,
                region.cellWriteJoules().map(joules -> joules * writes),
                lineWriteSeconds.map(seconds -> seconds * writes / region.lineCells()),
                0);
    }

    /** Arrays rewritten so many times per inference, all at once and each one row after the other. */
    static SwapCost inCrossbars(WearDemand.Crossbar crossbar, long arrays, double rewrites) {
        double writes = rewrites * arrays * crossbar.cells();
        return new SwapCost(
                0,
                writes,
                crossbar.cellWriteJoules().map(joules -> joules * writes),
                crossbar.rowWriteSeconds().map(seconds -> seconds * crossbar.rows() * rewrites),
                0);
    }

    /** The same with arrays beyond those of the plan. */
    SwapCost withArrays(long more) {
        return new SwapCost(bufferWrites, crossbarWrites, joules, seconds, more);
    }

    SwapCost plus(SwapCost other) {
        return new SwapCost(
                bufferWrites + other.bufferWrites,
                crossbarWrites + other.crossbarWrites,
                joules.flatMap(one -> other.joules.map(two -> one + two)),
                seconds.flatMap(one -> other.seconds.map(two -> one + two)),
                arrays + other.arrays);
    }
}
