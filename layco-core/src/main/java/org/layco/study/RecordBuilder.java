package org.layco.study;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.layco.accuracy.AccuracyEstimate;
import org.layco.accuracy.Preprocessing;
import org.layco.accuracy.Top1;
import org.layco.hardware.Style;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.OperandPoint;
import org.layco.mapping.Partition;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.Operand;
import org.layco.search.OperandTolerance;
import org.layco.search.ToleranceTable;
import org.layco.source.Kind;

/** Puts everything a run found into its record. Decides nothing, computes nothing but shares and sums. */
final class RecordBuilder {
    private final Study study;
    private final RunContext context;
    private final Map<String, Double> stageSeconds;

    RecordBuilder(Study study, RunContext context, Map<String, Double> stageSeconds) {
        this.study = study;
        this.context = context;
        this.stageSeconds = stageSeconds;
    }

    /** The word for an enum constant in records. */
    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    RunRecord build(
            Characterized measured,
            PlanSearch.Outcome found,
            List<FrontPoint> front,
            CoOptimizer.Certificate certificate,
            Costs costs,
            CostReport report,
            WearReport wear,
            List<BoostRound> boost) {
        CostRecords money = new CostRecords(study, found.plan(), report);
        return new RunRecord(
                RunRecord.SCHEMA,
                false,
                study(study, measured, costs),
                guarantee(certificate.estimate()),
                new RunRecord.Chips(
                        certificate.chips().chips(),
                        certificate.chipImages(),
                        certificate.chips().sdPp(),
                        certificate.chips().q95Pp()),
                ladder(certificate),
                new RunRecord.PlanSummary(layers(study, found, report)),
                money.partitions(),
                solver(study, found),
                front,
                boost,
                tolerance(measured),
                money.designs(),
                money.comparisons(report.comparisons(), report.absent()),
                money.contract(),
                report.waterfalls(),
                report.cases().stream().map(money::errorRateCase).toList(),
                wear.lifetime(report.plan(), study.bufferArea()),
                wear.wear(),
                money.sources(),
                warnings(found, certificate, report, wear),
                notComputed(found),
                new RunRecord.Provenance(context.version(), context.libraries(), context.reproduce()),
                RunRecord.Environment.of(context),
                new RunRecord.Timing(context.startedAt(), stageSeconds.getOrDefault("total_s", 0.0), stageSeconds));
    }

    private List<RunRecord.NotComputed> notComputed(PlanSearch.Outcome found) {
        List<RunRecord.NotComputed> left = new ArrayList<>();
        if (study.lifetime().isEmpty()) {
            left.add(new RunRecord.NotComputed(
                    "failed cells over time, and lifetime judged by accuracy",
                    context.reproduce() + " --lifetime 10y --rate 30/s"));
        }
        if (found.rounds().isEmpty()) {
            left.add(new RunRecord.NotComputed("tolerance, Pareto front and the comparison with RAQ", "layco run"));
        }
        left.add(new RunRecord.NotComputed("ablations", "not part of version " + context.version()));
        return left;
    }

    /** The resolved inputs in records. */
    static RunRecord.StudySummary study(Study study, Characterized measured, Costs costs) {
        return new RunRecord.StudySummary(
                network(study.network()),
                data(study),
                study.design().name(),
                style(study),
                study.cell().name(),
                study.bufferArea(),
                study.guarantee().limitPp(),
                study.guarantee().confidence(),
                study.seed(),
                measured.tolerance().bits(),
                key(study.search().weightScales()),
                costs.voltages(study.cell()));
    }

    /** How a plan was found, in records. */
    static RunRecord.Solver solver(Study study, PlanSearch.Outcome found) {
        return new RunRecord.Solver(
                study.search().objective().key(),
                key(found.solution().status()),
                found.solution().relativeGap(),
                found.budgetPp(),
                found.solution().predictedLossPp(),
                found.loss().lossPp(),
                found.rounds());
    }

    /** A network in records. */
    static RunRecord.NetworkSummary network(Network network) {
        long parameters = network.mvmLayers().stream()
                .mapToLong(layer -> layer.weights().elements() + layer.bias().length)
                .sum();
        return new RunRecord.NetworkSummary(
                network.name(),
                network.sha256(),
                network.opset(),
                network.inputShape(),
                network.classes(),
                network.mvmLayers().size(),
                parameters,
                network.macs());
    }

