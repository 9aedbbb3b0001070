package org.layco.crossbar;

import jdk.incubator.vector.FloatVector;

/**
 * Computes a layer's exact products for one image, faulty weights included and partial sums left aside. Prepared once for
 * its layer and shared by threads; a kernel of other arithmetic (int8 dot products, say) is one more implementation.
 */
interface MvmKernel {
    /** Shortest run of products worth summing in float lanes before it is spilled to integers. */
    int SHORTEST_RUN = 32;

    /** Integers up to this magnitude are exact in float lanes. */
    int FLOAT_EXACT = 1 << 24;

    /** Overwrites {@code results} with {@code sum(weight code * input code)}. */
    void multiply(int[] codes, WeightFaults faults, Workspace workspace, Accumulators results);

    /** The fastest kernel that is exact for a layer. */
    static MvmKernel of(LayerProgram program) {
        if (!program.narrow()) {
            return new WideKernel(program);
        }
        int lanes = FloatVector.SPECIES_PREFERRED.length();
        boolean fewPositions = 2 * program.shape().positions() <= lanes;
        return fewPositions && program.shape().rows() >= lanes ? new DotKernel(program) : new FloatKernel(program);
    }

    /** Products of weights up to a magnitude whose sum is exact in float lanes, whatever their signs. */
    static int longestRun(int largestWeight, LayerProgram program) {
        return (int) ((FLOAT_EXACT - 1L) / ((long) largestWeight * program.largestInput()));
    }
}
