package org.layco.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    public float[] store(MvmLayer firstReader, int n, float[] value) {
        ranges.computeIfAbsent(firstReader.input(), _ -> new RangeCalibration()).observe(value, 0, value.length);
        List<float[]> kept = samples.computeIfAbsent(firstReader.input(), _ -> new ArrayList<>());
        int elements = firstReader.shape().inputElements();
        for (int i = 0; i < n && kept.size() < samplesWanted; i++) {
            kept.add(Arrays.copyOfRange(value, i * elements, (i + 1) * elements));
        }
        return value;
    }

    @Override
    public void execute(MvmLayer layer, int n, float[] input, List<float[]> addends, float[] output) {
        floats.execute(layer, n, input, addends, output);
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
