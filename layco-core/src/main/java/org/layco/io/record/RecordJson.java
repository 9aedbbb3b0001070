package org.layco.io.record;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kind of record as JSON: snake_case keys in the record's order, maps sorted by key, doubles in their shortest exact form,
 * absent figures as {@code null}, lines ended by {@code \n}. Writing and reading back gives an equal record; the same record
 * gives the same bytes.
 *
 * @param <R> the record, whose key {@code schema} holds name and version of the format
 */
final class RecordJson<R extends Record> {
    private static final Keys KEYS = new Keys();
    private static final JsonMapper MAPPER = mapper();

    private final Class<R> type;
    private final String schema;
    private final String noun;
    private final String file;
    private final String help;

    /**
     * A kind of record.
     *
     * @param schema name and version, as {@code layco.run/1}
     * @param noun what the record is called
     * @param file name that it is usually kept under
     * @param command that writes it
     */
    RecordJson(Class<R> type, String schema, String noun, String file, String command) {
        this.type = type;
        this.schema = schema;
        this.noun = noun;
        this.file = file;
        this.help = "Write it again with '%s', or restore the file as LayCO wrote it.".formatted(command);
    }

    /** The record as JSON, ended by a line break; throws if a figure is not finite. */
    String toJson(R record) {
        List<RecordCheck.Fault> faults = RecordCheck.faults(record);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.stream()
                    .map(fault -> fault.path() + " " + fault.problem())
                    .collect(Collectors.joining(
                            ", ",
                            "A " + noun + " cannot be written: ",
                            ". Make absent figures nullable and null, and give the reason beside them.")));
        }
        return MAPPER.writeValueAsString(record) + "\n";
    }

    /**
     * The record in {@code json}.
     *
     * @param place its file, for diagnostics
     * @throws InvalidInputException if it is damaged or of another version
     */
    R fromJson(String place, String json) {
        R record;
        try {
            checkSchema(place, MAPPER.readTree(json));
            record = MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new InvalidInputException(diagnostic(place, json, e));
        }
        List<Diagnostic> faults = RecordCheck.faults(record).stream()
                .map(fault -> Diagnostic.of(place, fault.path() + " " + fault.problem(), help))
                .toList();
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return record;
    }

    /** Records without a schema, as an array; for output that nothing reads back. */
    static String write(List<? extends Record> rows) {
        return MAPPER.writeValueAsString(rows) + "\n";
    }

    /** A record as JSON; for output that nothing reads back. */
    static String write(Record record) {
        return MAPPER.writeValueAsString(record) + "\n";
    }

    /** Maps and lists as JSON, laid out as records are. */
    static String text(Map<String, Object> tree) {
        return MAPPER.writeValueAsString(tree) + "\n";
    }

    /** The JSON key of a record component: {@code upperBoundPp} is {@code upper_bound_pp}. */
    static String key(String component) {
        return KEYS.translate(component);
    }

    private void checkSchema(String place, JsonNode root) {
        String found = root.path("schema").asString("");
        if (found.equals(schema)) {
            return;
        }
        String family = schema.substring(0, schema.indexOf('/') + 1);
        throw new InvalidInputException(
                found.startsWith(family)
                        ? Diagnostic.of(
                                place,
                                "the %s has schema '%s', this version reads '%s'".formatted(noun, found, schema),
                                "Use the version of LayCO that wrote it, or run its 'provenance.reproduce' again.")
                        : Diagnostic.of(
                                place,
                                "is not a %s: its key 'schema' is not '%s'".formatted(noun, schema),
                                "Name the %s of a run, not another JSON file.".formatted(file)));
    }

    private Diagnostic diagnostic(String place, String json, JacksonException problem) {
        String what = switch (problem) {
            case DatabindException binding when !binding.getPath().isEmpty() -> path(binding) + ": ";
            case DatabindException _ -> "";
            default -> "not JSON: ";
        };
        String message = what
                + problem.getOriginalMessage()
                        .replaceAll("\\s+", " ")
                        .replaceAll("^Missing creator property '([^']*)'.*", "the key '$1' is missing")
                        .replaceAll("^Cannot construct instance of .*?, problem: ", "")
                        .replaceAll("org\\.layco\\.study\\.", "")
                        .replaceAll("\\.$", "");
        TokenStreamLocation at = problem.getLocation();
        if (at == null || at.getLineNr() < 1 || at.getColumnNr() < 1) {
            return Diagnostic.of(place, message, help);
        }
        String source = json.lines().skip(at.getLineNr() - 1L).findFirst().orElse("");
        return Diagnostic.at(place, at.getLineNr(), at.getColumnNr(), source, message, help);
    }

    private static String path(DatabindException problem) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : problem.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    /** Jackson's rule for snake_case, made callable. */
    private static final class Keys extends PropertyNamingStrategies.SnakeCaseStrategy {
        private static final long serialVersionUID = 1L;

        @Override
        public String translate(String component) {
            return super.translate(component);
        }
    }

    private static JsonMapper mapper() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return JsonMapper.builder()
                .addModule(ResolutionJson.module())
                .propertyNamingStrategy(KEYS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines))
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withConfigOverride(
                        List.class,
                        list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL)))
                .withConfigOverride(
                        Map.class, map -> map.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL)))
                .build();
    }
}
