package org.layco.crossbar;

import java.nio.LongBuffer;

/**
 * The fast engine: exact products by the layer's {@link MvmKernel}, then the changes of missed writes. Partial sums of
 * writes that succeed are never computed, since their slices add up to the product itself.
 */
public final class VectorEngine implements CrossbarEngine {
    private final Workspace workspace = new Workspace();
    private final MissedWrites misses = new MissedWrites();

    @Override
    public void run(
            LayerProgram program, int[] codes, WeightFaults faults, LongBuffer missedWrites, Accumulators results) {
        program.kernel().multiply(codes, faults, workspace, results);
        if (missedWrites.hasRemaining()) {
            misses.apply(program, codes, faults, missedWrites, results);
        }
    }
}
