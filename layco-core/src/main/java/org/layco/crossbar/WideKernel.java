package org.layco.crossbar;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmShape;

/** Layers whose sums need double lanes, exact to 2^53: 16-bit codes and very long columns. One output at a time. */
final class WideKernel implements MvmKernel {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();

    /** Positions whose inputs are kept at a time. */
    private static final int BLOCK = 64;

    private final LayerProgram program;
    private final double[] columns;

    /** Of the output at hand. */
    private final double[] weights;

    /** The chip's, M x K row-major. */
    private final int[] codes;

    private final Accumulators.Wide results;

    WideKernel(LayerProgram program) {
        this.program = program;
        int layerRows = program.shape().rows();
        columns = new double[Math.multiplyExact(Math.min(BLOCK, program.shape().positions()), layerRows)];
        weights = new double[layerRows];
        results = new Accumulators.Wide(new double[program.shape().outputElements()]);
        codes = new int[program.shape().weightElements()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = program.weights().codes()[i];
        }
    }

    @Override
    public void chip(WeightFaults before, WeightFaults now) {
        for (int fault = 0; fault < before.size(); fault++) {
            codes[before.output(fault) * weights.length + before.row(fault)] = before.meantCode(fault);
        }
        for (int fault = 0; fault < now.size(); fault++) {
            codes[now.output(fault) * weights.length + now.row(fault)] = now.code(fault);
        }
    }

    @Override
    public Accumulators multiply(PaddedImage image) {
        double[] values = results.values();
        MvmShape shape = program.shape();
        int groupOutputs = shape.outputs() / shape.groups();
        for (int first = 0; first < shape.positions(); first += BLOCK) {
            int count = Math.min(BLOCK, shape.positions() - first);
            for (int group = 0; group < shape.groups(); group++) {
                gather(image, group, first, count);
                for (int m = group * groupOutputs; m < (group + 1) * groupOutputs; m++) {
                    load(m);
                    for (int i = 0; i < count; i++) {
                        values[(first + i) * shape.outputs() + m] = dot(i * shape.rows());
                    }
                }
            }
        }
        return results;
    }

    private void gather(PaddedImage image, int group, int first, int count) {
        InputGeometry geometry = program.geometry();
        int to = 0;
        for (int i = 0; i < count; i++) {
            int base = geometry.bases()[first + i] + group * geometry.groupStep();
            for (int start : geometry.runStarts()) {
                for (int c = 0; c < geometry.runLength(); c++) {
                    columns[to++] = image.digit(base + start + c) - program.inputOffset();
                }
            }
        }
    }

    private void load(int m) {
        for (int k = 0; k < weights.length; k++) {
            weights[k] = codes[m * weights.length + k];
        }
    }

    private double dot(int from) {
        var sum = DoubleVector.zero(LANES);
        int whole = LANES.loopBound(weights.length);
        for (int k = 0; k < whole; k += L) {
            var weight = DoubleVector.fromArray(LANES, weights, k);
            sum = DoubleVector.fromArray(LANES, columns, from + k).fma(weight, sum);
        }
        double total = sum.reduceLanes(VectorOperators.ADD);
        for (int k = whole; k < weights.length; k++) {
            total += columns[from + k] * weights[k];
        }
        return total;
    }

    @Override
    public void close() {}
}
