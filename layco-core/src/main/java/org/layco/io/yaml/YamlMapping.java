package org.layco.io.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.layco.io.InvalidInputException;
import org.layco.io.yaml.YamlDocument.SchemaAbandonedException;
import org.layco.units.Dimension;
import org.layco.units.Quantity;
import org.layco.units.QuantityFormatException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a YAML file, read key by key. A getter notes what is wrong with its value and returns a placeholder from
 * the range it was given; see {@link YamlDocument}. Keys that no getter asks for are reported as unknown.
 */
public final class YamlMapping {
    private final YamlDocument document;
    private final Optional<Mark> mark;
    private final String path;
    private final boolean absent;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    /** A mapping; an absent one stands for a required mapping that is missing, which has been reported already. */
    YamlMapping(YamlDocument document, Optional<MappingNode> node, String path) {
        this.document = document;
        this.mark = node.flatMap(Node::getStartMark);
        this.path = path;
        this.absent = node.isEmpty();
        node.ifPresent(present -> present.getValue().forEach(this::add));
        document.visit(this);
    }

    /** True if the key is there; asks for it. */
    public boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** Every key, in the file's order; asks for none. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values.keySet()));
    }

    /** A text. */
    public String text(String key) {
        return required(key, "?", this::textOf);
    }

    /** A text, or {@code otherwise} if the key is absent. */
    public String text(String key, String otherwise) {
        return optional(key, otherwise, this::textOf);
    }

    /** A list of texts, empty if the key is absent. */
    public List<String> texts(String key) {
        return optional(key, List.of(), (name, node) -> scalars(name, node, this::textOf));
    }

    /** Whatever stands under a key: texts, lists and maps of these; empty if the key is absent. Asks for all of it. */
    public Optional<YamlTree> tree(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key)).map(YamlTree::of);
    }

    /** This whole mapping; asks for all of it. */
    public YamlTree.Block whole() {
        asked.addAll(values.keySet());
        Map<String, YamlTree> trees = new LinkedHashMap<>();
        values.forEach((key, node) -> trees.put(key, YamlTree.of(node)));
        return new YamlTree.Block(trees);
    }

    /** A whole number in [low, high]. */
    public int integer(String key, int low, int high) {
        return required(key, low, (name, node) -> integerOf(name, node, low, high));
    }

    /** A whole number in [low, high], or {@code otherwise} if the key is absent. */
    public int integer(String key, int low, int high, int otherwise) {
        return optional(key, otherwise, (name, node) -> integerOf(name, node, low, high));
    }

    /** A list of whole numbers in [low, high], empty if the key is absent. */
    public List<Integer> integers(String key, int low, int high) {
        return optional(
                key, List.of(), (name, node) -> scalars(name, node, (n, item) -> integerOf(n, item, low, high)));
    }

    /** A pure number in [low, high]. */
    public double number(String key, double low, double high) {
        return required(key, low, (name, node) -> numberOf(name, node, low, high));
    }

    /** A pure number in [low, high], or {@code otherwise} if the key is absent. */
    public double number(String key, double low, double high, double otherwise) {
        return optional(key, otherwise, (name, node) -> numberOf(name, node, low, high));
    }

    /** A list of pure numbers in [low, high], empty if the key is absent. */
    public List<Double> numbers(String key, double low, double high) {
        return optional(key, List.of(), (name, node) -> scalars(name, node, (n, item) -> numberOf(n, item, low, high)));
    }

    /** {@code true} or {@code false}, or {@code otherwise} if the key is absent. */
    public boolean flag(String key, boolean otherwise) {
        return optional(key, otherwise, this::flagOf);
    }

    /** A quantity in SI units in [low, high]. */
    public double quantity(String key, Dimension dimension, double low, double high) {
        return required(key, low, (name, node) -> quantityOf(name, node, dimension, low, high));
    }

    /** A quantity in SI units in [low, high], or {@code otherwise} if the key is absent. */
    public double quantity(String key, Dimension dimension, double low, double high, double otherwise) {
        return optional(key, otherwise, (name, node) -> quantityOf(name, node, dimension, low, high));
    }

    /** A constant of an enum, written in lower case. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return required(key, type.getEnumConstants()[0], (name, node) -> choiceOf(name, node, type));
    }

    /** A constant of an enum, written in lower case, or {@code otherwise} if the key is absent. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return optional(key, otherwise, (name, node) -> choiceOf(name, node, type));
    }

    /** A mapping, read by {@code schema}. */
    public <T> T mapping(String key, Function<YamlMapping, T> schema) {
        Optional<MappingNode> block =
                required(key, Optional.empty(), (name, node) -> Optional.of(mappingOf(name, node)));
        return child(key, block).build(schema);
    }

    /** A mapping, read by {@code schema}, if the key is there. */
    public <T> Optional<T> mappingIfPresent(String key, Function<YamlMapping, T> schema) {
        return has(key) ? Optional.of(mapping(key, schema)) : Optional.empty();
    }

    /** A list of mappings, each read by {@code schema}; empty if the key is absent. */
    public <T> List<T> mappings(String key, Function<YamlMapping, T> schema) {
        List<Node> items = optional(key, List.of(), this::itemsOf);
        List<T> read = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String name = key + "[" + i + "]";
            read.add(child(name, mappingOf(name, items.get(i))).build(schema));
        }
        return read;
    }

    /** Notes a mistake in the value of {@code key} that only the schema can see. */
    public void problem(String key, String message, String help) {
        Node node = values.get(key);
        document.problem(node == null ? mark : node.getStartMark(), message, help);
    }

    /** Notes the mistakes of another file that this mapping names, after which there is nothing to return. */
    SchemaAbandonedException abandoned(InvalidInputException mistakes) {
        document.problems(mistakes.diagnostics());
        return new SchemaAbandonedException();
    }

    /** Applies a schema; what its records object to becomes a diagnostic at this mapping. */
    <T> T build(Function<YamlMapping, T> schema) {
        int before = document.problems();
        try {
            return schema.apply(this);
        } catch (IllegalArgumentException e) {
            // After a mistake in this block, the records may only object to its placeholder.
            if (document.problems() == before) {
                objection(String.valueOf(e.getMessage()));
            }
            throw new SchemaAbandonedException();
        }
    }

    private void objection(String message) {
        int stop = message.indexOf(". ");
        document.problem(
                mark,
                stop < 0 ? message.replaceAll("\\.$", "") : message.substring(0, stop),
                stop < 0 ? "Correct the values of this block together." : message.substring(stop + 2));
    }

    void reportUnaskedKeys() {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!asked.contains(key.getKey())) {
                document.problem(
                        key.getValue().getStartMark(),
                        "unknown key '" + key.getKey() + "'" + (path.isEmpty() ? "" : " in " + path),
                        Spelling.suggestion(key.getKey(), asked));
            }
        }
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            document.problem(tuple.getKeyNode().getStartMark(), "a key must be a word", "Write 'key: value'.");
            return;
        }
        if (values.put(key.getValue(), tuple.getValueNode()) != null) {
            document.problem(key.getStartMark(), "key '" + key.getValue() + "' occurs twice", "Keep one of the two.");
        }
        keys.put(key.getValue(), key);
    }

    private YamlMapping child(String key, Optional<MappingNode> node) {
        return new YamlMapping(document, node, path.isEmpty() ? key : path + "." + key);
    }

    private <T> T required(String key, T placeholder, BiFunction<String, Node, Optional<T>> reader) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            if (!absent) {
                document.problem(
                        mark,
                        "key '%s' is missing%s".formatted(key, path.isEmpty() ? "" : " in " + path),
                        "Add '%s: ...' to this block.".formatted(key));
            }
            return placeholder;
        }
        return reader.apply(key, node).orElse(placeholder);
    }

    private <T> T optional(String key, T otherwise, BiFunction<String, Node, Optional<T>> reader) {
        asked.add(key);
        Node node = values.get(key);
        return node == null ? otherwise : reader.apply(key, node).orElse(otherwise);
    }

    private Optional<String> textOf(String key, Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        return wrong(node, "'%s' must be a text".formatted(key), "Write '%s: text' on one line.".formatted(key));
    }

    private Optional<Integer> integerOf(String key, Node node, int low, int high) {
        String help = "Write a whole number in [%d, %d].".formatted(low, high);
        return textOf(key, node).flatMap(text -> {
            if (!text.matches("[+-]?\\d{1,9}")) {
                return wrong(node, "'%s' must be a whole number, not '%s'".formatted(key, text), help);
            }
            int value = Integer.parseInt(text);
            return value >= low && value <= high
                    ? Optional.of(value)
                    : wrong(node, "%s (%d) is outside [%d, %d]".formatted(key, value, low, high), help);
        });
    }

    private Optional<Double> numberOf(String key, Node node, double low, double high) {
        String help = "Write a number in [%s, %s], without a unit.".formatted(low, high);
        return textOf(key, node).flatMap(text -> {
            if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
                return wrong(node, "'%s' must be a number, not '%s'".formatted(key, text), help);
            }
            double value = Double.parseDouble(text);
            return value >= low && value <= high
                    ? Optional.of(value)
                    : wrong(node, "%s (%s) is outside [%s, %s]".formatted(key, text, low, high), help);
        });
    }

    private Optional<Boolean> flagOf(String key, Node node) {
        return textOf(key, node).flatMap(text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> wrong(node, "'%s' must be true or false, not '%s'".formatted(key, text), "Write true or false.");
        });
    }

    private Optional<Double> quantityOf(String key, Node node, Dimension dimension, double low, double high) {
        return textOf(key, node).flatMap(text -> {
            double value;
            try {
                value = Quantity.parse(text, dimension).si();
            } catch (QuantityFormatException e) {
                return wrong(
                        node,
                        e.problem(),
                        e.problem().endsWith("has no unit")
                                ? "Write for example '%s: %s %s'."
                                        .formatted(
                                                key, text, dimension.example().replaceFirst("^\\S+ ", ""))
                                : e.remedy());
            }
            String range = "[%s, %s]".formatted(Quantity.format(low, dimension), Quantity.format(high, dimension));
            return value >= low && value <= high
                    ? Optional.of(value)
                    : wrong(
                            node,
                            "%s (%s) is outside %s".formatted(key, text, range),
                            "Write a quantity in " + range + ".");
        });
    }

    private <E extends Enum<E>> Optional<E> choiceOf(String key, Node node, Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return textOf(key, node).flatMap(text -> {
            int index = names.indexOf(text);
            return index >= 0
                    ? Optional.of(type.getEnumConstants()[index])
                    : wrong(
                            node,
                            "'%s' is no %s".formatted(text, key.replace('_', ' ')),
                            Spelling.suggestion(text, names));
        });
    }

    private Optional<MappingNode> mappingOf(String key, Node node) {
        return node instanceof MappingNode mapping
                ? Optional.of(mapping)
                : wrong(
                        node,
                        "'%s' must be a block of keys".formatted(key),
                        "Indent its keys below '%s:'.".formatted(key));
    }

    private Optional<List<Node>> itemsOf(String key, Node node) {
        return node instanceof SequenceNode sequence
                ? Optional.of(sequence.getValue())
                : wrong(node, "'%s' must be a list".formatted(key), "Write '%s: [a, b]'.".formatted(key));
    }

    private <T> Optional<List<T>> scalars(String key, Node node, BiFunction<String, Node, Optional<T>> reader) {
        return itemsOf(key, node)
                .map(items -> items.stream()
                        .flatMap(item -> reader.apply(key, item).stream())
                        .toList());
    }

    private <T> Optional<T> wrong(Node node, String message, String help) {
        document.problem(node.getStartMark(), message, help);
        return Optional.empty();
    }
}
