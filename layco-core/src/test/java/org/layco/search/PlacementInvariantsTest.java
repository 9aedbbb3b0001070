package org.layco.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.layco.activity.LayerStatistics;
import org.layco.cost.CostModel;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.FeatureMap;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.Liveness;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Partition.Holds;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.mapping.RandomNetworks;
import org.layco.network.MvmLayer;
import org.layco.network.Network;
import org.layco.network.Operand;
import org.layco.wear.FixedPlaces;
import org.layco.wear.LayerSwapping;
import org.layco.wear.PerfectLevelling;
import org.layco.wear.PolicyWear;
import org.layco.wear.WearDemand;
import org.layco.wear.WriteSpread;

/** What holds of every plan that the exact solver makes for a random network of random tolerance on random hardware. */
class PlacementInvariantsTest {
    private static final int CASES = 16;
    private static final List<Integer> BITS = List.of(3, 5, 8);
    private static final List<Double> VOLTAGES = List.of(1.5, 1.6, 1.66);
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();
    private static final MemoryCell CELL = LIBRARY.cell("default");

    /** A problem and the plan that it is solved by. */
    record Solved(
            Network network, Accelerator accelerator, SurrogateProblem problem, SurrogateSolution solution, Plan plan) {
        List<OperatingPoint> points() {
            return plan.operatingPoints(network);
        }

        WearDemand demand() {
            return WearDemand.of(network, plan, accelerator, CELL);
        }

        @Override
        public String toString() {
            return network.mvmLayers().size() + " layers, " + accelerator.array();
        }
    }

    private static final List<Solved> SOLVED = LongStream.range(0, CASES)
            .mapToObj(PlacementInvariantsTest::solve)
            .flatMap(Optional::stream)
            .toList();

    static List<Solved> solved() {
        assertThat(SOLVED).hasSizeGreaterThan(CASES / 2);
        return SOLVED;
    }

    private static Optional<Solved> solve(long seed) {
        Random random = new Random(seed);
        Network network = RandomNetworks.of(seed, 3 + random.nextInt(3));
        Accelerator accelerator = hardware(random);
        SurrogateProblem problem = problem(network, accelerator, random);
        SurrogateSolution solution = new ExactSolver(2).solve(problem);
        return solution.found()
                ? Optional.of(new Solved(
                        network,
                        accelerator,
                        problem,
                        solution,
                        new PlanAssembler(accelerator, CELL)
                                .assemble(
                                        network, solution.operatingPoints(problem), solution.featureMapCells(problem))))
                : Optional.empty();
    }

    /** A design of either style with other arrays in crossbars and buffer. */
    private static Accelerator hardware(Random random) {
        Style style = oneOf(List.of(Style.values()), random);
        Accelerator base = LIBRARY.accelerator("layco", style);
        FeatureMapBuffer.Rram buffer = (FeatureMapBuffer.Rram) base.featureMaps();
        return new Accelerator(
                base.name(),
                base.aliases(),
                base.title(),
                base.reference(),
                base.style(),
                base.technology(),
                new CrossbarArray(
                        8 << random.nextInt(4),
                        8 << random.nextInt(4),
                        1 + random.nextInt(4),
                        1 + random.nextInt(2),
                        base.array().inputSliceBits()),
                base.layout(),
                base.crossbarRead(),
                base.input(),
                base.partialSums(),
                base.output(),
                new FeatureMapBuffer.Rram(
                        4 << random.nextInt(5),
                        4 << random.nextInt(5),
                        buffer.readBit(),
                        buffer.arrayEfficiency(),
                        buffer.writes()),
                base.link(),
                base.shiftAdd(),
                base.activation(),
                base.parts(),
                base.wireFaradsPerMetre(),
                base.levels(),
                base.writeVoltage());
    }

    private static <T> T oneOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static SurrogateProblem problem(Network network, Accelerator accelerator, Random random) {
        Liveness liveness = Liveness.of(network);
        int layers = network.mvmLayers().size();
        ToleranceTable tolerance = new ToleranceTable(
                BITS,
                BITS,
                tolerance(liveness.maps().size(), random),
                tolerance(layers, random),
                tolerance(layers, random),
                tolerance(layers, random));
        long cells = SurrogateBuilder.featureMapCells(liveness, (FeatureMapBuffer.Rram) accelerator.featureMaps(), 8);
        Objective objective = oneOf(List.of(Objective.values()), random);
        return new SurrogateBuilder(
                        network,
                        liveness,
                        tolerance,
                        new CostTerms(new CostModel(accelerator, CELL), network, (_, _, _) -> LayerStatistics.DEFAULT),
                        accelerator,
                        CELL,
                        VOLTAGES)
                .build(new SurrogateProblem.Limits(1, 2 + random.nextInt(3), cells, Optional.empty()), objective);
    }

