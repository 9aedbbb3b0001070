package org.layco.io.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.json.JsonMapper;

/** YAML without places and comments: what a value says, to be copied, changed and written as JSON, which is YAML again. */
public sealed interface YamlTree {
    /** A value as it is written; numbers and units stay texts. */
    record Text(String value) implements YamlTree {}

    /** A list. */
    record Items(List<YamlTree> items) implements YamlTree {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A block of keys, in order. */
    record Block(Map<String, YamlTree> keys) implements YamlTree {
        public Block {
            keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        }

        /** This block without a key. */
        public Block without(String key) {
            Map<String, YamlTree> rest = new LinkedHashMap<>(keys);
            rest.remove(key);
            return new Block(rest);
        }

        /** The value at a path such as {@code search.bits}. */
        public Optional<YamlTree> at(String path) {
            int dot = path.indexOf('.');
            if (dot < 0) {
                return Optional.ofNullable(keys.get(path));
            }
            return keys.get(path.substring(0, dot)) instanceof Block block
                    ? block.at(path.substring(dot + 1))
                    : Optional.ofNullable(keys.get(path));
        }

        /** This block with a value at a path; blocks on the way are made where they are missing. */
        public Block with(String path, YamlTree value) {
            Map<String, YamlTree> changed = new LinkedHashMap<>(keys);
            int dot = path.indexOf('.');
            if (dot < 0) {
                changed.put(path, value);
            } else {
                String key = path.substring(0, dot);
                Block below = changed.get(key) instanceof Block block ? block : new Block(Map.of());
                changed.put(key, below.with(path.substring(dot + 1), value));
            }
            return new Block(changed);
        }
    }

    /** The tree of a node. */
    static YamlTree of(Node node) {
        return switch (node) {
            case ScalarNode scalar -> new Text(scalar.getValue());
            case SequenceNode sequence ->
                new Items(sequence.getValue().stream().map(YamlTree::of).toList());
            case MappingNode mapping -> {
                Map<String, YamlTree> keys = new LinkedHashMap<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                    keys.put(key, of(tuple.getValueNode()));
                }
                yield new Block(keys);
            }
            case AnchorNode anchor -> of(anchor.getRealNode());
            default -> throw new IllegalArgumentException("Unknown kind of YAML node: " + node.getNodeType());
        };
    }

    /** The root of a text that is known to be a block, such as one written by {@link #json}. */
    static Block parse(String text) {
        return YamlDocument.read("a study", text, root -> root.whole());
    }

    /** As JSON on one line with sorted keys: equal trees, and those that differ in the order of keys only, give equal texts. */
    default String json() {
        return JsonMapper.shared().writeValueAsString(plain(this));
    }

    /** The value on one line, as a user would write it. */
    default String shown() {
        return switch (this) {
            case Text text -> text.value();
            case Items list ->
                "["
                        + String.join(
                                ", ", list.items().stream().map(YamlTree::shown).toList()) + "]";
            case Block block -> {
                List<String> keys = new ArrayList<>();
                block.keys().forEach((key, value) -> keys.add(key + ": " + value.shown()));
                yield "{" + String.join(", ", keys) + "}";
            }
        };
    }

    private static Object plain(YamlTree tree) {
        return switch (tree) {
            case Text text -> text.value();
            case Items list -> list.items().stream().map(YamlTree::plain).toList();
            case Block block -> {
                Map<String, Object> keys = new TreeMap<>();
                block.keys().forEach((key, value) -> keys.put(key, plain(value)));
                yield keys;
            }
        };
    }
}
