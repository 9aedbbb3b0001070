package org.layco.report.table;

import java.util.Optional;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.layco.report.figure.Notation;

/**
 * A cell of a table.
 *
 * @param text what is shown
 * @param note a remark below it, blank if none
 * @param value the number behind the text, in the unit of its column; absent for texts and absent figures
 */
public record Cell(String text, String note, Optional<Double> value) {
    static Cell text(String text) {
        return new Cell(text, "", Optional.empty());
    }

    static Cell text(String text, String note) {
        return new Cell(text, note, Optional.empty());
    }

    static Cell number(double value, DoubleFunction<String> notation) {
        return new Cell(notation.apply(value), "", Optional.of(value));
    }

    static Cell count(long count) {
        return new Cell(Notation.count(count), "", Optional.of((double) count));
    }

    /** A figure that may be absent, for a reason that may be given elsewhere. */
    static Cell figure(@Nullable Double value, DoubleFunction<String> notation, @Nullable String reason) {
        return value == null
                ? new Cell(Notation.ABSENT, reason == null ? "" : reason, Optional.empty())
                : number(value, notation);
    }

    Cell noted(@Nullable String remark) {
        return new Cell(text, remark == null ? "" : remark, value);
    }

    /** What sorts the cell among its column: the number, else the text. */
    public String sortKey() {
        return value.map(String::valueOf).orElse("");
    }
}
