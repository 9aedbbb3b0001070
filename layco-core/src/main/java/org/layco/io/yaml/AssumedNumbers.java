package org.layco.io.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The numbers of a card that stand in a block of {@code kind: assumed}, each of which can be multiplied. Keys that say where
 * figures come from or hold, such as the node they are stated at, are no constants.
 */
final class AssumedNumbers {
    private static final String ASSUMED = "assumed";
    private static final Set<String> NO_CONSTANTS =
            Set.of("source", "kind", "node", "supply", "bits", "range", "fitted_to", "fitted_from");
    private static final Pattern NUMBER = Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)(.*)");

    private AssumedNumbers() {}

    /**
     * A number.
     *
     * @param key its path from the root: {@code feature_maps.read_bit.energy}
     * @param value as written, with its unit
     * @param source of its block
     */
    record Place(String key, String value, String source) {}

    /** Every assumed number of a card, in its order. */
    static List<Place> in(MappingNode card) {
        List<Place> places = new ArrayList<>();
        collect(card, "", Optional.empty(), places);
        return places;
    }

    private static void collect(Node node, String path, Optional<String> source, List<Place> places) {
        switch (node) {
            case MappingNode mapping -> {
                Optional<String> own = YamlDocument.scalar(mapping, "kind").isEmpty()
                        ? source
                        : YamlDocument.scalar(mapping, "kind")
                                .filter(ASSUMED::equals)
                                .flatMap(_ -> YamlDocument.scalar(mapping, "source"));
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key && !NO_CONSTANTS.contains(key.getValue())) {
                        collect(tuple.getValueNode(), below(path, key), own, places);
                    }
                }
            }
            case SequenceNode sequence -> {
                for (int i = 0; i < sequence.getValue().size(); i++) {
                    collect(sequence.getValue().get(i), path + "[" + i + "]", source, places);
                }
            }
            case ScalarNode scalar ->
                source.filter(_ -> NUMBER.matcher(scalar.getValue()).matches())
                        .ifPresent(why -> places.add(new Place(path, scalar.getValue(), why)));
            default -> {
                // An alias: cards have none.
            }
        }
    }

    /** The card with one number multiplied. */
    static MappingNode scaled(MappingNode card, String key, double factor) {
        return (MappingNode) scaled(card, "", key, BigDecimal.valueOf(factor));
    }

    private static Node scaled(Node node, String path, String wanted, BigDecimal factor) {
        if (!wanted.startsWith(path)) {
            return node;
        }
        return switch (node) {
            case MappingNode mapping ->
                new MappingNode(
                        mapping.getTag(),
                        true,
                        mapping.getValue().stream()
                                .map(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                                        ? new NodeTuple(
                                                key, scaled(tuple.getValueNode(), below(path, key), wanted, factor))
                                        : tuple)
                                .toList(),
                        mapping.getFlowStyle(),
                        mapping.getStartMark(),
                        mapping.getEndMark());
            case SequenceNode sequence -> {
                List<Node> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(scaled(item, path + "[" + items.size() + "]", wanted, factor));
                }
                yield new SequenceNode(
                        sequence.getTag(),
                        true,
                        items,
                        sequence.getFlowStyle(),
                        sequence.getStartMark(),
                        sequence.getEndMark());
            }
            case ScalarNode scalar
            when path.equals(wanted) ->
                new ScalarNode(
                        scalar.getTag(),
                        true,
                        scaled(scalar.getValue(), factor),
                        scalar.getScalarStyle(),
                        scalar.getStartMark(),
                        scalar.getEndMark());
            default -> node;
        };
    }

    private static String scaled(String written, BigDecimal factor) {
        Matcher number = NUMBER.matcher(written);
        if (!number.matches()) {
            throw new IllegalArgumentException("'%s' is no number. Scale one of the places found.".formatted(written));
        }
        BigDecimal value = new BigDecimal(number.group(1)).multiply(factor).stripTrailingZeros();
        return value.toPlainString() + number.group(2);
    }

    private static String below(String path, ScalarNode key) {
        return path.isEmpty() ? key.getValue() : path + "." + key.getValue();
    }
}
