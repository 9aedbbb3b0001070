package org.layco.network.reference;

import java.util.ArrayList;
import java.util.List;
import org.layco.network.MvmShape;
import org.layco.network.PointwiseOp;

/** An MVM layer being described; {@link #output()} adds it to its topology. */
final class LayerBuilder {
    private static final float RELU6_LIMIT = 6;

    private final TopologyBuilder topology;
    private final String name;
    private final String operator;
    private final FeatureTensor input;
    private final int outputs;
    private final List<PointwiseOp> tail = new ArrayList<>();
    private int kernelHeight = 1;
    private int kernelWidth = 1;
    private int padHeight;
    private int padWidth;
    private int stride = 1;
    private int groups = 1;

    LayerBuilder(TopologyBuilder topology, String name, String operator, FeatureTensor input, int outputs) {
        this.topology = topology;
        this.name = name;
        this.operator = operator;
        this.input = input;
        this.outputs = outputs;
    }

    /** A square kernel with as much padding on each side. */
    LayerBuilder kernel(int size, int padding) {
        return kernel(size, size, padding, padding);
    }

    LayerBuilder kernel(int height, int width, int paddingHeight, int paddingWidth) {
        kernelHeight = height;
        kernelWidth = width;
        padHeight = paddingHeight;
        padWidth = paddingWidth;
        return this;
    }

    LayerBuilder stride(int step) {
        stride = step;
        return this;
    }

    LayerBuilder groups(int count) {
        groups = count;
        return this;
    }

    LayerBuilder add(FeatureTensor addend) {
        tail.add(new PointwiseOp.Add(addend.name()));
        return this;
    }

    LayerBuilder relu() {
        tail.add(new PointwiseOp.Relu());
        return this;
    }

    LayerBuilder relu6() {
        tail.add(new PointwiseOp.Clip(0, RELU6_LIMIT));
        return this;
    }

    /** The layer's output, after its tail. */
    FeatureTensor output() {
        MvmShape shape = new MvmShape(
                input.channels(),
                input.height(),
                input.width(),
                outputs,
                kernelHeight,
                kernelWidth,
                stride,
                stride,
                padHeight,
                padWidth,
                padHeight,
                padWidth,
                1,
                1,
                groups);
        return topology.append(name, operator, shape, tail, input);
    }
}
