package org.layco.io.study;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.layco.accuracy.Preprocessing;
import org.layco.hardware.Style;
import org.layco.quant.QuantizedWeights.Granularity;
import org.layco.search.Objective;
import org.layco.wear.LifetimeRequirement;

/**
 * What a user asks for, in a study file or by options; what is absent takes its default. An option overrides the file.
 *
 * @param model ONNX file or name of an embedded network
 * @param reference what accuracy is lost against, if not what the network says or itself: ONNX file or name
 * @param data file, directory or name of the embedded data
 * @param scale what happens to 8-bit pixels first
 * @param mean per channel, or one for all; empty if not given
 * @param std per channel, or one for all; empty if not given
 * @param hardware name or file of an accelerator
 * @param cell name or file of a memory cell
 * @param style array style of the design {@code layco}
 * @param maxLossPp limit of the guarantee in percentage points
 * @param confidence of the guarantee, 0..1
 * @param seed of all randomness
 * @param limitImages use only about this many images
 * @param bits candidate bit-widths; empty if not given
 * @param weightScales what shares one scale of the weights
 * @param objective what the plan is chosen for
 * @param maxPartitions most buffer partitions
 * @param lifetime that the buffer is required to reach
 * @param effort of the search
 * @param changes to the cards of hardware and cell
 */
public record StudyRequest(
        Optional<String> model,
        Optional<String> reference,
        Optional<String> data,
        Optional<Preprocessing.Scale> scale,
        List<Double> mean,
        List<Double> std,
        Optional<String> hardware,
        Optional<String> cell,
        Optional<Style> style,
        Optional<Double> maxLossPp,
        Optional<Double> confidence,
        Optional<Long> seed,
        Optional<Integer> limitImages,
        List<Integer> bits,
        Optional<Granularity> weightScales,
        Optional<Objective> objective,
        Optional<Integer> maxPartitions,
        Optional<LifetimeRequirement> lifetime,
        SearchEffort effort,
        CardChanges changes) {
    public StudyRequest {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        bits = List.copyOf(bits);
    }

    /** A request that leaves the search's effort and the cards as they are. */
    public StudyRequest(
            Optional<String> model,
            Optional<String> data,
            Optional<Preprocessing.Scale> scale,
            List<Double> mean,
            List<Double> std,
            Optional<String> hardware,
            Optional<String> cell,
            Optional<Style> style,
            Optional<Double> maxLossPp,
            Optional<Double> confidence,
            Optional<Long> seed,
            Optional<Integer> limitImages,
            List<Integer> bits,
            Optional<Granularity> weightScales,
            Optional<Objective> objective,
            Optional<Integer> maxPartitions,
            Optional<LifetimeRequirement> lifetime) {
        this(
                model,
                Optional.empty(),
                data,
                scale,
                mean,
                std,
                hardware,
                cell,
                style,
                maxLossPp,
                confidence,
                seed,
                limitImages,
                bits,
                weightScales,
                objective,
                maxPartitions,
                lifetime,
                SearchEffort.DEFAULT,
                CardChanges.NONE);
    }

    /**
     * A request for no network and no data: what a plan file says it was made for.
     *
     * @param bufferArea cells of the RRAM buffer over those of the 8-bit baseline, at least 1
     */
    public static StudyRequest of(
            String hardware, Style style, String cell, Granularity weightScales, double bufferArea) {
        return new StudyRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(hardware),
                Optional.of(cell),
                Optional.of(style),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(weightScales),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SearchEffort.DEFAULT,
                CardChanges.ofBufferArea(Optional.of(bufferArea)));
    }

    /** This request where it says something, {@code file} where it does not. */
    public StudyRequest over(StudyRequest file) {
        return new StudyRequest(
                model.or(file::model),
                reference.or(file::reference),
                data.or(file::data),
                scale.or(file::scale),
                mean.isEmpty() ? file.mean : mean,
                std.isEmpty() ? file.std : std,
                hardware.or(file::hardware),
                cell.or(file::cell),
                style.or(file::style),
                maxLossPp.or(file::maxLossPp),
                confidence.or(file::confidence),
                seed.or(file::seed),
                limitImages.or(file::limitImages),
                bits.isEmpty() ? file.bits : bits,
                weightScales.or(file::weightScales),
                objective.or(file::objective),
                maxPartitions.or(file::maxPartitions),
                lifetime.or(file::lifetime),
                effort.over(file.effort),
                changes.over(file.changes));
    }

    /** This request with its files elsewhere; what is a name and no file stays one. */
    public StudyRequest located(UnaryOperator<String> files) {
        return new StudyRequest(
                model.map(files),
                reference.map(files),
                data.map(files),
                scale,
                mean,
                std,
                hardware.map(files),
                cell.map(files),
                style,
                maxLossPp,
                confidence,
                seed,
                limitImages,
                bits,
                weightScales,
                objective,
                maxPartitions,
                lifetime,
                effort,
                changes);
    }

    /**
     * This request for a curve: one weight scale per layer unless asked for otherwise, and all images, since the limit is then
     * on those that accuracy is measured on.
     */
    public StudyRequest forCurve() {
        return new StudyRequest(
                model,
                reference,
                data,
                scale,
                mean,
                std,
                hardware,
                cell,
                style,
                maxLossPp,
                confidence,
                seed,
                Optional.empty(),
                bits,
                weightScales.or(() -> Optional.of(Granularity.LAYER)),
                objective,
                maxPartitions,
                lifetime,
                effort,
                changes);
    }
}
