package org.layco.wear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.layco.mapping.FixedPlacement.Run;
import org.layco.mapping.Partition.Holds;
import org.layco.source.Knowable;

class SwappingPolicyTest {
    private static final int BUFFERS = 12;

    static List<SwappingPolicy> policies() {
        return SwappingPolicy.all();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void writesAreConservedCellWritesAreThoseOfTheOperandsAndOfSwapping(SwappingPolicy policy) {
        for (int seed = 0; seed < BUFFERS; seed++) {
            WearDemand demand = Regions.random(seed);
            WriteSpread spread = policy.spread(demand, 12_345);
            double expected = demand.writes() + spread.swaps().bufferWrites();
            assertThat(spread.writesPerInference()).isCloseTo(expected, within(1e-9 * expected));
            double crossbars = spread.crossbars().stream()
                    .mapToDouble(group -> group.cells() * group.writesPerInference())
                    .sum();
            assertThat(crossbars)
                    .isCloseTo(
                            spread.swaps().crossbarWrites(),
                            within(1e-9 * spread.swaps().crossbarWrites()));
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyCellOfTheBufferIsCountedOnceAndSparesOnlyAdd(SwappingPolicy policy) {
        WearDemand demand = Regions.random(3);
        long cells = demand.regions().stream()
                .mapToLong(region -> region.copies() * region.cells())
                .sum();
        long spares = policy instanceof StartGap
                ? demand.regions().stream()
                        .mapToLong(region -> (long) region.copies() * region.lineCells())
                        .sum()
                : 0;
        WriteSpread spread = policy.spread(demand, 1000);
        assertThat(spread.buffer().stream().mapToLong(CellGroup::cells).sum())
                .isEqualTo(cells + spares + spread.swaps().arrays() * Regions.SECTION_CELLS);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void noPolicyOutlivesPerfectLevelling(SwappingPolicy policy) {
        for (int seed = 0; seed < BUFFERS; seed++) {
            WearDemand demand = Regions.random(seed);
            double bound = life(new PerfectLevelling().spread(demand, 1e6));
            // Start-Gap has a spare line per region, at least one in twelve.
            double spare = policy instanceof StartGap ? 13.0 / 12 : 1;
            WriteSpread spread = policy.spread(demand, 1e6);
            double arrays = 1 + (double) spread.swaps().arrays() / sections(demand);
            assertThat(life(spread)).isLessThanOrEqualTo(bound * spare * arrays * (1 + 1e-9));
        }
    }

    private static long sections(WearDemand demand) {
        return demand.regions().stream()
                .filter(region -> region.holds() == Holds.PARTIAL_SUMS)
                .mapToLong(WearRegion::copies)
                .sum();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void lifetimeFallsWithWritesAndRisesWithCells(SwappingPolicy policy) {
        for (int seed = 0; seed < BUFFERS; seed++) {
            WearDemand demand = Regions.random(seed);
            double life = life(policy.spread(demand, 1e6));
            assertThat(life(policy.spread(map(demand, 2, 1), 1e6))).isLessThanOrEqualTo(life * (1 + 1e-9));
            assertThat(life(policy.spread(map(demand, 1, 2), 1e6))).isGreaterThanOrEqualTo(life * (1 - 1e-9));
        }
    }

    private static double life(WriteSpread spread) {
        return spread.wearOut().get().inferences();
    }

    /** The same buffer with more writes, or with more lines that nothing is written to in place. */
    private static WearDemand map(WearDemand demand, int writes, int cells) {
        List<WearRegion> regions = new ArrayList<>();
        for (WearRegion region : demand.regions()) {
            regions.add(new WearRegion(
                    region.partition(),
                    region.occupant(),
                    region.holds(),
                    region.copies(),
                    cells * region.cells(),
                    region.lineCells(),
                    region.runs().stream()
                            .map(run -> new Run(run.cells(), writes * run.writes()))
                            .toList(),
                    region.writeVolts(),
                    region.enduranceWrites(),
                    region.cellWriteJoules()));
        }
        return new WearDemand(regions, demand.crossbar());
    }

    /** Qureshi et al., MICRO 2009: with perfect levelling a memory of S lines lasts W_max * S / B. */
    @Test
    void perfectLevellingIsQureshisFormula() {
        WearDemand demand =
                new WearDemand(List.of(Regions.section("p", 1.6, 1, 128, 8, 1e7, new Run(8, 100))), Regions.CROSSBAR);
        assertThat(life(new PerfectLevelling().spread(demand, 1)))
                .isCloseTo(1e7 * (128 * 8) / (8 * 100.0), within(1e-3));
    }

    /** Without swapping a line that takes all writes fails after W_max of them, one in S of the perfect lifetime. */
    @Test
    void aHotLineWithoutSwappingLastsOneLinesShare() {
        WearDemand demand =
                new WearDemand(List.of(Regions.section("p", 1.6, 1, 128, 8, 1e7, new Run(8, 100))), Regions.CROSSBAR);
        WriteSpread spread = new FixedPlaces().spread(demand, 1);
        assertThat(life(spread)).isCloseTo(1e5, within(1e-6));
        assertThat(spread.eta()).isCloseTo(1.0 / 128, within(1e-12));
    }

    /**
     * Qureshi et al.: a line moves on after psi * (S + 1) line writes, so one that is written alone wears no place by more
     * than that before it leaves, and after whole cycles all places have worn alike but for the copies, 1/psi.
     */
    @Test
    void startGapMovesAHotLineOnBeforeItHasWornAPlace() {
        WearDemand demand =
                new WearDemand(List.of(Regions.section("p", 1.6, 1, 128, 8, 1e9, new Run(8, 1))), Regions.CROSSBAR);
        StartGap policy = new StartGap(StartGap.Addresses.AS_GIVEN);
        double passage = StartGap.GAP_WRITES * 129.0;
        double mostAfterThree = most(policy.spread(demand, 3 * passage)) * 3 * passage;
        assertThat(mostAfterThree).isCloseTo(passage + 3, within(1e-6));
        WriteSpread cycle = policy.spread(demand, 129 * passage);
        assertThat(cycle.eta()).isCloseTo(1, within(1e-12));
        assertThat(cycle.writesPerInference() / 8).isCloseTo(1 + 1.0 / StartGap.GAP_WRITES, within(1e-9));
    }

    private static double most(WriteSpread spread) {
        return spread.buffer().stream()
                .mapToDouble(CellGroup::writesPerInference)
                .max()
                .orElseThrow();
    }

    /** The algorithm of the paper, step by step: registers Start and Gap, a copy every psi writes. */
    @Test
    void startGapCountsWhatTheAlgorithmWritesStepByStep() {
        int lines = 9;
        int[] demand = {5, 0, 0, 7, 1, 1, 2, 0, 3};
        int inferences = 4_000;
        double[] worn = new double[lines + 1];
        int start = 0;
        int gap = lines;
        int since = 0;
        for (int inference = 0; inference < inferences; inference++) {
            for (int line = 0; line < lines; line++) {
                for (int write = 0; write < demand[line]; write++) {
                    int place = (line + start) % lines;
                    worn[place >= gap ? place + 1 : place]++;
                    if (++since == StartGap.GAP_WRITES) {
                        since = 0;
                        if (gap == 0) {
                            gap = lines;
                            start = (start + 1) % lines;
                            worn[0]++;
                        } else {
                            worn[gap]++;
                            gap--;
                        }
                    }
                }
            }
        }
        Run[] runs =
                Arrays.stream(demand).mapToObj(writes -> new Run(4, writes)).toArray(Run[]::new);
        WearDemand one = new WearDemand(List.of(Regions.section("p", 1.6, 1, lines, 4, 1e9, runs)), Regions.CROSSBAR);
        WriteSpread spread = new StartGap(StartGap.Addresses.AS_GIVEN).spread(one, inferences);
        double total = Arrays.stream(worn).sum();
        assertThat(spread.writesPerInference() / 4 * inferences).isCloseTo(total, within(2.0));
        // Both have levelled all but the writes of the passages under way.
        double stepped = total / (lines + 1) / Arrays.stream(worn).max().orElseThrow();
        assertThat(spread.eta()).isCloseTo(stepped, within(0.05));
        assertThat(stepped).isGreaterThan(0.8);
    }

    @Test
    void randomisingTakesHotNeighboursApart() {
        Run[] runs = {new Run(32 * 8, 20), new Run(96 * 8, 0)};
        WearDemand demand = new WearDemand(List.of(Regions.section("p", 1.6, 1, 128, 8, 1e9, runs)), Regions.CROSSBAR);
        // A quarter of a cycle: a block of hot lines has passed over some places whole and over others not at all.
        double inferences = 129.0 / 4 * StartGap.GAP_WRITES * 129 / (32 * 20);
        assertThat(new StartGap(StartGap.Addresses.RANDOMISED)
                        .spread(demand, inferences)
                        .eta())
                .isGreaterThan(1.3
                        * new StartGap(StartGap.Addresses.AS_GIVEN)
                                .spread(demand, inferences)
                                .eta());
    }

    /** Two lines, one of them idle: they change places at every interval, so each ends with half, give or take one. */
    @Test
    void agingAwareSwappingSendsTheBusiestLineToTheFreshestPlace() {
        WearDemand demand =
                new WearDemand(List.of(Regions.section("p", 1.6, 1, 2, 1, 1e4, new Run(1, 1))), Regions.CROSSBAR);
        double intervals = 50;
        double inferences = intervals * 1e4 * AgingAwareRowSwapping.INTERVAL;
        WriteSpread spread = new AgingAwareRowSwapping().spread(demand, inferences);
        assertThat(spread.eta()).isCloseTo(1, within(0.01));
        assertThat(spread.swaps().bufferWrites() * inferences).isCloseTo(intervals - 1, within(1e-6));
    }

    /** Hot and cold sections of one partition: moving layers levels them; the crossbars wear at most a tenth as fast. */
    @Test
    void layersMoveWhereSectionsDiverge() {
        WearRegion hot = Regions.section("p", 1.6, 1, 10, 6, 1e8, new Run(60, 1024));
        WearRegion cold = Regions.section("p", 1.6, 3, 10, 6, 1e8, new Run(60, 16));
        WriteSpread spread = new LayerSwapping().spread(new WearDemand(List.of(hot, cold), Regions.CROSSBAR), 1e5);
        double mean = (1024 + 3 * 16) / 4.0;
        assertThat(spread.eta()).isEqualTo(1);
        assertThat(life(spread)).isCloseTo(1e8 / mean, within(1e-6));
        CellGroup crossbar = spread.crossbars().getFirst();
        assertThat(crossbar.wearPerInference().get())
                .isLessThanOrEqualTo(LayerSwapping.CROSSBAR_SHARE * mean / 1e8 * (1 + 1e-12));
        assertThat(spread.swaps().crossbarWrites())
                .isLessThanOrEqualTo(LayerSwapping.WRITE_SHARE * 60 * (1024 + 3 * 16) * (1 + 1e-12));
        assertThat(spread.swaps().joules().get()).isPositive();
    }

    @Test
    void copiesShareThePositionsOfTheLayerWornMostAndAreChargedOnce() {
        WearRegion hot = Regions.section("p", 1.6, 1, 10, 6, 1e8, new Run(60, 1024));
        WearDemand alone = new WearDemand(List.of(hot), Regions.CROSSBAR);
        double age = 1e5;
        WriteSpread spread = new WeightReplication().spread(alone, age);
        // Six spare arrays: seven copies, of which two take 147 of the 1024 positions and five 146.
        assertThat(spread.swaps().arrays()).isEqualTo(6);
        assertThat(life(spread)).isCloseTo(1e8 / 147, within(1e-3));
        assertThat(spread.swaps().crossbarWrites() * age).isCloseTo(6 * 4096, within(1e-6));
        assertThat(spread.swaps().joules().get() * age).isCloseTo(6 * 4096 * 1.2e-12, within(1e-18));
        assertThat(spread.swaps().seconds().get() * age).isCloseTo(64 * 20e-9, within(1e-15));
        assertThat(spread.crossbars())
                .containsExactly(new CellGroup("weights", 6 * 4096, 1 / age, Knowable.known(5e6)));
    }

    @Test
    void whatWearsApartInSpiteOfCopiesMovesAmongAllArrays() {
        WearRegion hot = Regions.section("p", 1.6, 4, 10, 6, 1e8, new Run(60, 1024));
        WearRegion cold = Regions.section("p", 1.6, 3, 10, 6, 1e8, new Run(60, 16));
        WriteSpread spread = new WeightReplication().spread(new WearDemand(List.of(hot, cold), Regions.CROSSBAR), 1e5);
        // Four of six spare arrays hold a second copy of the hot layer, two are too few for a third.
        assertThat(spread.swaps().arrays()).isEqualTo(4);
        assertThat(life(spread)).isCloseTo(1e8 / ((4 * 1024 + 3 * 16) / 11.0), within(1e-3));
        assertThat(spread.crossbars()).extracting(CellGroup::cells).containsExactly(7 * 4096L, 4 * 4096L);
        double moves = spread.crossbars().getFirst().writesPerInference();
        assertThat(moves).isPositive();
        assertThat(spread.crossbars().getLast().writesPerInference()).isCloseTo(moves + 1e-5, within(1e-15));
    }

    @Test
    void copiesNeverTakeMoreArraysThanAreSpareAndNeverShortenALife() {
        for (int seed = 0; seed < BUFFERS; seed++) {
            for (int spare = 0; spare < 20; spare += 3) {
                WearDemand demand = Regions.random(seed).withSpareArrays(spare);
                WriteSpread spread = new WeightReplication().spread(demand, 1e6);
                assertThat(spread.swaps().arrays()).isBetween(0L, (long) spare);
                assertThat(life(spread))
                        .isGreaterThanOrEqualTo(life(new LayerSwapping().spread(demand, 1e6)) * (1 - 1e-9));
            }
        }
    }

    @Test
    void layersStayWhereSectionsWearAlikeRelativeToTheirEndurance() {
        WearRegion one = Regions.section("p", 1.6, 4, 10, 6, 1e8, new Run(60, 100));
        WearRegion other = Regions.section("q", 1.7, 4, 10, 6, 1e7, new Run(60, 10));
        WriteSpread spread = new LayerSwapping().spread(new WearDemand(List.of(one, other), Regions.CROSSBAR), 1e5);
        assertThat(spread.crossbars()).isEmpty();
        assertThat(spread.buffer()).extracting(CellGroup::writesPerInference).containsExactly(100.0, 10.0);
    }

    /** Half of the sections wear by 100/1e8, half by 30/1e7 of their endurance: each takes its turn in both. */
    @Test
    void sectionsPassFromPartitionToPartitionAndWearByTheMeanOfBoth() {
        WearRegion one = Regions.section("p", 1.6, 4, 10, 6, 1e8, new Run(60, 100));
        WearRegion other = Regions.section("q", 1.7, 4, 10, 6, 1e7, new Run(60, 30));
        WearDemand demand = new WearDemand(List.of(one, other), Regions.CROSSBAR);
        for (SwappingPolicy policy : List.of(new LayerSwapping(), new PerfectLevelling())) {
            WriteSpread spread = policy.spread(demand, 1e5);
            assertThat(spread.buffer())
                    .extracting(CellGroup::writesPerInference)
                    .containsExactly(65.0, 65.0);
            assertThat(life(spread)).isCloseTo(1 / ((100 / 1e8 + 30 / 1e7) / 2), within(1e-3));
        }
    }

    /** Feature maps and partial sums cannot share cells: the bound is 1 although they wear at different rates. */
    @Test
    void etaComparesCellsThatCouldShareTheirWrites() {
        WearDemand demand = Regions.random(5);
        List<PolicyWear> all = PolicyWear.all(demand).get();
        assertThat(all.getLast().eta(demand)).isEqualTo(1);
        assertThat(all.getFirst().eta(demand)).isBetween(0.01, 0.9);
        assertThat(all).allMatch(one -> one.eta(demand) <= 1);
    }

    @Test
    void namesAreUniqueAndReferencesGiven() {
        assertThat(policies()).extracting(SwappingPolicy::name).doesNotHaveDuplicates();
        assertThat(policies()).allMatch(policy -> policy.reference().length() > 20);
    }
}
