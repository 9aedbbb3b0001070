package org.layco.inference;

import java.util.List;
import java.util.Optional;
import org.layco.network.MvmLayer;

/**
 * Where MVM layers run: plain floating point, or quantised on simulated crossbars with the errors of an operating point.
 * One per worker thread.
 */
public interface MvmExecutor {
    /**
     * Writes a feature map to the buffer. Every value that feeds at least one MVM layer is written exactly once, as soon as it is
     * produced: by this method (the network's input when the walk leaves step 0, what a digital segment gives) or by the layer
     * that makes it. What it returns replaces the value for all readers: MVM layers, tails and digital operators alike.
     *
     * @param firstReader of the MVM layers that read the value the one that runs first
     * @param n images
     * @param value n times {@code firstReader.shape().inputElements()} elements, not to be modified
     * @return the value as read back from the buffer; {@code value} itself if nothing changes
     */
    Value store(MvmLayer firstReader, int n, Value.Floats value);

    /**
     * Computes a layer, its bias and tail included, and stores what it gives if an MVM layer reads that.
     *
     * @param n images
     * @param input the stored input
     * @param addends the values that the tail adds, in its order
     * @param outputDims dimensions of the output, the batch dimension included
     * @param firstReader of the MVM layers that read the output the one that runs first
     */
    Value execute(
            MvmLayer layer, int n, Value input, List<Value> addends, long[] outputDims, Optional<MvmLayer> firstReader);

    /** Moves elements of a stored map as a digital segment would. */
    default Value select(Selection selection, Value.Stored map) {
        return selection.apply(map, char[]::new);
    }

    /** Takes back a value that this executor has made and that no one reads any more. */
    default void release(Value value) {}
}
