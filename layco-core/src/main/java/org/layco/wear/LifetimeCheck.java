package org.layco.wear;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.layco.device.EnduranceSpread;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Partition.Holds;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.network.Network;
import org.layco.source.Knowable;
import org.layco.source.Sourced;

/**
 * A plan against a required lifetime, with LayCO's swapping: the median cell of every partition in closed form, and single
 * cells in simulation.
 *
 * @param requirement what is asked for
 * @param shortfalls partitions of the buffer that fall short in closed form, the worst first; empty if the plan meets the requirement
 * @param timelines failure of single cells for each endurance spread of the cell, the measured one first
 */
public record LifetimeCheck(
        LifetimeRequirement requirement, List<Shortfall> shortfalls, Knowable<List<WearTimeline>> timelines) {
    private static final int CHIPS = 100;

    /** Ages per decade, and decades before the required age, at which failures are counted. */
    private static final int AGES_PER_DECADE = 8;

    private static final int DECADES = 6;

    /**
     * A partition that does not last, and what would make it last; each remedy by itself, for all partitions of its kind.
     *
     * @param partition its id
     * @param years until its median cell fails
     * @param factor required over achieved lifetime, more than 1
     * @param cells it would need for the same writes
     * @param areaSquareMetres of so many cells, with what the buffer's arrays take beside them
     * @param bits most bits of weights and inputs at which its cells as they are would last, if any from 2 up
     * @param inferencesPerSecond at which it would last as long as required
     */
    public record Shortfall(
            String partition,
            double years,
            double factor,
            long cells,
            double areaSquareMetres,
            Optional<Integer> bits,
            double inferencesPerSecond) {}

    public LifetimeCheck {
        shortfalls = List.copyOf(shortfalls);
    }

    /** Whether the median cell of every partition lasts as long as required. */
    public boolean met() {
        return shortfalls.isEmpty();
    }

    /**
     * How much larger all buffer partitions have to be for the plan to last, with the reserve that a search keeps for sections
     * that wear apart: at least 1, rounded up to three digits.
     */
    public double growth() {
        return shortfalls.stream().mapToDouble(one -> one.factor() * LayerSwapping.DIVERGENCE).max().stream()
                .map(least -> new BigDecimal(least)
                        .round(new MathContext(3, RoundingMode.UP))
                        .doubleValue())
                .findFirst()
                .orElse(1);
    }

    /**
     * Checks a plan; {@code spread} are its writes under LayCO's swapping, of cells whose endurance is known.
     *
     * @param seed of the cells' endurance
     */
    public static LifetimeCheck of(
            LifetimeRequirement requirement,
            Network network,
            Plan plan,
            Accelerator accelerator,
            MemoryCell cell,
            WriteSpread spread,
            long seed) {
        List<Shortfall> shortfalls = new ArrayList<>();
        for (Partition partition : plan.partitions()) {
            // Weights are written by swapping alone, which adapts to the wear of the buffer.
            double wear = spread.buffer().stream()
                    .filter(group -> group.partition().equals(partition.id()))
                    .mapToDouble(group -> group.wearPerInference().get())
                    .max()
                    .orElse(0);
            double factor = wear * requirement.inferences();
            if (factor > 1) {
                shortfalls.add(new Shortfall(
                        partition.id(),
                        requirement.years() / factor,
                        factor,
                        (long) Math.ceil(partition.cells() * factor),
                        partition.cells() * factor * cellSquareMetres(partition, accelerator, cell),
                        bits(network, plan, partition, accelerator, cell, factor),
                        requirement.inferencesPerSecond() / factor));
            }
        }
        shortfalls.sort(Comparator.comparingDouble(Shortfall::factor).reversed());
        return new LifetimeCheck(requirement, shortfalls, timelines(requirement, spread, cell.enduranceSpread(), seed));
    }

    private static Knowable<List<WearTimeline>> timelines(
            LifetimeRequirement requirement,
            WriteSpread spread,
            Knowable<Sourced<EnduranceSpread>> enduranceSpread,
            long seed) {
        List<Double> ages = new ArrayList<>();
        for (int step = -DECADES * AGES_PER_DECADE; step <= 0; step++) {
            ages.add(requirement.inferences() * Math.pow(10, (double) step / AGES_PER_DECADE));
        }
        return enduranceSpread.map(
                known -> List.of(known.value().sigmaDecades(), known.value().optimisticSigmaDecades()).stream()
                        .filter(sigma -> sigma > 0)
                        .map(sigma -> new WearSimulation(sigma, seed, CHIPS).run(spread, ages))
                        .toList());
    }

    private static double cellSquareMetres(Partition partition, Accelerator accelerator, MemoryCell cell) {
        double area = cell.areaSquareMetres(accelerator.technology().nodeMetres());
        return partition.holds() == Holds.FEATURE_MAPS
                        && accelerator.featureMaps() instanceof FeatureMapBuffer.Rram rram
                ? area / rram.arrayEfficiency().value()
                : area;
    }

    /** Bits are capped alike in all layers; the buffer keeps its cells. */
    private static Optional<Integer> bits(
            Network network, Plan plan, Partition partition, Accelerator accelerator, MemoryCell cell, double factor) {
        PlanAssembler assembler = new PlanAssembler(accelerator, cell);
        List<OperatingPoint> points = plan.operatingPoints(network);
        double allowed = wear(WearDemand.of(network, plan, accelerator, cell), partition) / factor;
        int most = points.stream()
                .mapToInt(point -> Math.max(point.weightBits(), point.inputBits()))
                .max()
                .orElse(2);
        for (int cap = most - 1; cap >= 2; cap--) {
            int bits = cap;
            Plan capped = assembler.assemble(
                    network,
                    points.stream()
                            .map(point -> new OperatingPoint(
                                    Math.min(bits, point.weightBits()),
                                    Math.min(bits, point.inputBits()),
                                    point.partialSumBits(),
                                    point.inputVolts(),
                                    point.partialSumVolts()))
                            .toList());
            if (wear(WearDemand.of(network, capped, accelerator, cell), partition) <= allowed) {
                return Optional.of(cap);
            }
        }
        return Optional.empty();
    }

    /** Endurances used up per inference by all cells that store what the partition stores. */
    private static double wear(WearDemand demand, Partition partition) {
        return Pool.of(demand, partition.holds())
                .map(pool -> pool.wear() * pool.cells())
                .orElse(0.0);
    }
}
