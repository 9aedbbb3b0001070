package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.layco.device.BitErrorModel;
import org.layco.device.FaultModel;
import org.layco.device.LineWeakness;
import org.layco.device.StuckCells;
import org.layco.device.WeakCells;
import org.layco.network.Operand;
import org.layco.quant.Encoding;

class CellFaultsTest {
    private static final ArrayGeometry GEOMETRY = new ArrayGeometry(32, 64);
    private static final int CELLS = 8 * 32 * 64 + 500;
    private static final LineWeakness BITLINES = new LineWeakness(0.1, 5);
    private static final LineWeakness WORDLINES = new LineWeakness(0.25, 3);
    private static final WeakCells WEAK = new WeakCells(0.02, 0.3);
    private static final FaultModel COMPOSED = new FaultModel(
            new BitErrorModel.Uniform(),
            Optional.of(BITLINES),
            Optional.of(WORDLINES),
            Optional.of(WEAK),
            Optional.of(new StuckCells(0.01, 0.9)));

    @Test
    void aModelWithoutWeaknessIsThePlainDraw() {
        CellFaults faults = new CellFaults(FaultModel.of(new BitErrorModel.Uniform()), GEOMETRY);
        StreamKey key = key(1, 2);
        assertThat(indices(faults.draw(key, CELLS, CELLS, CellProbability.uniform(0.01))))
                .isEqualTo(indices(new FailedWrites().draw(key.failedWrites(), CELLS, 0.01)));
        assertThat(faults.stuck(key, CELLS)).isSameAs(StuckBits.NONE);
    }

    @Test
    void everyClassOfCellFailsAtItsExactRate() {
        double p = 4e-3;
        int trials = 1500;
        CellFaults faults = new CellFaults(COMPOSED, GEOMETRY);
        int[] classes = classes(key(3, 0));
        double[] members = new double[8];
        for (int kind : classes) {
            members[kind] += trials;
        }
        long[] counts = new long[8];
        long[] cells = new long[CELLS];
        for (int trial = 0; trial < trials; trial++) {
            LongBuffer failed = faults.draw(key(3, trial), CELLS, CELLS, CellProbability.uniform(p));
            for (int i = 0; i < failed.limit(); i++) {
                counts[classes[(int) failed.get(i)]]++;
                cells[(int) failed.get(i)]++;
            }
        }
        double[] rates = new double[8];
        for (int kind = 0; kind < 8; kind++) {
            rates[kind] = rate(p, kind);
            assertThat(members[kind]).isPositive();
            assertThat((double) counts[kind])
                    .as("class %d", kind)
                    .isCloseTo(members[kind] * rates[kind], within(4.5 * Math.sqrt(members[kind] * rates[kind])));
        }
        ChiSquare.assertBinomial("classes", counts, members, rates);
        double[] each = new double[CELLS];
        double[] own = new double[CELLS];
        Arrays.fill(each, trials);
        Arrays.setAll(own, cell -> rates[classes[cell]]);
        ChiSquare.assertBinomial("cells", cells, each, own);
    }

    @Test
    void theMeanOverChipsIsTheMeanProbability() {
        double p = 0.02;
        int chips = 3000;
        FaultModel lines = new FaultModel(
                new BitErrorModel.Uniform(),
                Optional.of(BITLINES),
                Optional.of(WORDLINES),
                Optional.empty(),
                Optional.empty());
        CellFaults faults = new CellFaults(lines, GEOMETRY);
        double sum = 0;
        double squares = 0;
        for (int chip = 0; chip < chips; chip++) {
            StreamKey key = new StreamKey(1, chip, 5, 3, Operand.INPUT);
            double share =
                    faults.draw(key, CELLS, CELLS, CellProbability.uniform(p)).limit() / (double) CELLS;
            sum += share;
            squares += share * share;
        }
        double mean = sum / chips;
        double error = Math.sqrt((squares / chips - mean * mean) / chips);
        assertThat(mean).isCloseTo(p, within(4.5 * error));
        assertThat(error).isLessThan(0.02 * p);
    }

