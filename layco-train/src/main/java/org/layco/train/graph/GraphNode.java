package org.layco.train.graph;

import java.util.List;

/**
 * One step of a network, which gives one value.
 *
 * @param name name of the node and of its value, such as {@code block2.conv1}
 * @param operation what is computed
 * @param inputs names of the nodes whose values it takes, or {@link NetworkGraph#INPUT}
 */
public record GraphNode(String name, Operation operation, List<String> inputs) {

    /** Makes the inputs immutable and checks that they are as many as the operation takes. */
    public GraphNode {
        inputs = List.copyOf(inputs);
        int needed = operation instanceof Operation.Add ? 2 : 1;
        if (inputs.size() != needed) {
            throw new IllegalArgumentException(name + " takes " + needed + " inputs, but has " + inputs);
        }
    }

    /** Name of a parameter of this node within the network, such as {@code block2.conv1.weight}. */
    public String parameterName(ParameterSpec parameter) {
        return name + "." + parameter.name();
    }
}
