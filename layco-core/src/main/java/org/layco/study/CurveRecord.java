package org.layco.study;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.layco.inference.InferenceCost;
import org.layco.inference.Resolution;

/**
 * An accuracy-versus-bit-error-rate curve and how it was measured; {@code characterize.json} is this record with snake_case
 * keys. Top-1 accuracies, rates and confidence are 0..1; {@code ...Pp} are percentage points.
 *
 * <p>All blocks but {@code cost}, {@code environment} and {@code timing} are byte-identical for the same inputs and seed;
 * {@code cost} is for the same memory budget too, whatever the number of threads.
 *
 * @param schema name and version of this format
 * @param study the resolved inputs
 * @param setting what was asked for
 * @param intervals what each interval covers
 * @param curve errors in the whole network: the float network, the error-free quantised one, then rates ascending
 * @param layers errors in one operand of one layer, in the order of the layers; empty unless asked for
 * @param cost in passes over the images
 * @param warnings what the reader should know before trusting the figures
 * @param provenance what made this record
 * @param environment of this execution; differs between machines
 * @param timing of this execution; differs between runs
 */
public record CurveRecord(
        String schema,
        Inputs study,
        Setting setting,
        String intervals,
        List<Row> curve,
        List<Row> layers,
        InferenceCost cost,
        List<String> warnings,
        RunRecord.Provenance provenance,
        RunRecord.Environment environment,
        RunRecord.Timing timing) {
    /** Format name and version. */
    public static final String SCHEMA = "layco.curve/1";

    public CurveRecord {
        curve = List.copyOf(curve);
        layers = List.copyOf(layers);
        warnings = List.copyOf(warnings);
    }

    /**
     * The resolved inputs.
     *
     * @param calibrationImages search images that ranges were taken from
     * @param images certification images that accuracy was measured on; calibration has seen none of them
     */
    public record Inputs(
            RunRecord.NetworkSummary network,
            RunRecord.DataSummary data,
            String hardware,
            String style,
            String cell,
            long seed,
            int calibrationImages,
            int images) {}

    /**
     * What was asked for.
     *
     * @param psumBits resolution at which partial sums are read back: ideal unless errors strike them
     * @param maps most fault maps of a rate
     * @param precisionPp half-width over maps at which no more were drawn; 0: all were
     * @param confidence of every interval
     */
    public record Setting(
            int weightBits,
            int inputBits,
            Resolution psumBits,
            String weightScales,
            String ranges,
            List<String> operands,
            List<Double> bitErrorRates,
            int maps,
            String encoding,
            int safeBits,
            double safeBitErrorRate,
            double precisionPp,
            double confidence) {
        public Setting {
            operands = List.copyOf(operands);
            bitErrorRates = List.copyOf(bitErrorRates);
        }
    }

    /**
     * An accuracy.
     *
     * @param name {@code float}, {@code error_free} or {@code errors}
     * @param layer as the ONNX file names it, if errors strike one operand of one layer only
     * @param operand of that layer
     * @param sharedWith other layers that read the same feature map and so meet the same errors
     * @param bitErrorRate 0 where there are no errors
     * @param maps fault maps run; 0 where there are no errors, and then there is nothing to vary
     * @param top1 mean over maps
     * @param top1Low lower end of the interval over maps, on these images
     * @param top1High upper end
     * @param sdPp standard deviation between maps, percentage points
     * @param top1ImagesLow lower end of the interval over images
     * @param top1ImagesHigh upper end
     * @param lossPp top-1 of the reference on the same images (of the float network unless it was retrained) less {@code top1}, percentage points
     * @param lossLowPp lower end of the interval over maps, on these images
     * @param lossHighPp upper end
     */
    public record Row(
            String name,
            @Nullable String layer,
            @Nullable String operand,
            List<String> sharedWith,
            double bitErrorRate,
            int maps,
            double top1,
            @Nullable Double top1Low,
            @Nullable Double top1High,
            @Nullable Double sdPp,
            double top1ImagesLow,
            double top1ImagesHigh,
            double lossPp,
            @Nullable Double lossLowPp,
            @Nullable Double lossHighPp) {
        public Row {
            sharedWith = List.copyOf(sharedWith);
        }
    }
}
