package org.layco.train.graph;

import java.util.List;

/**
 * One array of numbers that an operation needs.
 *
 * @param name name within the node, such as {@code weight}
 * @param shape extent of each dimension
 * @param role how training treats it
 * @param start its value before training
 */
public record ParameterSpec(String name, List<Integer> shape, Role role, Start start) {

    /** How training treats a parameter. */
    public enum Role {
        /** Follows its gradient and decays. */
        WEIGHT,
        /** Follows its gradient without decay: biases, and the scale and shift of a normalisation. */
        OFFSET,
        /** Has no gradient; measured during training. */
        STATISTIC
    }

    /** The value of a parameter before training. */
    public sealed interface Start {

        /**
         * Independent normal draws of mean 0.
         *
         * @param standardDeviation their standard deviation
         */
        record Normal(double standardDeviation) implements Start {}

        /**
         * The same value everywhere.
         *
         * @param value that value
         */
        record Constant(float value) implements Start {}
    }

    /** Makes the shape immutable. */
    public ParameterSpec {
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** A weight drawn with variance 2 / fanIn, which keeps the scale of signals through ReLU (He et al., ICCV 2015, eq. 10). */
    static ParameterSpec weight(int fanIn, List<Integer> shape) {
        return new ParameterSpec("weight", shape, Role.WEIGHT, new Start.Normal(Math.sqrt(2.0 / fanIn)));
    }

    static ParameterSpec bias(int channels) {
        return new ParameterSpec("bias", List.of(channels), Role.OFFSET, new Start.Constant(0));
    }
}
