package org.layco.inference;

import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.layco.crossbar.Accumulators;
import org.layco.crossbar.CrossbarEngine;
import org.layco.crossbar.LayerProgram;
import org.layco.crossbar.VectorEngine;
import org.layco.crossbar.WeightFaults;
import org.layco.fault.BitErrors;
import org.layco.fault.FailedWrites;
import org.layco.fault.GaussianNoise;
import org.layco.fault.StreamKey;
import org.layco.network.MvmLayer;
import org.layco.network.Operand;
import org.layco.quant.Quantizer;

/**
 * Runs MVM layers as codes on simulated crossbars: a feature map is quantised and suffers its write errors when it is
 * stored, a layer meets its chip's faulty weights and its own missed psum writes when it is executed.
 *
 * <p>One per worker thread; {@link #prepare} says which scenario and trials the next walk belongs to.
 */
public final class QuantizedExecutor implements MvmExecutor {
    private final CrossbarEngine engine = new VectorEngine();
    private final FailedWrites draws = new FailedWrites();
    private final Map<LayerProgram, Accumulators> accumulators = new HashMap<>();
    private final Map<Integer, Chip> lastChips = new HashMap<>();
    private int[] codes = {};
    private @Nullable Walk walk;

    /** What a walk belongs to. */
    private record Walk(Scenario scenario, long seed, List<Trial> trials) {
        /** Weights depend on the chip alone, writes on the image and replicate too. */
        StreamKey key(int i, int layer, Operand operand) {
            Trial trial = trials.get(i);
            long draw = operand == Operand.WEIGHT ? 0 : (long) trial.image() * Trial.MAX_REPLICATES + trial.replicate();
            return new StreamKey(seed, trial.chip(), draw, layer, operand);
        }
    }

    /** The faulty weights of the chip that a layer met last: consecutive images often share it. */
    private record Chip(LayerProgram program, double errorRate, StreamKey key, WeightFaults faults) {}

    /**
     * Sets what the next walk belongs to.
     *
     * @param trials one for each image of the batch
     */
    public void prepare(Scenario scenario, long seed, List<Trial> trials) {
        walk = new Walk(scenario, seed, trials);
    }

    @Override
    public float[] store(MvmLayer firstReader, int n, float[] value) {
        Walk now = current();
        LayerSetting setting = now.scenario.layers().get(firstReader.index());
        Quantizer quantizer = setting.program().input();
        int elements = firstReader.shape().inputElements();
        float[] stored = new float[value.length];
        int[] words = codes(elements);
        for (int i = 0; i < n; i++) {
            quantizer.quantize(value, i * elements, words, 0, elements);
            if (setting.inputErrorRate() > 0) {
                StreamKey key = now.key(i, firstReader.index(), Operand.INPUT);
                LongBuffer failed =
                        draws.draw(key.failedWrites(), setting.program().inputCells(), setting.inputErrorRate());
                BitErrors.apply(failed, key.outcomes(), now.scenario.inputErrors(), quantizer.encoding(), words);
            }
            quantizer.dequantize(words, 0, stored, i * elements, elements);
        }
        return stored;
    }

    @Override
    public void execute(MvmLayer layer, int n, float[] input, List<float[]> addends, float[] output) {
        Walk now = current();
        LayerSetting setting = now.scenario.layers().get(layer.index());
        LayerProgram program = setting.program();
        Accumulators results = accumulators.computeIfAbsent(program, LayerProgram::newAccumulators);
        int elements = layer.shape().inputElements();
        int outputs = layer.shape().outputElements();
        int[] words = codes(elements);
        for (int i = 0; i < n; i++) {
            program.input().recode(input, i * elements, words, elements);
            WeightFaults faults = faults(now, i, layer.index(), setting);
            StreamKey key = now.key(i, layer.index(), Operand.PARTIAL_SUM);
            LongBuffer missed =
                    draws.draw(key.failedWrites(), program.partialSums().writes(), setting.psumErrorRate());
            engine.run(program, words, faults, missed, results);
            if (setting.noiseSigma() > 0) {
                long stream = key.levelNoise();
                setting.readout()
                        .write(
                                results,
                                setting.noiseSigma(),
                                (first, target, count) -> GaussianNoise.fill(stream, first, target, count),
                                output,
                                i * outputs);
            } else {
                setting.readout().write(results, output, i * outputs);
            }
            Tail.apply(layer.tail(), addends, output, i * outputs, outputs);
        }
    }

    private WeightFaults faults(Walk now, int i, int layer, LayerSetting setting) {
        StreamKey key = now.key(i, layer, Operand.WEIGHT);
        Chip last = lastChips.get(layer);
        if (last != null
                && last.program == setting.program()
                && last.errorRate == setting.weightErrorRate()
                && last.key.equals(key)) {
            return last.faults;
        }
        LongBuffer failed = draws.draw(key.failedWrites(), setting.program().weightCells(), setting.weightErrorRate());
        WeightFaults faults = new WeightFaults(
                setting.program(),
                BitErrors.changes(
                        failed,
                        key.outcomes(),
                        now.scenario.weightErrors(),
                        setting.program().weightEncoding(),
                        setting.program().weights()));
        lastChips.put(layer, new Chip(setting.program(), setting.weightErrorRate(), key, faults));
        return faults;
    }

    private int[] codes(int elements) {
        if (codes.length < elements) {
            codes = new int[elements];
        }
        return codes;
    }

    private Walk current() {
        if (walk == null) {
            throw new IllegalStateException("Call prepare before walking.");
        }
        return walk;
    }
}
