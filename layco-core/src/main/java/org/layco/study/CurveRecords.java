package org.layco.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.layco.accuracy.MapSpread;
import org.layco.accuracy.Top1;
import org.layco.inference.InferenceCost;
import org.layco.inference.Resolution;
import org.layco.network.MvmLayer;
import org.layco.network.Operand;

/** Puts a measured accuracy curve into its record. */
final class CurveRecords {
    private static final String INTERVALS =
            "top1_low..top1_high and loss_low_pp..loss_high_pp: Student's t over the fault"
                    + " maps, for expectation over maps on exactly these images, so not over other images;"
                    + " top1_images_low..top1_images_high: Clopper-Pearson over images, conservative for a mean over maps.";

    private final Study study;
    private final CurveRequest request;
    private final int psumBits;
    private final RunContext context;
    private final Map<String, Double> stageSeconds;

    CurveRecords(
            Study study, CurveRequest request, int psumBits, RunContext context, Map<String, Double> stageSeconds) {
        this.study = study;
        this.request = request;
        this.psumBits = psumBits;
        this.context = context;
        this.stageSeconds = stageSeconds;
    }

    CurveRecord build(AccuracyCurve.Measured measured, int calibrationImages, InferenceCost cost) {
        return new CurveRecord(
                CurveRecord.SCHEMA,
                new CurveRecord.Inputs(
                        RecordBuilder.network(study.network()),
                        RecordBuilder.data(study),
                        study.design().name(),
                        RecordBuilder.style(study),
                        study.cell().name(),
                        study.seed(),
                        calibrationImages,
                        measured.images()),
                setting(),
                INTERVALS,
                curve(measured),
                layers(measured),
                cost,
                warnings(measured),
                new RunRecord.Provenance(context.version(), context.libraries(), context.reproduce()),
                RunRecord.Environment.of(context),
                new RunRecord.Timing(context.startedAt(), stageSeconds.getOrDefault("total_s", 0.0), stageSeconds));
    }

    private CurveRecord.Setting setting() {
        return new CurveRecord.Setting(
                request.weightBits(),
                request.inputBits(),
                request.operands().contains(Operand.PARTIAL_SUM)
                        ? new Resolution.Bits(psumBits)
                        : new Resolution.Ideal(),
                RecordBuilder.key(study.search().weightScales()),
                RecordBuilder.key(request.ranges()),
                request.operands().stream().map(Operand::key).toList(),
                request.bitErrorRates(),
                request.maps(),
                request.encoding().key(),
                request.safeBits(),
                request.safeBitErrorRate(),
                request.precisionPp(),
                AccuracyCurve.CONFIDENCE);
    }

    private List<CurveRecord.Row> curve(AccuracyCurve.Measured measured) {
        List<CurveRecord.Row> rows = new ArrayList<>();
        rows.add(withoutErrors("float", measured, measured.floatRight()));
        rows.add(withoutErrors("error_free", measured, measured.errorFreeRight()));
        for (int i = 0; i < measured.network().size(); i++) {
            rows.add(withErrors(Where.NETWORK, i, measured, measured.network()));
        }
        return rows;
    }

    /** What errors strike. */
    private record Where(@Nullable String layer, @Nullable String operand, List<String> sharedWith) {
        static final Where NETWORK = new Where(null, null, List.of());
    }

    /** One row for each reader of a feature map: every layer finds its own. */
    private List<CurveRecord.Row> layers(AccuracyCurve.Measured measured) {
        record Found(int layer, AccuracyCurve.PlaceSpreads place) {}
        List<MvmLayer> all = study.network().mvmLayers();
        List<Found> found = measured.places().stream()
                .flatMap(place -> place.layers().stream().map(layer -> new Found(layer, place)))
                .sorted(Comparator.comparingInt(Found::layer)
                        .thenComparing(one -> one.place().operand()))
                .toList();
        List<CurveRecord.Row> rows = new ArrayList<>();
        for (Found one : found) {
            Where where = new Where(
                    all.get(one.layer).name(),
                    one.place.operand().key(),
                    one.place.layers().stream()
                            .filter(other -> other != one.layer)
                            .map(other -> all.get(other).name())
                            .toList());
            for (int i = 0; i < one.place.byRate().size(); i++) {
                rows.add(withErrors(where, i, measured, one.place.byRate()));
            }
        }
        return rows;
    }

    private static CurveRecord.Row withoutErrors(String name, AccuracyCurve.Measured measured, int right) {
        Top1 top1 = Top1.of(right, measured.images(), AccuracyCurve.CONFIDENCE);
        double lossPp = 100.0 * (measured.referenceRight() - right) / measured.images();
        return new CurveRecord.Row(
                name,
                null,
                null,
                List.of(),
                0,
                0,
                top1.value(),
                null,
                null,
                null,
                top1.low(),
                top1.high(),
                lossPp,
                null,
                null);
    }

    private CurveRecord.Row withErrors(Where where, int rate, AccuracyCurve.Measured measured, List<MapSpread> byRate) {
        MapSpread spread = byRate.get(rate);
        int n = measured.images();
        double reference = (double) measured.referenceRight() / n;
        Top1 overImages = Top1.ofShares(Math.min(n, spread.mean() * n), n, AccuracyCurve.CONFIDENCE);
        return new CurveRecord.Row(
                "errors",
                where.layer,
                where.operand,
                where.sharedWith,
                request.bitErrorRates().get(rate),
                spread.maps(),
                spread.mean(),
                spread.low(),
                spread.high(),
                100 * spread.sd(),
                overImages.low(),
                overImages.high(),
                100 * (reference - spread.mean()),
                100 * (reference - spread.high()),
                100 * (reference - spread.low()));
    }

    private List<String> warnings(AccuracyCurve.Measured measured) {
        List<String> warnings = new ArrayList<>(study.warnings());
        if ((double) measured.floatRight() / measured.images()
                < FloatCheck.CHANCE_FACTOR / study.network().classes()) {
            warnings.add("Float top-1 is below twice chance: check --scale, --mean and --std.");
        }
        if (request.precisionPp() > 0) {
            warnings.add("Maps were drawn until the interval was narrow enough: its confidence is somewhat lower.");
        }
        return warnings;
    }
}