    @Test
    void rewritesOfACellShareItsWeaknessButNotItsFailures() {
        double p = 4e-3;
        int passes = 1500;
        CellFaults faults = new CellFaults(COMPOSED, GEOMETRY);
        StreamKey key = new StreamKey(5, 6, 7, 3, Operand.PARTIAL_SUM);
        int[] classes = classes(key);
        long writes = (long) passes * CELLS - CELLS / 2;
        long[] counts = new long[CELLS];
        LongBuffer failed = faults.draw(key, writes, CELLS, CellProbability.uniform(p));
        long previous = -1;
        for (int i = 0; i < failed.limit(); i++) {
            assertThat(failed.get(i)).isGreaterThan(previous).isLessThan(writes);
            previous = failed.get(i);
            counts[(int) (previous % CELLS)]++;
        }
        double[] each = new double[CELLS];
        double[] own = new double[CELLS];
        Arrays.setAll(each, cell -> passes - (cell >= CELLS - CELLS / 2 ? 1 : 0));
        Arrays.setAll(own, cell -> rate(p, classes[cell]));
        ChiSquare.assertBinomial("cells over rewrites", counts, each, own);
    }

    @Test
    void failuresAtALowerMeanAreASubsetOfThoseAtAHigherUnderEveryModel() {
        CellFaults faults = new CellFaults(COMPOSED, GEOMETRY);
        Set<Long> smaller = Set.of();
        for (double p : new double[] {0, 1e-6, 1e-4, 1e-3, 0.01, 0.03, 1 / 15.0 - 1e-9}) {
            Set<Long> failed = new HashSet<>();
            for (long cell : indices(faults.draw(key(2, 2), 200_000, 200_000, CellProbability.uniform(p)))) {
                failed.add(cell);
            }
            assertThat(failed.containsAll(smaller)).as("p = %s", p).isTrue();
            smaller = failed;
        }
        assertThat((double) smaller.size()).isGreaterThan(0.05 * 200_000);
    }

    @Test
    void planesAndLinesMultiply() {
        PlaneRates planes = new PlaneRates(0.02, 2, 1e-3);
        Encoding encoding = new Encoding.PlainBinary(8);
        FaultModel lines = new FaultModel(
                new BitErrorModel.Uniform(),
                Optional.of(BITLINES),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        CellFaults faults = new CellFaults(lines, GEOMETRY);
        int trials = 1000;
        long[] counts = new long[4];
        double[] members = new double[4];
        boolean[] weak = weakBitlines(key(4, 0));
        for (int cell = 0; cell < CELLS; cell++) {
            members[kind(cell, weak)] += trials;
        }
        for (int trial = 0; trial < trials; trial++) {
            LongBuffer failed = faults.draw(key(4, trial), CELLS, CELLS, planes.cells(encoding));
            for (int i = 0; i < failed.limit(); i++) {
                counts[kind((int) failed.get(i), weak)]++;
            }
        }
        double strong = BITLINES.strongFactor();
        ChiSquare.assertBinomial(
                "planes and lines", counts, members, new double[] {0.02 * strong, 0.1, 1e-3 * strong, 5e-3});
    }

    @Test
    void aMeanThatWeakLinesWouldRaiseAboveOneIsRefused() {
        CellFaults faults = new CellFaults(COMPOSED, GEOMETRY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.draw(key(1, 1), CELLS, CELLS, CellProbability.uniform(0.1)))
                .withMessageContaining("1.5")
                .withMessageContaining("at or below 0.06");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.draw(key(1, 1), CELLS, 0, CellProbability.uniform(0.01)))
                .withMessageContaining("0 cells");
    }

    @Test
    void stuckCellsAreFixedPerChipAndMostlyInLowResistance() {
        int cells = 2_000_000;
        CellFaults faults = new CellFaults(COMPOSED, GEOMETRY);
        StuckBits stuck = faults.stuck(key(6, 1), cells);
        assertThat((double) stuck.size()).isCloseTo(cells * 0.01, within(4.5 * Math.sqrt(cells * 0.01)));
        double ones = 0;
        for (int i = 0; i < stuck.size(); i++) {
            ones += stuck.one(i) ? 1 : 0;
        }
        assertThat(ones / stuck.size()).isCloseTo(0.9, within(4.5 * Math.sqrt(0.09 / stuck.size())));
        assertThat(set(faults.stuck(key(6, 2), cells))).isEqualTo(set(stuck));
        assertThat(set(faults.stuck(new StreamKey(6, 1, 1, 3, Operand.INPUT), cells)))
                .isNotEqualTo(set(stuck));
    }

