package org.layco.report;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.layco.report.figure.Notation;
import org.layco.units.Dimension;

/** {@link Notation} for the template: {@code {{ design.energyJ | energy }}}. An absent figure reads {@code n/a}. */
final class NotationFilters extends AbstractExtension {
    @Override
    public Map<String, Filter> getFilters() {
        return Map.ofEntries(
                Map.entry("energy", new NumberFilter(si -> Notation.quantity(si, Dimension.ENERGY))),
                Map.entry("area", new NumberFilter(si -> Notation.quantity(si, Dimension.AREA))),
                Map.entry("duration", new NumberFilter(si -> Notation.quantity(si, Dimension.TIME))),
                Map.entry("volts", new NumberFilter(Notation::volts)),
                Map.entry("accuracy", new NumberFilter(Notation::accuracy)),
                Map.entry("share", new NumberFilter(Notation::share)),
                Map.entry("confidence", new NumberFilter(Notation::confidence)),
                Map.entry("points", new NumberFilter(Notation::points)),
                Map.entry("limit", new NumberFilter(Notation::limit)),
                Map.entry("rate", new NumberFilter(Notation::rate)),
                Map.entry("times", new NumberFilter(Notation::times)),
                Map.entry("count", new NumberFilter(Notation::count)),
                Map.entry("plain", new NumberFilter(Notation::tick)),
                Map.entry("number", new NumberFilter(Notation::number)));
    }

    private record NumberFilter(DoubleFunction<String> notation) implements Filter {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }

        @Override
        public Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate template,
                EvaluationContext context,
                int line) {
            return input instanceof Number number ? notation.apply(number.doubleValue()) : Notation.ABSENT;
        }
    }
}
