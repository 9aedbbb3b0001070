package org.layco.io;

import java.util.Optional;

/**
 * One mistake in a user's input: where it is, what is wrong and what to do about it.
 *
 * @param place the file, option or value at fault
 * @param position line and column in the file, where it is a text file
 * @param message what is wrong, with the offending values; one sentence without a final stop
 * @param help what to do about it, one or two sentences
 */
public record Diagnostic(String place, Optional<Position> position, String message, String help) {
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LINE = 160;

    /**
     * A place in a text file.
     *
     * @param line from 1
     * @param column from 1, in characters
     * @param sourceLine the line's text, without its end
     */
    public record Position(int line, int column, String sourceLine) {
        public Position {
            if (line < 1 || column < 1) {
                throw new IllegalArgumentException("Line (%d) and column (%d) count from 1.".formatted(line, column));
            }
        }
    }

    public Diagnostic {
        if (place.isBlank() || message.isBlank() || help.isBlank()) {
            throw new IllegalArgumentException("A diagnostic needs a place ('%s'), a message ('%s') and help ('%s')."
                    .formatted(place, message, help));
        }
    }

    /** A diagnostic about an input without lines: a binary file, a directory, a command line option. */
    public static Diagnostic of(String place, String message, String help) {
        return new Diagnostic(place, Optional.empty(), message, help);
    }

    /** A diagnostic about a place in a text file; {@code line} and {@code column} count from 1. */
    public static Diagnostic at(String place, int line, int column, String sourceLine, String message, String help) {
        return new Diagnostic(place, Optional.of(new Position(line, column, sourceLine)), message, help);
    }

    /**
     * The diagnostic as shown to the user: {@code place[:line:col]: error: message}, the source line with a caret below
     * the column where there is one, and {@code help: ...}; lines joined by {@code \n}, none at the end.
     */
    public String render() {
        StringBuilder text = new StringBuilder(place);
        position.ifPresent(at -> text.append(':').append(at.line()).append(':').append(at.column()));
        text.append(": error: ").append(clipped(message));
        position.map(Diagnostic::window)
                .ifPresent(at -> text.append("\n  ")
                        .append(at.sourceLine())
                        .append("\n  ")
                        .append(caretLine(at)));
        return text.append("\nhelp: ").append(clipped(help)).toString();
    }

    /** A value that fills the screen helps nobody to find it. */
    private static String clipped(String text) {
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT / 2) + " ... " + text.substring(text.length() - LONGEST_TEXT / 2);
    }

    /** The part of a long line around its column. */
    private static Position window(Position at) {
        String line = at.sourceLine();
        if (line.length() <= LONGEST_LINE) {
            return at;
        }
        int from = Math.clamp(at.column() - 1L - LONGEST_LINE / 2, 0, line.length() - LONGEST_LINE);
        int column = Math.clamp(at.column() - from, 1, LONGEST_LINE + 1);
        return new Position(at.line(), column, line.substring(from, from + LONGEST_LINE));
    }

    /** Blanks up to the column, tabs kept so that the caret stands below its character, then the caret. */
    private static String caretLine(Position at) {
        StringBuilder indent = new StringBuilder();
        for (int i = 0; i < at.column() - 1; i++) {
            boolean tab = i < at.sourceLine().length() && at.sourceLine().charAt(i) == '\t';
            indent.append(tab ? '\t' : ' ');
        }
        return indent.append('^').toString();
    }
}
