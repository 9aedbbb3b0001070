package org.layco.inference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.layco.activity.LayerStatistics;
import org.layco.crossbar.LayerProgram;
import org.layco.crossbar.PartialSumNoise;
import org.layco.crossbar.PartialSumRanges;
import org.layco.crossbar.Readout;
import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmLayer;
import org.layco.network.Network;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.Quantizer;
import org.layco.quant.RangeRule;

/**
 * A network with the ranges its values were seen to take: makes the settings of its layers at any bit-widths, each once.
 * Not thread-safe; settings are.
 */
public final class CalibratedNetwork {
    /** Psum ranges are looked at on about this many output positions of each sample image. */
    private static final int POSITIONS_SAMPLED = 8;

    private final Network network;
    private final List<MvmLayer> layers;
    private final CrossbarArray array;
    private final double levelSigma;
    private final QuantizedWeights.Granularity granularity;
    private final RangeRule rule;
    private final CalibrationRun.Result calibration;
    private final Map<ProgramKey, LayerProgram> programs = new HashMap<>();
    private final Map<LayerProgram, PartialSumRanges> ranges = new HashMap<>();
    private final Map<SettingKey, LayerSetting> settings = new HashMap<>();

    private final Map<WeightsKey, QuantizedWeights> weights = new HashMap<>();
    private final Map<StatisticsKey, LayerStatistics> statistics = new HashMap<>();

    private record WeightsKey(int layer, int bits) {}

    private record StatisticsKey(int layer, CrossbarArray arrays, int weightBits, int inputBits) {}

    private record ProgramKey(int layer, int weightBits, int inputBits) {}

    private record SettingKey(int layer, BitWidths bits) {}

    /**
     * A calibrated network.
     *
     * @param levelSigma standard deviation of a stored psum level as a share of the level distance
     * @param granularity what shares a weight scale
     * @param rule how ranges are chosen
     */
    public CalibratedNetwork(
            Network network,
            CrossbarArray array,
            double levelSigma,
            QuantizedWeights.Granularity granularity,
            RangeRule rule,
            CalibrationRun.Result calibration) {
        this.network = network;
        this.layers = network.mvmLayers();
        this.array = array;
        this.levelSigma = levelSigma;
        this.granularity = granularity;
        this.rule = rule;
        this.calibration = calibration;
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** A layer's setting without errors. */
    public LayerSetting setting(int layer, BitWidths bits) {
        SettingKey key = new SettingKey(layer, bits);
        LayerSetting known = settings.get(key);
        if (known != null) {
            return known;
        }
        LayerProgram program = program(layer, bits.weight(), bits.input());
        double sigma = switch (bits.partialSum()) {
            case Resolution.Ideal() -> 0;
            case Resolution.Bits(int psumBits) ->
                PartialSumNoise.accumulatorSigma(ranges(layer, program, psumBits), psumBits, levelSigma);
        };
        LayerSetting setting = new LayerSetting(
                program,
                new Readout(program, layers.get(layer).bias()),
                sigma,
                OperandErrors.NONE,
                OperandErrors.NONE,
                0,
                WornShares.NONE);
        settings.put(key, setting);
        return setting;
    }

    /** A layer at its bit-widths. */
    public LayerProgram program(int layer, int weightBits, int inputBits) {
        return programs.computeIfAbsent(new ProgramKey(layer, weightBits, inputBits), key -> {
            MvmLayer mvm = layers.get(layer);
            return new LayerProgram(
                    mvm.shape(), mvm.layout(), array, weights(layer, weightBits), input(layer, inputBits));
        });
    }

    /** What the data of a layer look like, at its bit-widths and on any arrays. */
    public LayerStatistics statistics(int layer, CrossbarArray arrays, int weightBits, int inputBits) {
        return statistics.computeIfAbsent(new StatisticsKey(layer, arrays, weightBits, inputBits), key -> {
            MvmLayer mvm = layers.get(layer);
            Quantizer input = input(layer, inputBits);
            return LayerStatistics.of(
                    mvm.shape(),
                    arrays,
                    new CalibrationData(
                            mvm,
                            weightBits <= Byte.SIZE ? weights(layer, weightBits) : wideWeights(mvm, weightBits),
                            input,
                            calibration.ranges(mvm.input()).codes(input),
                            calibration.samples(mvm.input())));
        });
    }

    /** The weights of a layer with ranges by another rule. */
    public QuantizedWeights weights(int layer, int bits, RangeRule by) {
        MvmLayer mvm = layers.get(layer);
        return QuantizedWeights.of(mvm.weights().values(), mvm.shape().outputs(), bits, granularity, by);
    }

    /** The quantiser of a layer's input with a range by another rule. */
    public Quantizer input(int layer, int bits, RangeRule by) {
        return calibration.ranges(layers.get(layer).input()).quantizer(bits, by);
    }

    private QuantizedWeights weights(int layer, int bits) {
        return weights.computeIfAbsent(new WeightsKey(layer, bits), key -> weights(layer, bits, rule));
    }

    /** At so many bits the choice of a range moves no mean, and the search for the best one would take longest. */
    private QuantizedWeights wideWeights(MvmLayer layer, int bits) {
        return QuantizedWeights.of(
                layer.weights().values(), layer.shape().outputs(), bits, granularity, new RangeRule.Max());
    }

    private Quantizer input(int layer, int bits) {
        return input(layer, bits, rule);
    }

    /** Observed full scales, or simply the widest possible where these already resolve every level. */
    private PartialSumRanges ranges(int layer, LayerProgram program, int psumBits) {
        PartialSumRanges widest = PartialSumRanges.widest(program);
        var sums = program.partialSums();
        long largest = 0;
        for (int tile = 0; tile < sums.tiles(); tile++) {
            for (int i = 0; i < sums.weightSlices(); i++) {
                for (int j = 0; j < sums.inputSlices(); j++) {
                    largest = Math.max(largest, sums.largest(tile, i, j));
                }
            }
        }
        if (PartialSumNoise.levelStep(largest, psumBits) <= 1) {
            return widest;
        }
        return ranges.computeIfAbsent(program, key -> observe(layer, program));
    }

    private PartialSumRanges observe(int layer, LayerProgram program) {
        PartialSumRanges seen = new PartialSumRanges(program);
        int positions = program.shape().positions();
        int step = Math.max(1, positions / POSITIONS_SAMPLED);
        ChannelOrder order = ChannelOrder.ofInput(layers.get(layer));
        char[] digits = new char[program.shape().inputElements()];
        List<float[]> samples = calibration.samples(layers.get(layer).input());
        for (int i = 0; i < samples.size(); i++) {
            order.quantize(program.input(), samples.get(i), 0, digits);
            seen.observe(digits, i % step, step);
        }
        return seen;
    }
}
