package org.layco.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.layco.cost.CostEstimate.Lifetime;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.mapping.Partition;
import org.layco.mapping.Plan;
import org.layco.source.Knowable;

/**
 * A plan against one baseline. Ratios above 1 mean that the plan is better.
 *
 * @param baseline name of the baseline
 * @param style array style of the plan
 * @param baselineBits the baseline's uniform bit-width; empty if its bits differ between layers
 * @param energyRatio joules per inference
 * @param lifetimeRatio inferences, both levelled
 * @param lifetimeRatioUnlevelled inferences, neither levelled
 * @param areaRatio square metres
 * @param latencyRatio seconds per inference
 * @param heldEqual what plan and baseline share
 * @param differed what they do not
 */
public record Comparison(
        String baseline,
        Style style,
        Optional<Integer> baselineBits,
        double energyRatio,
        Knowable<Double> lifetimeRatio,
        Knowable<Double> lifetimeRatioUnlevelled,
        double areaRatio,
        double latencyRatio,
        List<String> heldEqual,
        List<String> differed) {
    public Comparison {
        heldEqual = List.copyOf(heldEqual);
        differed = List.copyOf(differed);
    }

    /**
     * Compares.
     *
     * @param accelerator the plan's hardware, of a style
     * @param plan the plan
     * @param planCost its cost
     * @param baseline of the same style, or of none
     * @param baselineCost its cost, for the same network and memory cell
     */
    public static Comparison of(
            Accelerator accelerator, Plan plan, CostEstimate planCost, Baseline baseline, CostEstimate baselineCost) {
        Style style = accelerator
                .style()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Design '%s' has no array style. Compare a design of the cascade or timely style."
                                .formatted(accelerator.name())));
        baseline.accelerator().style().filter(other -> other != style).ifPresent(other -> {
            throw new IllegalArgumentException("A plan of %s style is not compared with '%s', which is of %s style."
                    .formatted(style.key(), baseline.name(), other.key()));
        });
        return new Comparison(
                baseline.name(),
                style,
                baseline.bits(),
                baselineCost.energyJoules() / planCost.energyJoules(),
                lifetimes(planCost, baselineCost, CostEstimate::levelledLifetime),
                lifetimes(planCost, baselineCost, CostEstimate::unlevelledLifetime),
                baselineCost.areaSquareMetres() / planCost.areaSquareMetres(),
                baselineCost.latencySeconds() / planCost.latencySeconds(),
                heldEqual(accelerator, baseline.accelerator()),
                differed(accelerator, plan, baseline));
    }

    private static Knowable<Double> lifetimes(
            CostEstimate plan, CostEstimate baseline, Function<CostEstimate, Knowable<Lifetime>> lifetime) {
        return lifetime.apply(plan)
                .flatMap(ours -> lifetime.apply(baseline).map(theirs -> ours.inferences() / theirs.inferences()));
    }

    private static List<String> heldEqual(Accelerator ours, Accelerator theirs) {
        List<String> equal = new ArrayList<>(List.of(
                "network and images",
                "memory cell, two pulses for every write",
                "energy and area of every component of the same type",
                "one copy of the weights, no leakage, no programming of weights"));
        if (ours.technology().equals(theirs.technology())) {
            equal.add("technology node and supply voltage");
        }
        if (ours.array().equals(theirs.array())) {
            equal.add("crossbar arrays, converters and buffer arrays");
            equal.add("dataflow: how often inputs are read and partial sums are written");
        }
        return equal;
    }

    private static List<String> differed(Accelerator ours, Plan plan, Baseline baseline) {
        List<String> different = new ArrayList<>();
        different.add("bits: per layer and operand in the plan, "
                + baseline.bits()
                        .map(bits -> bits + " everywhere in the baseline")
                        .orElse("the baseline's own per layer"));
        different.add("write voltages of the buffer: %s in the plan, %s in the baseline"
                .formatted(voltages(plan), voltages(baseline.plan())));
        different.add("buffer capacity: %d cells in the plan, %d in the baseline"
                .formatted(bufferCells(plan), bufferCells(baseline.plan())));
        if (!ours.technology().equals(baseline.accelerator().technology())) {
            different.add("technology node or supply voltage");
        }
        if (!ours.array().equals(baseline.accelerator().array())) {
            different.add("crossbar arrays, converters and the way partial sums are accumulated");
        }
        return different;
    }

    private static String voltages(Plan plan) {
        return plan.partitions().stream()
                        .filter(partition -> partition.holds() != Partition.Holds.WEIGHTS)
                        .map(Partition::writeVolts)
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))
                + " V";
    }

    private static long bufferCells(Plan plan) {
        return plan.partitions().stream()
                .filter(partition -> partition.holds() != Partition.Holds.WEIGHTS)
                .mapToLong(Partition::cells)
                .sum();
    }
}
