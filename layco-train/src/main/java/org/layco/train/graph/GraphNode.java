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
        boolean fits = switch (operation) {
            case Operation.Add _, Operation.Multiply _ -> inputs.size() == 2;
            case Operation.Concat _ -> !inputs.isEmpty();
            case Operation.Mvm _,
                    Operation.BatchNormalization _,
                    Operation.Relu _,
                    Operation.Clip _,
                    Operation.LeakyRelu _,
                    Operation.Sigmoid _,
                    Operation.Tanh _,
                    Operation.Softmax _,
                    Operation.LogSoftmax _,
                    Operation.MaxPool _,
                    Operation.AveragePool _,
                    Operation.GlobalAveragePool _,
                    Operation.Flatten _,
                    Operation.Reshape _,
                    Operation.Transpose _,
                    Operation.Pad _,
                    Operation.Slice _ -> inputs.size() == 1;
        };
        if (!fits) {
            throw new IllegalArgumentException(name + " cannot compute " + operation + " from inputs " + inputs);
        }
    }

    /** Name of a parameter of this node within the network, such as {@code block2.conv1.weight}. */
    public String parameterName(ParameterSpec parameter) {
        return name + "." + parameter.name();
    }
}
