package org.layco.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.activity.LayerStatistics;
import org.layco.cost.CostEstimate;
import org.layco.cost.CostModel;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.Liveness;
import org.layco.mapping.Partition;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.network.Network;
import org.layco.network.reference.ReferenceNetworks;
import org.layco.search.SurrogateProblem.Limits;
import org.layco.search.SurrogateSolution.LayerPick;
import org.layco.search.SurrogateSolution.MapPick;
import org.layco.wear.LayerSwapping;
import org.layco.wear.WearDemand;

/** What the solver adds up is what the cost and wear models say of the plan. */
class SurrogateFiguresTest {
    private static final List<Integer> BITS = List.of(4, 6, 8);
    private static final List<Double> VOLTAGES = List.of(1.5, 1.62, 1.66);
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();
    private static final MemoryCell CELL = LIBRARY.cell("default");

    @ParameterizedTest
    @ValueSource(strings = {"resnet20", "densenet121", "mobilenet_v2"})
    void energyLatencyAreaAndLifetimeAreThoseOfThePlan(String name) {
        Network network = ReferenceNetworks.find(name).orElseThrow();
        for (Style style : Style.values()) {
            Accelerator accelerator = LIBRARY.accelerator("layco", style);
            SurrogateProblem problem = problem(network, accelerator, Optional.empty());
            SurrogateSolution solution = random(problem, new Random(3));
            Plan plan = plan(network, accelerator, problem, solution);
            CostEstimate cost = new CostModel(accelerator, CELL).estimate(network, plan, Map.of());
            PlanFigures figures = solution.figures();
            assertThat(figures.energyJoules()).isCloseTo(cost.energyJoules(), withPercentage(1e-6));
            assertThat(figures.latencySeconds()).isCloseTo(cost.latencySeconds(), withPercentage(1e-6));
            assertThat(figures.areaSquareMetres()).isCloseTo(cost.areaSquareMetres(), withPercentage(1e-6));
            // The solver may count the psums' wear up to the divergence at which layers begin to move.
            assertThat(lifetime(network, accelerator, plan) / figures.lifetimeInferences())
                    .isBetween(1 - 1e-9, LayerSwapping.DIVERGENCE + 1e-9);
            double sections = WearDemand.of(network, plan, accelerator, CELL).closedForm().stream()
                    .filter(wear -> wear.partition().startsWith("partial_sums"))
                    .mapToDouble(wear -> 1 / wear.levelledInferences().get())
                    .max()
                    .orElseThrow();
            assertThat(solution.sectionWear(problem) / LayerSwapping.DIVERGENCE)
                    .isCloseTo(sections, withPercentage(1e-6));
        }
    }

    @Test
    void aPartitionGrowsToReachARequiredLifetime() {
        Network network = ReferenceNetworks.find("resnet20").orElseThrow();
        Accelerator accelerator = LIBRARY.accelerator("layco", Style.TIMELY);
        SurrogateProblem free = problem(network, accelerator, Optional.empty());
        List<MapPick> maps = Collections.nCopies(free.maps().size(), new MapPick(0, 1));
        List<LayerPick> layers = Collections.nCopies(free.layers().size(), new LayerPick(0, 0, 1));
        SurrogateSolution small = SurrogateSolution.of(free, maps, layers);
        double cells = small.featureMapCells(free).getOrDefault(1.62, 0L);
        double inferences = 1.5 * cells / small.mapWear(free);
        SurrogateProblem lasting = problem(network, accelerator, Optional.of(inferences));
        SurrogateSolution grown = SurrogateSolution.of(lasting, maps, layers);
        Plan plan = plan(network, accelerator, lasting, grown);
        Partition partition = plan.partitions().stream()
                .filter(one -> one.holds() == Partition.Holds.FEATURE_MAPS)
                .findFirst()
                .orElseThrow();
        assertThat(partition.cells() / cells).isBetween(1.5, 1.6);
        assertThat(partition.peakCells()).isLessThanOrEqualTo((long) cells);
        assertThat(grown.figures().areaSquareMetres())
                .isCloseTo(
                        new CostModel(accelerator, CELL)
                                .estimate(network, plan, Map.of())
                                .areaSquareMetres(),
                        withPercentage(1e-6));
    }

    private static double lifetime(Network network, Accelerator accelerator, Plan plan) {
        WearDemand demand = WearDemand.of(network, plan, accelerator, CELL);
        return new LayerSwapping().spread(demand, 1).wearOut().get().inferences();
    }

    private static Plan plan(
            Network network, Accelerator accelerator, SurrogateProblem problem, SurrogateSolution solution) {
        return new PlanAssembler(accelerator, CELL)
                .assemble(network, solution.operatingPoints(problem), solution.featureMapCells(problem));
    }

    private static SurrogateSolution random(SurrogateProblem problem, Random random) {
        List<MapPick> maps = new ArrayList<>();
        problem.maps().forEach(_ -> maps.add(new MapPick(random.nextInt(3), random.nextInt(3))));
        List<LayerPick> layers = new ArrayList<>();
        problem.layers()
                .forEach(_ -> layers.add(new LayerPick(random.nextInt(3), random.nextInt(3), random.nextInt(3))));
        return SurrogateSolution.of(problem, maps, layers);
    }

    private static SurrogateProblem problem(Network network, Accelerator accelerator, Optional<Double> inferences) {
        Liveness liveness = Liveness.of(network);
        OperandTolerance one = new OperandTolerance(0.01, 1, 1, List.of());
        List<OperandTolerance> atBits = Collections.nCopies(BITS.size(), one);
        List<List<OperandTolerance>> ofMaps =
                Collections.nCopies(liveness.maps().size(), atBits);
        List<List<OperandTolerance>> ofLayers = IntStream.range(
                        0, network.mvmLayers().size())
                .mapToObj(_ -> atBits)
                .toList();
        long cells = SurrogateBuilder.featureMapCells(liveness, (FeatureMapBuffer.Rram) accelerator.featureMaps(), 16);
        return new SurrogateBuilder(
                        network,
                        liveness,
                        new ToleranceTable(BITS, BITS, ofMaps, ofLayers, ofLayers, ofLayers),
                        new CostTerms(new CostModel(accelerator, CELL), network, (_, _, _) -> LayerStatistics.DEFAULT),
                        accelerator,
                        CELL,
                        VOLTAGES)
                .build(new Limits(1, 6, cells, inferences), Objective.ENERGY);
    }
}
