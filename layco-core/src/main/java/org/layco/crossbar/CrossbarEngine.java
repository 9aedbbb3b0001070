package org.layco.crossbar;

import java.nio.LongBuffer;

/**
 * Computes one layer for one image as a crossbar would, errors included. All engines give the same integers; an engine
 * holds scratch space, so each worker thread has its own.
 */
public sealed interface CrossbarEngine permits ReferenceEngine, VectorEngine {
    /**
     * Overwrites {@code results} with the layer's accumulators.
     *
     * <p>A missed write of a partial sum leaves in its buffer cell what the previous position of the same image left there,
     * which is itself older if that write was missed too; before the first position every cell is at level 0.
     *
     * @param codes the image's stored input codes in the layer's layout, after any bit errors
     * @param faults the chip's faulty weights
     * @param missedWrites ascending write numbers of {@link PartialSums}, each once
     * @param results from {@link LayerProgram#newAccumulators()}
     */
    void run(LayerProgram program, int[] codes, WeightFaults faults, LongBuffer missedWrites, Accumulators results);
}
