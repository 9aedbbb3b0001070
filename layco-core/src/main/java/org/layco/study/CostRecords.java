package org.layco.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.layco.activity.Action;
import org.layco.activity.LayerStatistics;
import org.layco.cost.Comparison;
import org.layco.cost.CostEstimate;
import org.layco.cost.CostItem;
import org.layco.cost.CostModel;
import org.layco.cost.CostedDesign;
import org.layco.hardware.Style;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Plan;
import org.layco.network.Operand;
import org.layco.source.Knowable;
import org.layco.source.Sourced;
import org.layco.wear.PartitionWear;

/** The parts of a run record that speak of cost: designs, comparisons, partitions, lifetime, sources. */
final class CostRecords {
    private final Study study;
    private final Plan plan;
    private final CostReport report;

    CostRecords(Study study, Plan plan, CostReport report) {
        this.study = study;
        this.plan = plan;
        this.report = report;
    }

    List<RunRecord.Design> designs() {
        List<RunRecord.Design> designs = new ArrayList<>();
        designs.add(design("plan", study.design().title() + ", at the plan's operating points", plan, report.plan()));
        for (CostedDesign baseline : report.designs()) {
            designs.add(design(
                    baseline.baseline().name(),
                    baseline.baseline().accelerator().title(),
                    baseline.baseline().plan(),
                    baseline.cost()));
        }
        return designs;
    }

    private static RunRecord.Design design(String name, String description, Plan points, CostEstimate cost) {
        return new RunRecord.Design(
                name,
                description,
                points.layers().stream().map(layer -> layer.weight().bits()).toList(),
                points.layers().stream().map(layer -> layer.input().bits()).toList(),
                cost.energyJoules(),
                cost.areaSquareMetres(),
                cost.latencySeconds(),
                inferences(cost.levelledLifetime()),
                inferences(cost.unlevelledLifetime()),
                limiting(cost.levelledLifetime()),
                reason(cost.levelledLifetime()),
                cost.assumedEnergyShare(),
                energyByComponent(cost),
                energyByOperand(cost),
                areaByComponent(cost));
    }

    /** Joules of each kind of action. */
    static List<RunRecord.Part> energyByComponent(CostEstimate cost) {
        Map<String, Double> components = new LinkedHashMap<>();
        cost.energyByActionJoules().forEach((action, joules) -> components.put(action.key(), joules));
        return parts(components);
    }

    /** Joules charged to each operand; {@code other} to none. */
    static List<RunRecord.Part> energyByOperand(CostEstimate cost) {
        Map<String, Double> operands = new LinkedHashMap<>();
        cost.energyByOperandJoules()
                .forEach((operand, joules) ->
                        operands.merge(operand.map(Operand::key).orElse("other"), joules, Double::sum));
        return parts(operands);
    }

    /** Square metres of each component. */
    static List<RunRecord.Part> areaByComponent(CostEstimate cost) {
        Map<String, Double> areas = new LinkedHashMap<>();
        cost.areas().forEach(area -> areas.merge(area.component(), area.squareMetres(), Double::sum));
        return parts(areas);
    }

    private static List<RunRecord.Part> parts(Map<String, Double> sums) {
        return sums.entrySet().stream()
                .map(part -> new RunRecord.Part(part.getKey(), part.getValue()))
                .toList();
    }

    /** Rows of the baselines that there are, then of those that could not be had. */
    List<RunRecord.Comparison> comparisons(List<Comparison> rows, List<CostReport.Absent> absent) {
        Stream<RunRecord.Comparison> missing = absent.stream()
                .map(row -> new RunRecord.Comparison(
                        row.baseline(), style(), null, null, null, null, null, null, row.reason()));
        Stream<RunRecord.Comparison> present = rows.stream()
                .map(row -> new RunRecord.Comparison(
                        row.baseline(),
                        row.style().key(),
                        row.baselineBits().orElse(null),
                        row.energyRatio(),
                        value(row.lifetimeRatio()),
                        value(row.lifetimeRatioUnlevelled()),
                        row.areaRatio(),
                        row.latencyRatio(),
                        reason(row.lifetimeRatio())));
        return Stream.concat(present, missing).toList();
    }

    private String style() {
        return study.design().style().map(Style::key).orElse("none");
    }

    RunRecord.ErrorRateCase errorRateCase(CostReport.Case scaled) {
        return new RunRecord.ErrorRateCase(
                scaled.factor(),
                scaled.status(),
                scaled.reason() == null ? scaled.energyJoules() : null,
                comparisons(scaled.comparisons(), scaled.absent()),
                scaled.reason());
    }

    /** What holds for every baseline; what differs names the baseline it speaks of. */
    RunRecord.Contract contract() {
        Set<String> equal = new LinkedHashSet<>();
        List<String> differed = new ArrayList<>();
        for (Comparison row : report.comparisons()) {
            for (String held : row.heldEqual()) {
                boolean everywhere = report.comparisons().stream()
                        .allMatch(other -> other.heldEqual().contains(held));
                equal.add(everywhere ? held : held + " (RRAM-buffer baselines)");
            }
            row.differed().forEach(difference -> differed.add(row.baseline() + ": " + difference));
        }
        return new RunRecord.Contract(List.copyOf(equal), differed);
    }

