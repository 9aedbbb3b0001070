package org.layco.io.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.layco.cost.ExpectedFigure;
import org.layco.cost.ExpectedFigure.Origin;
import org.layco.cost.ValidationRow;
import org.layco.source.Knowable;

/** Expected and modelled figures of designs as JSON: an array of rows, keys in snake case, absent figures {@code null}. */
public final class ValidationJson {
    private ValidationJson() {}

    /**
     * A row as it is written. Our own earlier figures are {@code regression}, never {@code published}.
     *
     * @param of the level, component or other design that the quantity is of
     */
    private record Row(
            String design,
            String quantity,
            @Nullable String of,
            String unit,
            @Nullable Double published,
            @Nullable Double regression,
            @Nullable Double modelled,
            @Nullable Double relativeError,
            double tolerance,
            String toleranceReason,
            boolean ok,
            @Nullable String exception,
            int operationsPerMac,
            String variant,
            int bits,
            int inputBits,
            String origin,
            String source) {}

    /** The rows as JSON, ended by a line break. */
    public static String toJson(List<ValidationRow> rows) {
        return RecordJson.write(rows.stream().map(ValidationJson::row).toList());
    }

    private static Row row(ValidationRow row) {
        ExpectedFigure expected = row.expected();
        boolean regression = expected.origin() == Origin.REGRESSION;
        return new Row(
                row.design(),
                expected.quantity().key(),
                expected.of().orElse(null),
                expected.unit(),
                regression ? null : expected.value(),
                regression ? expected.value() : null,
                known(row.modelled()),
                known(row.relativeError()),
                expected.tolerance(),
                expected.because(),
                row.ok(),
                row.exception().orElse(null),
                expected.operationsPerMac(),
                expected.variant(),
                expected.weightBits(),
                expected.inputBits(),
                expected.origin().key(),
                expected.source());
    }

    private static @Nullable Double known(Knowable<Double> figure) {
        return figure.isKnown() ? figure.get() : null;
    }
}
