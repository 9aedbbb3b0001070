package org.layco.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layco.network.MvmLayer;
import org.layco.quant.RangeCalibration;

/** An executor that computes in floating point and remembers the ranges of every feature map it is asked to store. */
public final class CalibrationRun implements MvmExecutor {
    private final MvmExecutor floats;
    private final int samplesWanted;
    private final Map<String, RangeCalibration> ranges = new HashMap<>();
    private final Map<String, List<float[]>> samples = new HashMap<>();

    /**
     * A run on top of a float executor.
     *
     * @param samplesWanted images of each feature map to keep whole, for the ranges of partial sums
     */
    public CalibrationRun(MvmExecutor floats, int samplesWanted) {
        this.floats = floats;
        this.samplesWanted = samplesWanted;
    }

    @Override
    public Value store(MvmLayer firstReader, int n, Value.Floats value) {
        float[] elements = value.elements();
        ranges.computeIfAbsent(firstReader.input(), _ -> new RangeCalibration()).observe(elements, 0, elements.length);
        List<float[]> kept = samples.computeIfAbsent(firstReader.input(), _ -> new ArrayList<>());
        int image = firstReader.shape().inputElements();
        for (int i = 0; i < n && kept.size() < samplesWanted; i++) {
            kept.add(Arrays.copyOfRange(elements, i * image, (i + 1) * image));
        }
        return value;
    }

    @Override
    public Value execute(
            MvmLayer layer,
            int n,
            Value input,
            List<Value> addends,
            long[] outputDims,
            Optional<MvmLayer> firstReader) {
        Value output = floats.execute(layer, n, input, addends, outputDims, Optional.empty());
        return firstReader.map(reader -> store(reader, n, output.floats())).orElse(output);
    }

    /** What has been seen so far. */
    public Result result() {
        return new Result(ranges, samples);
    }

    /** Ranges and sample images of every feature map, by the name of its value. */
    public record Result(Map<String, RangeCalibration> rangesByValue, Map<String, List<float[]>> samplesByValue) {
        /** Ranges of a feature map. */
        public RangeCalibration ranges(String value) {
            RangeCalibration seen = rangesByValue.get(value);
            if (seen == null) {
                throw new IllegalArgumentException("Feature map '" + value + "' was not part of the calibration.");
            }
            return seen;
        }

        /** Sample images of a feature map. */
        public List<float[]> samples(String value) {
            return samplesByValue.getOrDefault(value, List.of());
        }
    }
}
