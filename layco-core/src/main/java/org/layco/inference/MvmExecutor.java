package org.layco.inference;

import java.util.List;
import org.layco.network.MvmLayer;

/**
 * Where MVM layers run: plain floating point, or quantised on simulated crossbars with the errors of an operating point.
 * One per worker thread.
 *
 * <p>Arrays hold n images one after another. The elements of one image are in the layer's layout: (C, H, W) in and
 * (M, P, Q) out for {@link MvmLayer.Layout#CHANNELS_FIRST}, (positions, C) in and (positions, M) out for
 * {@link MvmLayer.Layout#CHANNELS_LAST}.
 */
public interface MvmExecutor {
    /**
     * Writes a feature map to the buffer. Called exactly once for every value that feeds at least one MVM layer, as soon
     * as it is produced (the network's input: when the walk leaves step 0). What it returns replaces the value for
     * all readers: MVM layers, tails and digital operators alike.
     *
     * @param firstReader of the MVM layers that read the value the one that runs first
     * @param n images
     * @param value n times {@code firstReader.shape().inputElements()} elements; not to be modified
     * @return the value as read back from the buffer, as many elements; {@code value} itself if nothing changes
     */
    float[] store(MvmLayer firstReader, int n, float[] value);

    /**
     * Computes a layer, its bias and tail included.
     *
     * @param n images
     * @param input the stored input, n times C*H*W elements; not to be modified
     * @param addends the values that the tail adds, in its order, each n times M*P*Q elements; not to be modified
     * @param output receives n times M*P*Q elements
     */
    void execute(MvmLayer layer, int n, float[] input, List<float[]> addends, float[] output);
}