    /** Fewer bits lose more; a slope over three decades. */
    private static List<List<OperandTolerance>> tolerance(int operands, Random random) {
        return IntStream.range(0, operands)
                .mapToObj(_ -> {
                    double slope = Math.pow(10, 3 * random.nextDouble());
                    double loss = 0.3 * random.nextDouble();
                    return BITS.stream()
                            .map(bits -> new OperandTolerance(loss * (8 - bits) / 5, slope, slope, List.of()))
                            .toList();
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("solved")
    void everyOperandIsPlacedOnceInOnePartitionOfItsKindAndVoltage(Solved one) {
        assertThat(one.plan.layers())
                .extracting(LayerPoint::layer)
                .containsExactlyElementsOf(
                        one.network.mvmLayers().stream().map(MvmLayer::name).toList());
        for (LayerPoint layer : one.plan.layers()) {
            for (Operand operand : Operand.values()) {
                Holds kind = switch (operand) {
                    case WEIGHT -> Holds.WEIGHTS;
                    case INPUT -> Holds.FEATURE_MAPS;
                    case PARTIAL_SUM -> Holds.PARTIAL_SUMS;
                };
                assertThat(one.plan.partitions().stream()
                                .filter(partition ->
                                        partition.id().equals(layer.of(operand).partition())))
                        .singleElement()
                        .satisfies(home -> {
                            assertThat(home.holds()).isEqualTo(kind);
                            assertThat(home.writeVolts())
                                    .isEqualTo(layer.of(operand).writeVolts());
                        });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("solved")
    void noPartitionIsOverItsCapacityAtAnyMomentAndThePeakIsReached(Solved one) {
        Liveness liveness = Liveness.of(one.network);
        FeatureMapBuffer.Rram buffer = (FeatureMapBuffer.Rram) one.accelerator.featureMaps();
        long arrays = 0;
        for (Partition partition : one.plan.partitions()) {
            if (partition.holds() != Holds.FEATURE_MAPS) {
                continue;
            }
            long most = 0;
            for (int moment = 0; moment < liveness.moments(); moment++) {
                long occupied = 0;
                for (FeatureMap map : liveness.stored().toList()) {
                    OperatingPoint point = one.points().get(map.readers().getFirst());
                    if (map.isLiveAt(moment) && point.inputVolts() == partition.writeVolts()) {
                        occupied += (long) map.elements() * point.inputBits();
                    }
                }
                assertThat(occupied).isLessThanOrEqualTo(partition.cells());
                most = Math.max(most, occupied);
            }
            assertThat(partition.peakCells()).isEqualTo(most);
            assertThat(partition.cells() % ((long) buffer.rows() * buffer.columns()))
                    .isZero();
            arrays += partition.cells();
        }
        assertThat(arrays).isLessThanOrEqualTo(one.problem.limits().featureMapCells());
    }

    @ParameterizedTest
    @MethodSource("solved")
    void writesAreConservedThroughSwapping(Solved one) {
        WearDemand demand = one.demand().withSpareArrays(3);
        long written = one.problem.maps().stream()
                .mapToLong(map -> map.writes(
                        one.solution.maps().get(one.problem.maps().indexOf(map)).bits()))
                .sum();
        for (int l = 0; l < one.problem.layers().size(); l++) {
            SurrogateProblem.LayerChoice layer = one.problem.layers().get(l);
            written += layer.psumWrites()[one.solution.layers().get(l).weightBits()][
                    one.solution.maps().get(layer.map()).bits()];
        }
        assertThat(demand.writes()).isEqualTo(written);
        for (PolicyWear policy : PolicyWear.all(demand).get()) {
            WriteSpread spread = policy.spread();
            double expected = written + spread.swaps().bufferWrites();
            assertThat(spread.writesPerInference())
                    .as(policy.policy().name())
                    .isCloseTo(expected, within(1e-9 * expected));
            assertThat(policy.eta(demand)).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest
    @MethodSource("solved")
    void moreWritesNeverLengthenALifeAndMoreCellsNeverShortenOne(Solved one) {
        List<Double> lives = lives(one, one.points(), Map.of());
        List<OperatingPoint> wider = one.points().stream()
                .map(point -> new OperatingPoint(
                        point.weightBits(),
                        2 * point.inputBits(),
                        point.partialSumBits(),
                        point.inputVolts(),
                        point.partialSumVolts()))
                .toList();
        List<Double> ofWider = lives(one, wider, Map.of());
        Map<Double, Long> twice = new TreeMap<>();
        one.solution.featureMapCells(one.problem).forEach((volts, cells) -> twice.put(volts, 2 * cells));
        List<Double> ofLarger = lives(one, one.points(), twice);
        for (int policy = 0; policy < lives.size(); policy++) {
            assertThat(ofWider.get(policy)).isLessThanOrEqualTo(lives.get(policy) * (1 + 1e-9));
            assertThat(ofLarger.get(policy)).isGreaterThanOrEqualTo(lives.get(policy) * (1 - 1e-9));
        }
    }

    /** Inferences without swapping, under LayCO's and levelled perfectly; other policies count writes up to an age. */
    private static List<Double> lives(Solved one, List<OperatingPoint> points, Map<Double, Long> cells) {
        Plan plan = new PlanAssembler(one.accelerator, CELL).assemble(one.network, points, cells);
        WearDemand demand = WearDemand.of(one.network, plan, one.accelerator, CELL);
        return Stream.of(new FixedPlaces(), new LayerSwapping(), new PerfectLevelling())
                .map(policy -> policy.spread(demand, 1).wearOut().get().inferences())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("solved")
    void theExactPlacementIsNeverWorseThanTheGreedyOne(Solved one) {
        Objective objective = one.problem.objective();
        // Of the longest lives, the last part in a thousand is given for energy.
        double slack = objective == Objective.LIFETIME ? 1.0011e-3 : 1e-12;
        assertThat(one.solution.meetsLimits(one.problem)).isTrue();
        GreedyMapper.map(one.problem)
                .ifPresent(greedy -> assertThat(objective.cost(one.solution.figures()))
                        .isLessThanOrEqualTo(objective.cost(greedy.figures()) * (1 + slack)));
    }
}