    @Test
    void moreWearSticksMoreCellsBesideTheSameAtTheSameValues() {
        CellFaults young = new CellFaults(COMPOSED.withStuckCells(new StuckCells(1e-3, 0.9)), GEOMETRY);
        CellFaults old = new CellFaults(COMPOSED.withStuckCells(new StuckCells(0.02, 0.9)), GEOMETRY);
        Set<Long> before = set(young.stuck(key(6, 1), 500_000));
        Set<Long> after = set(old.stuck(key(6, 1), 500_000));
        assertThat(before).isNotEmpty();
        assertThat(after).containsAll(before).hasSizeGreaterThan(10 * before.size());
    }

    @Test
    void writesMeetWornCellsAnewInEveryTrial() {
        CellFaults faults = new CellFaults(FaultModel.of(new BitErrorModel.Uniform()), GEOMETRY);
        int writes = 2_000_000;
        StuckBits worn = faults.worn(key(6, 1), writes, 0.01);
        assertThat((double) worn.size()).isCloseTo(writes * 0.01, within(4.5 * Math.sqrt(writes * 0.01)));
        assertThat(set(faults.worn(key(6, 1), writes, 0.02))).containsAll(set(worn));
        Set<Long> other = set(faults.worn(key(6, 2), writes, 0.01));
        other.retainAll(set(worn));
        assertThat((double) other.size()).isLessThan(0.1 * worn.size());
        assertThat(faults.worn(key(6, 1), writes, 0).size()).isZero();
    }

    @Test
    void ofTwoListsOfStuckCellsTheFirstCounts() {
        StuckBits first = new StuckBits(new long[] {2, 5, 9}, new boolean[] {true, false, true});
        StuckBits second = new StuckBits(new long[] {1, 5, 7, 11}, new boolean[] {false, true, true, false});
        assertThat(set(first.and(second))).containsExactly(2L, 5L, 10L, 15L, 19L, 22L);
        assertThat(set(first.and(StuckBits.NONE))).isEqualTo(set(first));
        assertThat(set(StuckBits.NONE.and(second))).isEqualTo(set(second));
    }

    /** Stuck cells with their values, as cell * 2 + value. */
    private static Set<Long> set(StuckBits stuck) {
        Set<Long> set = new TreeSet<>();
        for (int i = 0; i < stuck.size(); i++) {
            set.add(2 * stuck.cell(i) + (stuck.one(i) ? 1 : 0));
        }
        return set;
    }

    /** 1 on a weak bitline, plus 2 in one of the top two planes of 8. */
    private static int kind(int cell, boolean[] weakBitlines) {
        return (cell % 8 >= 6 ? 2 : 0) + (weakBitlines[(int) GEOMETRY.bitline(cell)] ? 1 : 0);
    }

    private static boolean[] weakBitlines(StreamKey key) {
        boolean[] weak = new boolean[(int) GEOMETRY.bitline(CELLS) + GEOMETRY.columns()];
        for (int line = 0; line < weak.length; line++) {
            weak[line] = CounterHash.unit(CounterHash.bits(key.weakBitlines(), line)) < BITLINES.share();
        }
        return weak;
    }

    /** Of each cell: 1 on a weak bitline, plus 2 on a weak wordline, plus 4 if weak itself. */
    private static int[] classes(StreamKey key) {
        int[] classes = new int[CELLS];
        boolean[] bitlines = weakBitlines(key);
        LongBuffer weak = new FailedWrites().draw(key.weakCells(), CELLS, WEAK.share());
        for (int i = 0; i < weak.limit(); i++) {
            classes[(int) weak.get(i)] = 4;
        }
        for (int cell = 0; cell < CELLS; cell++) {
            long wordline = GEOMETRY.wordline(cell);
            classes[cell] += bitlines[(int) GEOMETRY.bitline(cell)] ? 1 : 0;
            classes[cell] +=
                    CounterHash.unit(CounterHash.bits(key.weakWordlines(), wordline)) < WORDLINES.share() ? 2 : 0;
        }
        return classes;
    }

    private static double rate(double p, int kind) {
        double onLines = p
                * ((kind & 1) == 0 ? BITLINES.strongFactor() : BITLINES.factor())
                * ((kind & 2) == 0 ? WORDLINES.strongFactor() : WORDLINES.factor());
        return (kind & 4) == 0 ? onLines : 1 - (1 - onLines) * (1 - WEAK.failure());
    }

    private static StreamKey key(long seed, long trial) {
        return new StreamKey(seed, 0, trial, 3, Operand.INPUT);
    }

    private static long[] indices(LongBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.limit());
    }
}
