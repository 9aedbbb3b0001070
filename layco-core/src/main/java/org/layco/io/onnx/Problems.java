package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.layco.inference.OnnxRuntimeException;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/** Collects what is wrong with one ONNX file. */
final class Problems {
    private static final int LONGEST_QUOTE = 400;

    private final String file;
    private final Set<Diagnostic> found = new LinkedHashSet<>();

    Problems(String file) {
        this.file = file;
    }

    void add(String message, String help) {
        found.add(Diagnostic.of(file, message, help));
    }

    void add(Malformed problem) {
        add(problem.message(), problem.help());
    }

    void add(NodeProto node, Opsets opsets, Malformed problem) {
        add(opsets.describe(node) + ": " + problem.message(), problem.help());
    }

    boolean any() {
        return !found.isEmpty();
    }

    /** Throws all that was found, if anything was. */
    void throwIfAny() {
        if (any()) {
            throw exception();
        }
    }

    /** All that was found, to be thrown; there must be something. */
    InvalidInputException exception() {
        return new InvalidInputException(List.copyOf(found));
    }

    /** What ONNX Runtime says, on one line and without its boilerplate. */
    static String quote(OnnxRuntimeException failure) {
        String text = String.valueOf(failure.getMessage())
                .replaceAll("\\s+", " ")
                .replaceFirst("^Error code - \\w+ - message: ", "")
                .strip();
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + " ...";
    }

    /** At most three of the names, for a message. */
    static String some(List<String> names) {
        List<String> shown = new ArrayList<>(names.subList(0, Math.min(3, names.size())));
        String list = "'" + String.join("', '", shown) + "'";
        return names.size() <= shown.size() ? list : list + " and %d more".formatted(names.size() - shown.size());
    }
}
