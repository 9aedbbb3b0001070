package org.layco.io.onnx;

/** Something in an ONNX file that cannot be used; whoever knows which node is at fault makes a diagnostic of it. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String help;

    Malformed(String message, String help) {
        super(message);
        this.help = help;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String help() {
        return help;
    }
}
