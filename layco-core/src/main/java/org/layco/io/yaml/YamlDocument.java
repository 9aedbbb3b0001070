package org.layco.io.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * One YAML file being read against a schema, which is a function from its root mapping to a value.
 *
 * <p>Getters of {@link YamlMapping} never throw for a user's mistake: they note it with its place and return a
 * placeholder inside the range they were given, so that one pass finds every mistake. {@link #read} throws them together
 * at the end, and with them every key that the schema never asked for.
 */
public final class YamlDocument {
    /** The schema version every file states under the key {@code layco}. */
    public static final int SCHEMA_VERSION = 1;

    /** By file, then from top to bottom; what has no line, such as a missing file, comes first. */
    private static final Comparator<Diagnostic> PLACES = Comparator.comparing(Diagnostic::place)
            .thenComparingInt(
                    problem -> problem.position().map(Diagnostic.Position::line).orElse(0))
            .thenComparingInt(problem ->
                    problem.position().map(Diagnostic.Position::column).orElse(0));

    private static final int NEWEST_CONCEIVABLE_VERSION = 999;
    private static final int MAX_DEPTH = 50;
    private static final Set<String> NOT_INHERITED = Set.of("layco", "name", "aliases", "base");

    private final String file;
    private final List<String> lines;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<YamlMapping> visited = new ArrayList<>();

    private YamlDocument(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    /**
     * Reads a file.
     *
     * @param file its name, for diagnostics
     * @param text its content
     * @param schema builds the value; an {@link IllegalArgumentException} of its records becomes a diagnostic
     * @throws InvalidInputException with everything that is wrong
     */
    public static <T> T read(String file, String text, Function<YamlMapping, T> schema) {
        YamlDocument document = new YamlDocument(file, text);
        return document.read(document.compose(text), schema);
    }

    /**
     * Reads a file that may state {@code base: name}: the keys of the base's root that it does not have itself are taken
     * over, except {@code name} and {@code aliases}.
     *
     * @param bases the text of the file that a name stands for
     */
    public static <T> T readDerived(
            String file, String text, Function<String, String> bases, Function<YamlMapping, T> schema) {
        return readEdited(file, text, bases, UnaryOperator.identity(), schema);
    }

    /** As {@link #readDerived}, after an edit of the root with the keys of its base. */
    static <T> T readEdited(
            String file,
            String text,
            Function<String, String> bases,
            UnaryOperator<MappingNode> edit,
            Function<YamlMapping, T> schema) {
        YamlDocument document = new YamlDocument(file, text);
        return document.read(edit.apply(document.withBase(document.compose(text), bases)), schema);
    }

    /** The root of a file with the keys of its base. */
    static MappingNode withBase(String file, String text, Function<String, String> bases) {
        YamlDocument document = new YamlDocument(file, text);
        return document.withBase(document.compose(text), bases);
    }

    private MappingNode withBase(MappingNode own, Function<String, String> bases) {
        Optional<String> base = scalar(own, "base");
        if (base.isEmpty()) {
            return own;
        }
        List<NodeTuple> merged = new ArrayList<>(own.getValue());
        for (NodeTuple tuple : withBase(compose(bases.apply(base.get())), bases).getValue()) {
            boolean inherited = tuple.getKeyNode() instanceof ScalarNode key
                    && !NOT_INHERITED.contains(key.getValue())
                    && own.getValue().stream().noneMatch(mine -> isKey(mine, key.getValue()));
            if (inherited) {
                merged.add(tuple);
            }
        }
        return new MappingNode(own.getTag(), true, merged, own.getFlowStyle(), own.getStartMark(), own.getEndMark());
    }

    /** The scalar under a key, if there is one. */
    static Optional<String> scalar(MappingNode node, String key) {
        return node.getValue().stream()
                .filter(tuple -> isKey(tuple, key) && tuple.getValueNode() instanceof ScalarNode)
                .map(tuple -> ((ScalarNode) tuple.getValueNode()).getValue())
                .findFirst();
    }

    private static boolean isKey(NodeTuple tuple, String key) {
        return tuple.getKeyNode() instanceof ScalarNode scalar
                && scalar.getValue().equals(key);
    }

    private <T> T read(MappingNode node, Function<YamlMapping, T> schema) {
        YamlMapping root = new YamlMapping(this, Optional.of(node), "");
        int version = root.integer("layco", SCHEMA_VERSION, NEWEST_CONCEIVABLE_VERSION);
        if (version > SCHEMA_VERSION) {
            root.problem(
                    "layco",
                    "the file has version %d of its format; this program reads version %d"
                            .formatted(version, SCHEMA_VERSION),
                    "Use a newer LayCO, or write the file for version %d (docs/reference/files.md)."
                            .formatted(SCHEMA_VERSION));
            throw new InvalidInputException(problems);
        }
        Optional<T> value = Optional.empty();
        try {
            value = Optional.of(root.build(schema));
        } catch (SchemaAbandonedException e) {
            // Already among the problems.
        }
        if (value.isPresent()) {
            // Without a value the schema did not ask for all it knows, and its keys cannot be called unknown.
            visited.forEach(YamlMapping::reportUnaskedKeys);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems.stream().sorted(PLACES).toList());
        }
        return value.orElseThrow();
    }

    private MappingNode compose(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        Optional<Node> root;
        try {
            requireShallow(new Parse(settings).parseString(text));
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            String problem = e.getProblem().replaceAll("\\.$", "");
            throw new InvalidInputException(diagnostic(
                    e.getProblemMark().or(e::getContextMark),
                    "not YAML: " + problem,
                    "Check indentation, colons and quotes around here."));
        } catch (YamlEngineException e) {
            throw new InvalidInputException(
                    Diagnostic.of(file, "not YAML: " + e.getMessage(), "Save it as YAML 1.2 in UTF-8."));
        }
        if (root.isPresent() && root.get() instanceof MappingNode mapping) {
            return mapping;
        }
        throw new InvalidInputException(diagnostic(
                root.flatMap(Node::getStartMark),
                "the file is not a mapping of keys to values",
                "Begin it with 'layco: " + SCHEMA_VERSION + "'."));
    }

    /** Composing recurses, and no schema is nearly as deep. */
    private void requireShallow(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                throw new InvalidInputException(diagnostic(
                        event.getStartMark(),
                        "blocks or lists are nested more than %d deep".formatted(MAX_DEPTH),
                        "Check brackets and indentation."));
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    void visit(YamlMapping mapping) {
        visited.add(mapping);
    }

    /** Mistakes found so far. */
    int problems() {
        return problems.size();
    }

    /** Notes mistakes found in another file. */
    void problems(List<Diagnostic> mistakes) {
        problems.addAll(mistakes);
    }

    void problem(Optional<Mark> mark, String message, String help) {
        problems.add(diagnostic(mark, message, help));
    }

    private Diagnostic diagnostic(Optional<Mark> mark, String message, String help) {
        int line = mark.map(Mark::getLine).orElse(0);
        int column = mark.map(Mark::getColumn).orElse(0);
        String source = line < lines.size() ? lines.get(line) : "";
        return Diagnostic.at(file, line + 1, column + 1, source, message, help);
    }

    /** Ends reading after a mistake that leaves nothing to return. The mistake is among the problems. */
    static final class SchemaAbandonedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
