package org.layco.io.record;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.layco.inference.Resolution;

/**
 * The JSON Schema of a record, made from the record's components as {@link RecordJson} writes them: snake_case keys, all
 * required, {@code null} where a component is {@link Nullable}.
 */
final class RecordSchema {
    private static final Set<Class<?>> INTEGERS = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Class<?>> NUMBERS = Set.of(double.class, Double.class);
    private static final Set<Class<?>> FLAGS = Set.of(boolean.class, Boolean.class);

    private final Map<String, Object> definitions = new TreeMap<>();

    private RecordSchema() {}

    /** The schema as JSON; {@code version} is the value of the key {@code schema}. */
    static String json(Class<? extends Record> type, String version) {
        RecordSchema schema = new RecordSchema();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", version);
        root.put(
                "description",
                "Units are in the keys: _j joules, _m2 square metres, _s seconds, _v volts, _pp percentage points.");
        root.putAll(schema.object(type));
        properties(root).put("schema", Map.of("const", version));
        root.put("$defs", schema.definitions);
        return RecordJson.text(root);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> object) {
        return (Map<String, Object>) object.computeIfAbsent("properties", _ -> new LinkedHashMap<>());
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String key = RecordJson.key(component.getName());
            properties.put(key, value(component.getAnnotatedType()));
            required.add(key);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", required);
        object.put("additionalProperties", false);
        return object;
    }

    private Object value(AnnotatedType annotated) {
        Object schema = ofType(annotated);
        return annotated.isAnnotationPresent(Nullable.class)
                ? Map.of("anyOf", List.of(schema, Map.of("type", "null")))
                : schema;
    }

    private Object ofType(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (type instanceof ParameterizedType generic) {
            AnnotatedType[] arguments = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
            return generic.getRawType() == List.class
                    ? Map.of("type", "array", "items", value(arguments[0]))
                    : Map.of("type", "object", "additionalProperties", value(arguments[1]));
        }
        Class<?> raw = (Class<?>) type;
        if (INTEGERS.contains(raw)) {
            return Map.of("type", "integer");
        } else if (NUMBERS.contains(raw)) {
            return Map.of("type", "number");
        } else if (FLAGS.contains(raw)) {
            return Map.of("type", "boolean");
        } else if (raw == String.class) {
            return Map.of("type", "string");
        } else if (raw == Resolution.class) {
            return Map.of("anyOf", List.of(Map.of("type", "integer", "minimum", 1), Map.of("const", "ideal")));
        } else if (raw.isEnum()) {
            return Map.of(
                    "enum",
                    Arrays.stream(raw.getEnumConstants()).map(Object::toString).toList());
        } else if (raw.isRecord()) {
            return reference(raw);
        }
        throw new IllegalArgumentException("Records hold no " + raw + " in JSON. Add it to this class.");
    }

    private Object reference(Class<?> record) {
        String name = RecordJson.key(record.getSimpleName());
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, object(record));
        }
        return Map.of("$ref", "#/$defs/" + name);
    }
}
