package org.layco.io.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Sets single values of a card, each named by its path such as {@code array.rows}. What is not in the card cannot be set. */
final class CardChanges {
    private CardChanges() {}

    /**
     * The card with other values.
     *
     * @param file name of the card, for diagnostics
     * @param changes new value by path
     * @throws InvalidInputException if there is no value at a path
     */
    static MappingNode applied(String file, MappingNode card, Map<String, String> changes) {
        MappingNode changed = card;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            changed = set(file, changed, "", change.getKey(), change.getValue());
        }
        return changed;
    }

    private static MappingNode set(String file, MappingNode block, String above, String path, String value) {
        String key = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        List<NodeTuple> tuples = new ArrayList<>();
        TreeSet<String> known = new TreeSet<>();
        boolean found = false;
        for (NodeTuple tuple : block.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            known.add(name);
            if (name.equals(key)) {
                found = true;
                tuples.add(
                        new NodeTuple(tuple.getKeyNode(), set(file, tuple.getValueNode(), above + key, path, value)));
            } else {
                tuples.add(tuple);
            }
        }
        if (!found) {
            throw new InvalidInputException(Diagnostic.of(
                    file, "this card has no '%s%s' to change".formatted(above, key), Spelling.suggestion(key, known)));
        }
        return new MappingNode(
                block.getTag(), true, tuples, block.getFlowStyle(), block.getStartMark(), block.getEndMark());
    }

    private static Node set(String file, Node old, String here, String path, String value) {
        int dot = path.indexOf('.');
        if (dot >= 0 && old instanceof MappingNode block) {
            return set(file, block, here + ".", path.substring(dot + 1), value);
        }
        if (dot < 0 && old instanceof ScalarNode scalar) {
            return new ScalarNode(
                    scalar.getTag(), true, value, scalar.getScalarStyle(), scalar.getStartMark(), scalar.getEndMark());
        }
        throw new InvalidInputException(Diagnostic.of(
                file,
                "'%s' is %s in this card".formatted(here, dot < 0 ? "a block, not a value" : "a value, not a block"),
                dot < 0 ? "Name one of the values in it, such as '%s.value'.".formatted(here) : "End the path there."));
    }
}
