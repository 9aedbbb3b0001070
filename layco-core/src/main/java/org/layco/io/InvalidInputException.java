package org.layco.io;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a user's input cannot be used; carries everything that is wrong with it, at least one diagnostic. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    public InvalidInputException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n")));
        if (diagnostics.isEmpty()) {
            throw new IllegalArgumentException("An invalid input needs at least one diagnostic.");
        }
        this.diagnostics = List.copyOf(diagnostics);
    }

    public InvalidInputException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    /** Everything that is wrong, in the order it was found. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
