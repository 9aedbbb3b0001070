package org.layco.io.record;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a file must not hold in a tree of records: {@code null} where the record's component is not
 * {@link Nullable}, and numbers that are not finite. Walks record components, so that no field can be forgotten.
 */
final class RecordCheck {
    /** One fault: where it is, such as {@code plan.layers[2].energy_j}, and what is wrong. */
    record Fault(String path, String problem) {}

    private final List<Fault> faults = new ArrayList<>();

    private RecordCheck() {}

    /** Every fault below {@code root}, in the record's order. */
    static List<Fault> faults(Record root) {
        RecordCheck check = new RecordCheck();
        check.visit(Optional.of(root), "", false);
        return List.copyOf(check.faults);
    }

    private void visit(Optional<Object> value, String path, boolean mayBeAbsent) {
        if (value.isEmpty()) {
            if (!mayBeAbsent) {
                faults.add(new Fault(path, "is null"));
            }
            return;
        }
        switch (value.get()) {
            case Double number when !Double.isFinite(number) -> faults.add(new Fault(path, "is " + number));
            case Record record -> components(record, path);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    visit(Optional.ofNullable(list.get(i)), path + "[" + i + "]", false);
                }
            }
            case Map<?, ?> map ->
                map.forEach((key, entry) -> visit(Optional.ofNullable(entry), path + "['" + key + "']", false));
            default -> {
                // A text, a flag, a whole number or a finite one.
            }
        }
    }

    private void components(Record record, String path) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String name = RecordJson.key(component.getName());
            visit(
                    Optional.ofNullable(valueOf(component, record)),
                    path.isEmpty() ? name : path + "." + name,
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot read " + component + ". Make its record public.", e);
        }
    }
}
