package org.layco.wear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.layco.activity.ActionCounts;
import org.layco.cost.ResNet20;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.FeatureMap;
import org.layco.mapping.Liveness;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Partition.Holds;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.mapping.RandomNetworks;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

class WearDemandTest {
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();

    private final MemoryCell cell = LIBRARY.cell("default");

    @ParameterizedTest
    @EnumSource(Style.class)
    void everyOperandOfARandomPlanIsPlacedAndWrittenOnceAndFits(Style style) {
        Accelerator accelerator = LIBRARY.accelerator("layco", style);
        for (long seed = 0; seed < 40; seed++) {
            check(RandomNetworks.of(seed, 4), accelerator, new Random(seed));
        }
        check(ResNet20.network(), accelerator, new Random(1));
    }

    private void check(Network network, Accelerator accelerator, Random random) {
        List<OperatingPoint> points = randomPoints(network, random);
        Plan plan = new PlanAssembler(accelerator, cell).assemble(network, points);
        WearDemand demand = WearDemand.of(network, plan, accelerator, cell);
        Liveness liveness = Liveness.of(network);
        long maps = 0;
        for (FeatureMap map : liveness.stored().toList()) {
            int bits = points.get(map.readers().getFirst()).inputBits();
            long parts = liveness.carried().stream()
                    .filter(part -> map.parts().contains(part.value()))
                    .mapToLong(FeatureMap::elements)
                    .sum();
            maps += (map.elements() - parts) * bits;
        }
        assertThat(writes(demand, Holds.FEATURE_MAPS)).isEqualTo(maps);
        long sums = 0;
        long sections = 0;
        for (MvmLayer layer : network.mvmLayers()) {
            OperatingPoint point = points.get(layer.index());
            sums += ActionCounts.of(layer.shape(), accelerator, point.weightBits(), point.inputBits(), false)
                    .partialSumWrites();
            sections += accelerator.arrays(layer.shape(), point.weightBits());
        }
        assertThat(writes(demand, Holds.PARTIAL_SUMS)).isEqualTo(sums);
        assertThat(demand.regions().stream()
                        .filter(region -> region.holds() == Holds.PARTIAL_SUMS)
                        .mapToLong(WearRegion::copies)
                        .sum())
                .isEqualTo(sections);
        for (Partition partition : plan.partitions()) {
            if (partition.holds() != Holds.WEIGHTS) {
                assertThat(demand.of(partition.id()).stream()
                                .mapToLong(region -> region.copies() * region.cells())
                                .sum())
                        .isEqualTo(partition.cells());
            }
        }
    }

    private static long writes(WearDemand demand, Holds holds) {
        return demand.regions().stream()
                .filter(region -> region.holds() == holds)
                .mapToLong(region -> region.copies() * region.writes())
                .sum();
    }

    /** Layers that read the same map share its point; two voltages of each kind. */
    private static List<OperatingPoint> randomPoints(Network network, Random random) {
        List<OperatingPoint> points = new ArrayList<>();
        for (MvmLayer layer : network.mvmLayers()) {
            int bits = 3 + Math.floorMod(layer.input().hashCode(), 6);
            double volts = Math.floorMod(layer.input().hashCode(), 2) == 0 ? 1.6 : 1.66;
            points.add(new OperatingPoint(2 + random.nextInt(7), bits, 6, volts, random.nextBoolean() ? 1.6 : 1.62));
        }
        return points;
    }
}