    /** A study's data in records. */
    static RunRecord.DataSummary data(Study study) {
        return new RunRecord.DataSummary(
                study.data().name(),
                study.data().sha256(),
                study.data().files(),
                preprocessing(study.preprocessing()),
                study.data().images(),
                study.split().duplicates(),
                study.split().search().length,
                study.split().certification().length);
    }

    /** The key of a study's array style. */
    static String style(Study study) {
        return study.design().style().map(Style::key).orElse("none");
    }

    private static String preprocessing(Preprocessing preprocessing) {
        return "scale %s, mean %s, std %s"
                .formatted(
                        key(preprocessing.scale()),
                        Arrays.toString(preprocessing.mean()),
                        Arrays.toString(preprocessing.std()));
    }

    /** A certificate in records. */
    static RunRecord.Guarantee guarantee(AccuracyEstimate estimate) {
        String statement = String.format(
                Locale.ROOT,
                estimate.met()
                        ? "Certified: over images and chips, top-1 falls by less than %.2f pp with %s %% confidence"
                                + " (measured %.2f pp, upper bound %.2f pp, %d images, each on chips of its own)."
                        : "NOT certified: that top-1 falls by less than %.2f pp could not be shown with %s %%"
                                + " confidence (measured %.2f pp, upper bound %.2f pp, %d images, each on chips of its"
                                + " own).",
                estimate.guarantee().limitPp(),
                BigDecimal.valueOf(100 * estimate.guarantee().confidence())
                        .setScale(4, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString(),
                estimate.lossPp(),
                estimate.upperBoundPp(),
                estimate.images());
        return new RunRecord.Guarantee(
                estimate.guarantee().limitPp(),
                estimate.guarantee().confidence(),
                estimate.lossPp(),
                estimate.upperBoundPp(),
                estimate.images(),
                estimate.trials(),
                estimate.met(),
                statement);
    }

    private static List<RunRecord.Rung> ladder(CoOptimizer.Certificate certificate) {
        List<RunRecord.Rung> rungs = new ArrayList<>();
        if (!certificate.original().isEmpty()) {
            rungs.add(rung(
                    "original_float_all", certificate.original().getFirst(), "network before hardening, all images"));
            rungs.add(rung(
                    "original_float",
                    certificate.original().getLast(),
                    "network before hardening, certification images"));
        }
        rungs.addAll(List.of(
                rung("float_all", certificate.floatAll(), "float network, all images"),
                rung("float", certificate.floats(), "float network, certification images"),
                rung("int8", certificate.int8(), "8 bits everywhere, ideal converters, no errors"),
                rung("quantized", certificate.quantized(), "the plan's bits, ideal converters, no errors"),
                rung("with_errors", certificate.withErrors(), "the plan with level noise and all errors, fresh chips"),
                new RunRecord.Rung(
                        "certified_lower_bound",
                        certificate.estimate().certifiedTop1(),
                        null,
                        null,
                        certificate.estimate().images(),
                        "reference top-1 less the upper bound of the loss")));
        return rungs;
    }

    private static RunRecord.Rung rung(String name, Top1 top1, String meaning) {
        return new RunRecord.Rung(name, top1.value(), top1.low(), top1.high(), top1.images(), meaning);
    }

    /** The layers of a plan in records. */
    static List<RunRecord.LayerRow> layers(Study study, PlanSearch.Outcome found, CostReport report) {
        Map<String, Double> joules = report.plan().energyByLayerJoules();
        double total = report.plan().energyJoules();
        List<RunRecord.LayerRow> rows = new ArrayList<>();
        for (MvmLayer layer : study.network().mvmLayers()) {
            LayerPoint point = found.plan().layers().get(layer.index());
            double own = joules.getOrDefault(layer.name(), 0.0);
            rows.add(new RunRecord.LayerRow(
                    layer.name(),
                    layer.operator(),
                    shape(layer.shape()),
                    layer.shape().macs(),
                    new RunRecord.Operands(row(point.weight()), row(point.input()), row(point.partialSum())),
                    own,
                    own / total));
        }
        return rows;
    }

    private static RunRecord.OperandRow row(OperandPoint point) {
        return new RunRecord.OperandRow(
                point.bits(),
                point.partition(),
                point.writeVolts(),
                point.bitErrorRate().get());
    }

    private static String shape(MvmShape shape) {
        return "%d x %d x %d -> %d x %d x %d, %d x %d"
                .formatted(
                        shape.channels(),
                        shape.height(),
                        shape.width(),
                        shape.outputs(),
                        shape.outHeight(),
                        shape.outWidth(),
                        shape.kernelHeight(),
                        shape.kernelWidth());
    }

    /** A feature map is listed with the first layer that reads it. */
    private List<RunRecord.Tolerance> tolerance(Characterized measured) {
        ToleranceTable table = measured.tolerance();
        List<RunRecord.Tolerance> rows = new ArrayList<>();
        for (int map = 0; map < table.inputs().size(); map++) {
            int reader = measured.liveness().maps().get(map).readers().getFirst();
            add(rows, reader, Operand.INPUT, table.bits(), table.inputs().get(map), null);
        }
        String programmed = "weights are programmed once at nominal voltage";
        String noWrite = "resolution of read-back: no write, no write errors";
        for (int layer = 0; layer < table.weights().size(); layer++) {
            add(rows, layer, Operand.WEIGHT, table.bits(), table.weights().get(layer), programmed);
            add(
                    rows,
                    layer,
                    Operand.PARTIAL_SUM,
                    table.psumBits(),
                    table.psumReadBack().get(layer),
                    noWrite);
            add(
                    rows,
                    layer,
                    Operand.PARTIAL_SUM,
                    table.bits(),
                    table.psumErrors().get(layer),
                    null);
        }
        return rows;
    }

    private void add(
            List<RunRecord.Tolerance> rows,
            int layer,
            Operand operand,
            List<Integer> bits,
            List<OperandTolerance> tolerances,
            @Nullable String noSlope) {
        for (int b = 0; b < bits.size(); b++) {
            OperandTolerance tolerance = tolerances.get(b);
            rows.add(new RunRecord.Tolerance(
                    study.network().mvmLayers().get(layer).name(),
                    operand.key(),
                    bits.get(b),
                    tolerance.quantizationLossPp(),
                    noSlope == null ? tolerance.slopePp() : null,
                    noSlope == null ? tolerance.slopeUpperPp() : null,
                    noSlope,
                    tolerance.points().stream()
                            .map(point -> new RunRecord.TolerancePoint(
                                    point.bitErrorRate(),
                                    point.measurement().lossPp(),
                                    point.measurement().images()))
                            .toList()));
        }
    }

    private List<String> warnings(
            PlanSearch.Outcome found, CoOptimizer.Certificate certificate, CostReport report, WearReport wear) {
        List<String> warnings = new ArrayList<>(study.warnings());
        if (certificate.floatAll().value()
                < FloatCheck.CHANCE_FACTOR / study.network().classes()) {
            warnings.add("Float top-1 is below twice chance: check --scale, --mean and --std.");
        }
        if (!found.acceptable()) {
            warnings.add(
                    "No plan left the room that a certificate needs on the search images; the closest was certified.");
        }
        Map<String, Double> inUse = new LinkedHashMap<>();
        for (Partition partition : found.plan().partitions()) {
            if (partition.holds() != Partition.Holds.WEIGHTS) {
                inUse.put(partition.id(), partition.writeVolts());
            }
        }
        if (study.cell().writeErrors().get().kind() == Kind.ASSUMED) {
            warnings.add("The write error rates behind the voltages " + inUse.values()
                    + " V are assumed to within a decade: see the cases with ten times higher and lower rates.");
        }
        wear.ages().stream()
                .mapToDouble(age -> age.left().largest())
                .filter(share -> share > Ageing.MOST_SIMULATED)
                .max()
                .ifPresent(share -> warnings.add(String.format(
                        Locale.ROOT,
                        "Up to %.0f %% of a partition's cells are worn out; accuracy was measured with %.0f %%, which lose it"
                                + " already.",
                        100 * share,
                        100 * Ageing.MOST_SIMULATED)));
        report.plan().omitted().forEach(omitted -> warnings.add("Left out of the energy: " + omitted + "."));
        return warnings;
    }
}
