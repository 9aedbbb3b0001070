package org.layco.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.layco.cost.CostEstimate.Lifetime;
import org.layco.mapping.OperatingPoint;
import org.layco.source.Knowable;

/**
 * A ratio as factors that multiply to it. The differences between rival and plan are taken one after the other, each step
 * costed by the same model; a factor is what one step gains on top of those before it, so that it depends on their order.
 */
public final class Waterfall {
    private final DesignPricing costs;
    private final CostedDesign plan;
    private final CostedDesign rival;
    private final List<Step> steps = new ArrayList<>();

    /** One factor. */
    public record Step(Cause cause, double factor) {}

    private Waterfall(DesignPricing costs, CostedDesign plan, CostedDesign rival) {
        this.costs = costs;
        this.plan = plan;
        this.rival = rival;
    }

    /** The factors of the ratio of energies, in the order in which they are taken. */
    public static List<Step> energy(DesignPricing costs, CostedDesign plan, CostedDesign rival) {
        return new Waterfall(costs, plan, rival).energy();
    }

    /** The factors of the ratio of levelled lifetimes. */
    public static Knowable<List<Step>> lifetime(DesignPricing costs, CostedDesign plan, CostedDesign rival) {
        return new Waterfall(costs, plan, rival).lifetime();
    }

    /** The factors of the ratio of areas; the rival is RAQ. */
    public static List<Step> area(DesignPricing costs, CostedDesign plan, CostedDesign rival) {
        return new Waterfall(costs, plan, rival).area();
    }

    private List<Step> energy() {
        CostedDesign onOurs = onOurHardware();
        CostedDesign fewerBits = costs.ours(mixed(plan, onOurs, onOurs));
        CostedDesign resolution = costs.ours(mixed(plan, plan, onOurs));
        double fewerWrites = joules(fewerBits, Waterfall::writesBuffer) + joules(onOurs, item -> !writesBuffer(item));
        double last = arrays(rival.cost().energyJoules(), onOurs.cost().energyJoules());
        last = step(Cause.FEWER_WRITES, last, fewerWrites);
        last = step(Cause.BITS, last, fewerBits.cost().energyJoules());
        last = step(Cause.CONVERTERS, last, resolution.cost().energyJoules());
        CostedDesign voltages = costs.ours(plan.points());
        last = step(Cause.VOLTAGE, last, voltages.cost().energyJoules());
        capacity(last, plan.cost().energyJoules());
        return steps;
    }

    /** Without levelling up to the last step. If the rival wears out, everything between it and the plan does: it is one cell. */
    private Knowable<List<Step>> lifetime() {
        CostedDesign onOurs = onOurHardware();
        CostedDesign fewerBits = costs.ours(mixed(plan, plan, onOurs));
        return unlevelled(rival).map(theirs -> {
            double last = arrays(1 / theirs, 1 / unlevelled(onOurs).get());
            last = step(Cause.FEWER_WRITES, last, 1 / unlevelled(fewerBits).get());
            last = step(
                    Cause.VOLTAGE,
                    last,
                    1 / unlevelled(costs.ours(plan.points())).get());
            capacity(last, 1 / unlevelled(plan).get());
            step(Cause.LEVELLING, levelling(plan).get(), levelling(rival).get());
            return steps;
        });
    }

    /** The rival's bits and voltages on the plan's hardware; partial sums that it does not read back are read as in the plan. */
    private CostedDesign onOurHardware() {
        return rival.onHardwareOf(plan) ? rival : costs.ours(mixed(rival, plan, rival));
    }

    /** The step to the plan's hardware, where the rival has another. */
    private double arrays(double theirs, double onOurs) {
        return rival.onHardwareOf(plan) ? theirs : step(Cause.ARRAYS, theirs, onOurs);
    }

    /** The step to the plan's own buffer, where it is larger than its data need. */
    private void capacity(double before, double after) {
        if (before != after) {
            step(Cause.CAPACITY, before, after);
        }
    }

    /** Against RAQ. */
    private List<Step> area() {
        int theirs = rival.baseline().accelerator().array().cellBits();
        int ours = plan.baseline().accelerator().array().cellBits();
        CostedDesign fewerBits = costs.raq(mixed(plan, rival, rival), theirs);
        CostedDesign denser = costs.raq(mixed(plan, rival, rival), ours);
        double converters = squareMetres(denser, area -> !converts(area)) + squareMetres(plan, Waterfall::converts);
        double last = step(
                Cause.BITS, rival.cost().areaSquareMetres(), fewerBits.cost().areaSquareMetres());
        last = step(Cause.CELL_DENSITY, last, denser.cost().areaSquareMetres());
        last = step(Cause.CONVERTERS, last, converters);
        step(Cause.ARRAYS, last, plan.cost().areaSquareMetres());
        return steps;
    }

    private double step(Cause cause, double before, double after) {
        steps.add(new Step(cause, before / after));
        return after;
    }

    /** Bits of weights and inputs, resolution of partial sums and voltages, each from another design. */
    public static List<OperatingPoint> mixed(CostedDesign bits, CostedDesign resolution, CostedDesign voltages) {
        return IntStream.range(0, bits.points().size())
                .mapToObj(i -> new OperatingPoint(
                        bits.points().get(i).weightBits(),
                        bits.points().get(i).inputBits(),
                        resolution.points().get(i).partialSumBits(),
                        voltages.points().get(i).inputVolts(),
                        voltages.points().get(i).partialSumVolts()))
                .toList();
    }

    private static Knowable<Double> unlevelled(CostedDesign design) {
        return design.cost().unlevelledLifetime().map(Lifetime::inferences);
    }

    /** What rotation gains. */
    private static Knowable<Double> levelling(CostedDesign design) {
        CostEstimate cost = design.cost();
        return cost.levelledLifetime()
                .flatMap(with -> cost.unlevelledLifetime().map(without -> with.inferences() / without.inferences()));
    }

    private static double joules(CostedDesign design, Predicate<CostItem> which) {
        return design.cost().energy().stream()
                .filter(which)
                .mapToDouble(CostItem::energyJoules)
                .sum();
    }

    private static double squareMetres(CostedDesign design, Predicate<AreaItem> which) {
        return design.cost().areas().stream()
                .filter(which)
                .mapToDouble(AreaItem::squareMetres)
                .sum();
    }

    private static boolean converts(AreaItem area) {
        return area.component().endsWith("converters");
    }

    private static boolean writesBuffer(CostItem item) {
        return switch (item.action()) {
            case FEATURE_MAP_WRITE, FEATURE_MAP_LINE, PARTIAL_SUM_DRIVE, PARTIAL_SUM_WRITE, PARTIAL_SUM_LINE -> true;
            case CROSSBAR_CELL_READ,
                    INPUT_CONVERSION,
                    INPUT_FORWARD,
                    FEATURE_MAP_CELL_READ,
                    FEATURE_MAP_READ,
                    LINK,
                    PARTIAL_SUM_READ,
                    OUTPUT_CONVERSION,
                    SHIFT_ADD,
                    ACTIVATION -> false;
        };
    }
}
