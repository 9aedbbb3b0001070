package org.layco.inference;

/** Thrown when ONNX Runtime refuses a model or fails while running it; the message is ONNX Runtime's own. */
public final class OnnxRuntimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OnnxRuntimeException(String message, Throwable cause) {
        super(message, cause);
    }
}
