package org.layco.wear;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.layco.device.NormalDistribution;

/**
 * Shares of the cells that are worn out at an age, by partition: means over chips of cells whose endurance is lognormal.
 *
 * @param inferences done so far, at least 0
 * @param shares 0..1, by id of the partition
 */
public record WornCells(double inferences, Map<String, Double> shares) {
    public WornCells {
        shares = Map.copyOf(shares);
    }

    /**
     * Shares at an age: a cell is worn out once it has taken as many writes as it endures.
     *
     * @param spread writes of every cell; every endurance must be known
     * @param sigmaDecades standard deviation of log10 of the endurance, positive
     */
    public static WornCells at(double inferences, WriteSpread spread, double sigmaDecades) {
        Map<String, Double> worn = new HashMap<>();
        Map<String, Double> cells = new HashMap<>();
        spread.groups().forEach(group -> {
            double medians = inferences * group.wearPerInference().get();
            double share = medians == 0 ? 0 : NormalDistribution.cumulative(Math.log10(medians) / sigmaDecades);
            worn.merge(group.partition(), share * group.cells(), Double::sum);
            cells.merge(group.partition(), (double) group.cells(), Double::sum);
        });
        Map<String, Double> shares = new TreeMap<>();
        worn.forEach((partition, count) -> shares.put(partition, count / cells.getOrDefault(partition, 1.0)));
        return new WornCells(inferences, shares);
    }

    /** Share of the cells of a partition, 0 if it does not wear. */
    public double share(String partition) {
        return shares.getOrDefault(partition, 0.0);
    }

    /** The largest share of all partitions. */
    public double largest() {
        return shares.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** The shares that a repair leaves. */
    public WornCells after(DoubleUnaryOperator repair) {
        Map<String, Double> left = new TreeMap<>();
        shares.forEach((partition, share) -> left.put(partition, repair.applyAsDouble(share)));
        return new WornCells(inferences, left);
    }
}
