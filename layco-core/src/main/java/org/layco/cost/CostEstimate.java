package org.layco.cost;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.layco.activity.Action;
import org.layco.network.Operand;
import org.layco.source.Knowable;
import org.layco.wear.PartitionWear;

/**
 * What a plan costs per inference of one image, as parts; every total is the sum of its parts in their order.
 *
 * @param energy by layer and action
 * @param areas by component
 * @param stages one per MVM layer
 * @param wear of every partition written during inference
 * @param omitted what no source gives and the energy therefore leaves out
 */
public record CostEstimate(
        List<CostItem> energy,
        List<AreaItem> areas,
        List<Stage> stages,
        List<PartitionWear> wear,
        List<String> omitted) {
    public CostEstimate {
        energy = List.copyOf(energy);
        areas = List.copyOf(areas);
        stages = List.copyOf(stages);
        wear = List.copyOf(wear);
        omitted = List.copyOf(omitted);
        if (energy.isEmpty() || areas.isEmpty() || stages.isEmpty()) {
            throw new IllegalArgumentException("A design without energy, area or stages runs nothing.");
        }
    }

    /**
     * A lifetime and the partition that ends it.
     *
     * @param inferences until the median cell of that partition fails
     * @param partition its id
     */
    public record Lifetime(double inferences, String partition) {}

    /** Joules of one inference. */
    public double energyJoules() {
        return energy.stream().mapToDouble(CostItem::energyJoules).sum();
    }

    /** Joules of each layer, in the network's order. */
    public Map<String, Double> energyByLayerJoules() {
        Map<String, Double> sums = new LinkedHashMap<>();
        energy.forEach(item -> sums.merge(item.layer(), item.energyJoules(), Double::sum));
        return sums;
    }

    /** Joules of each kind of action. */
    public Map<Action, Double> energyByActionJoules() {
        Map<Action, Double> sums = new EnumMap<>(Action.class);
        energy.forEach(item -> sums.merge(item.action(), item.energyJoules(), Double::sum));
        return sums;
    }

    /** Joules charged to each operand; what is charged to none is under the empty key. */
    public Map<Optional<Operand>, Double> energyByOperandJoules() {
        Map<Optional<Operand>, Double> sums = new LinkedHashMap<>();
        energy.forEach(item -> sums.merge(item.operand(), item.energyJoules(), Double::sum));
        return sums;
    }

    /** Share, 0..1, of the energy that rests on assumed constants. */
    public double assumedEnergyShare() {
        return energy.stream()
                        .filter(CostItem::assumed)
                        .mapToDouble(CostItem::energyJoules)
                        .sum()
                / energyJoules();
    }

    /** Square metres of the design as this plan needs it. */
    public double areaSquareMetres() {
        return areas.stream().mapToDouble(AreaItem::squareMetres).sum();
    }

    /** Seconds from an image to its scores: the stages one after the other. */
    public double latencySeconds() {
        return stages.stream().mapToDouble(Stage::seconds).sum();
    }

    /** The slowest stage; a pipeline of images delivers one result in its time. */
    public Stage slowestStage() {
        return stages.stream().max(Comparator.comparingDouble(Stage::seconds)).orElseThrow();
    }

    /** Lifetime with perfect rotation wherever rotation is free. */
    public Knowable<Lifetime> levelledLifetime() {
        return shortest(PartitionWear::levelledInferences);
    }

    /** Lifetime when every datum keeps its place. */
    public Knowable<Lifetime> unlevelledLifetime() {
        return shortest(PartitionWear::unlevelledInferences);
    }

    private Knowable<Lifetime> shortest(Function<PartitionWear, Knowable<Double>> inferences) {
        Knowable<Lifetime> shortest = Knowable.unavailable("nothing is written to memory cells that wear");
        for (PartitionWear part : wear) {
            Knowable<Lifetime> next = inferences.apply(part).map(value -> new Lifetime(value, part.partition()));
            if (!next.isKnown()) {
                return next;
            }
            if (!shortest.isKnown() || next.get().inferences() < shortest.get().inferences()) {
                shortest = next;
            }
        }
        return shortest;
    }
}