    List<RunRecord.PartitionRow> partitions() {
        Map<String, PartitionWear> wear = new LinkedHashMap<>();
        report.plan().wear().forEach(part -> wear.put(part.partition(), part));
        List<RunRecord.PartitionRow> rows = new ArrayList<>();
        for (Partition partition : plan.partitions()) {
            PartitionWear worn = wear.get(partition.id());
            Knowable<Double> lifetime =
                    worn == null ? Knowable.unavailable("not written by inferences") : worn.levelledInferences();
            rows.add(new RunRecord.PartitionRow(
                    partition.id(),
                    RecordBuilder.key(partition.holds()),
                    partition.writeVolts(),
                    errorRate(partition),
                    partition.cells(),
                    partition.peakCells(),
                    worn == null ? 0 : worn.writesPerInference(),
                    value(study.cell().enduranceWrites(partition.writeVolts())),
                    value(lifetime),
                    reason(lifetime)));
        }
        return rows;
    }

    private double errorRate(Partition partition) {
        for (LayerPoint layer : plan.layers()) {
            for (Operand operand : Operand.values()) {
                if (layer.of(operand).partition().equals(partition.id())) {
                    return layer.of(operand).bitErrorRate().get();
                }
            }
        }
        throw new IllegalStateException("Nothing lives in partition " + partition.id() + ".");
    }

    /** Energy by action with its source, dearest first, then constants that the energy does not depend on. */
    List<RunRecord.Constant> sources() {
        CostModel model = new CostModel(study.design(), study.cell());
        Map<Action, Sourced<Double>> sources = new EnumMap<>(Action.class);
        for (LayerPoint layer : plan.layers()) {
            model.actionJoules(OperatingPoint.of(layer), LayerStatistics.DEFAULT)
                    .forEach(sources::putIfAbsent);
        }
        Map<Action, Double> joules = report.plan().energyByActionJoules();
        Map<Action, Long> actions = new EnumMap<>(Action.class);
        for (CostItem item : report.plan().energy()) {
            actions.merge(item.action(), item.actions(), Long::sum);
        }
        List<RunRecord.Constant> constants = new ArrayList<>();
        joules.entrySet().stream()
                .sorted(Map.Entry.<Action, Double>comparingByValue().reversed())
                .forEach(entry -> Optional.ofNullable(sources.get(entry.getKey()))
                        .ifPresent(source -> constants.add(new RunRecord.Constant(
                                entry.getKey().key() + ", mean energy",
                                entry.getValue() / actions.getOrDefault(entry.getKey(), 1L),
                                "J",
                                RecordBuilder.key(source.kind()),
                                source.reference(),
                                entry.getValue() / report.plan().energyJoules()))));
        constants.addAll(cellConstants());
        return constants;
    }

    private List<RunRecord.Constant> cellConstants() {
        List<RunRecord.Constant> constants = new ArrayList<>();
        double lowest = plan.partitions().stream()
                .map(Partition::writeVolts)
                .min(Comparator.naturalOrder())
                .orElse(study.cell().nominalVolts());
        if (study.cell().writeErrors() instanceof Knowable.Known<? extends Sourced<?>>(Sourced<?> law)) {
            constants.add(constant(
                    "write error probability at " + lowest + " V",
                    study.cell().writeErrorProbability(lowest).get(),
                    "1",
                    law));
        }
        if (study.cell().endurance() instanceof Knowable.Known<? extends Sourced<?>>(Sourced<?> law)) {
            constants.add(constant(
                    "median endurance at " + lowest + " V",
                    study.cell().enduranceWrites(lowest).get(),
                    "writes",
                    law));
        }
        constants.add(constant(
                "level noise of partial sums",
                study.cell().levelNoiseSigma().value(),
                "levels",
                study.cell().levelNoiseSigma()));
        return constants;
    }

    private static RunRecord.Constant constant(String name, double value, String unit, Sourced<?> source) {
        return new RunRecord.Constant(name, value, unit, RecordBuilder.key(source.kind()), source.reference(), null);
    }

    private static @Nullable Double inferences(Knowable<CostEstimate.Lifetime> lifetime) {
        return value(lifetime.map(CostEstimate.Lifetime::inferences));
    }

    private static @Nullable String limiting(Knowable<CostEstimate.Lifetime> lifetime) {
        return value(lifetime.map(CostEstimate.Lifetime::partition));
    }

    private static <T> @Nullable T value(Knowable<T> figure) {
        return switch (figure) {
            case Knowable.Known<T>(T known) -> known;
            case Knowable.Unavailable<T> absent -> null;
        };
    }

    private static @Nullable String reason(Knowable<?> figure) {
        return figure instanceof Knowable.Unavailable<?>(String why) ? why : null;
    }
}
