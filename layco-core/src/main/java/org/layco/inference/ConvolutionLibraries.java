package org.layco.inference;

import org.layco.crossbar.ConvolutionLibrary;

/** The libraries that convolve 8-bit integers, fastest first: oneDNN, ONNX Runtime, none. */
public final class ConvolutionLibraries {
    private ConvolutionLibraries() {}

    /** The fastest library that is there and exact on this processor, for one worker; to be closed. */
    public static ConvolutionLibrary fastest(OnnxRuntime runtime) {
        return DnnlConvolutions.find().or(() -> OnnxConvolutions.find(runtime)).orElse(ConvolutionLibrary.NONE);
    }
}
