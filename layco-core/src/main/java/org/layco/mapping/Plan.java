package org.layco.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layco.network.Network;

/**
 * What the co-optimiser decides: operating points of every layer and the partitions that realise them.
 *
 * @param layers one entry per MVM layer, in the network's order
 * @param partitions every partition some operand lives in
 */
public record Plan(List<LayerPoint> layers, List<Partition> partitions) {
    public Plan {
        layers = List.copyOf(layers);
        partitions = List.copyOf(partitions);
        Map<String, Partition> byId = new HashMap<>();
        for (Partition partition : partitions) {
            if (byId.put(partition.id(), partition) != null) {
                throw new IllegalArgumentException("Two partitions are called " + partition.id() + ".");
            }
        }
        for (LayerPoint layer : layers) {
            for (var operand : org.layco.network.Operand.values()) {
                OperandPoint point = layer.of(operand);
                Partition home = byId.get(point.partition());
                if (home == null || home.writeVolts() != point.writeVolts()) {
                    throw new IllegalArgumentException("The %s of layer %s is at %s V in partition '%s', which is %s."
                            .formatted(
                                    operand.key(),
                                    layer.layer(),
                                    point.writeVolts(),
                                    point.partition(),
                                    home == null ? "not in the plan" : "at " + home.writeVolts() + " V"));
                }
            }
        }
    }

    /** The operating points of a network's layers, in its order; throws if the plan is that of another network. */
    public List<OperatingPoint> operatingPoints(Network network) {
        Map<String, OperatingPoint> byLayer = new HashMap<>();
        layers.forEach(layer -> byLayer.put(layer.layer(), OperatingPoint.of(layer)));
        return network.mvmLayers().stream()
                .map(layer -> Optional.ofNullable(byLayer.get(layer.name()))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "The plan has no layer '%s'. It is the plan of another network."
                                        .formatted(layer.name()))))
                .toList();
    }
}
