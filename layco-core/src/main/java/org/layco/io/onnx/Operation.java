package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Set;

/** A live node of the graph: on crossbars or in digital periphery. */
sealed interface Operation {
    Set<String> reads();

    List<String> outputs();

    /** Runs on crossbars. */
    record Mvm(MvmNode layer) implements Operation {
        @Override
        public Set<String> reads() {
            return layer.reads();
        }

        @Override
        public List<String> outputs() {
            return List.of(layer.output());
        }
    }

    /** Runs in digital periphery. */
    record Digital(NodeProto node) implements Operation {
        @Override
        public Set<String> reads() {
            return Nodes.reads(node);
        }

        @Override
        public List<String> outputs() {
            return node.getOutputList();
        }

        /** Whether the node looks only at the shape of its input. */
        boolean readsShapeOnly() {
            return Nodes.is(node, "Shape") || Nodes.is(node, "Size");
        }
    }
}
