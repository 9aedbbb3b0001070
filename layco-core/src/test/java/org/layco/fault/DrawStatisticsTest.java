package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.layco.device.BitErrorModel;
import org.layco.device.FaultModel;
import org.layco.device.LineWeakness;
import org.layco.device.WeakCells;
import org.layco.network.Operand;

/** Where failures are: uniform where nothing distinguishes cells, at exact rates where something does. */
class DrawStatisticsTest {
    private static final int WORD_BITS = 8;
    private static final ArrayGeometry GEOMETRY = new ArrayGeometry(64, 128);
    private static final int ARRAYS = 4;
    private static final int CELLS = ARRAYS * 64 * 128;
    private static final int TRIALS = 400;

    @Test
    void failuresAreUniformOverElementsBitPlanesBitlinesAndWordlines() {
        for (double p : new double[] {2e-3, 0.03, 0.3}) {
            FailedWrites writes = new FailedWrites();
            long[] elements = new long[CELLS / WORD_BITS];
            long[] planes = new long[WORD_BITS];
            long[] bitlines = new long[ARRAYS * GEOMETRY.columns()];
            long[] wordlines = new long[ARRAYS * GEOMETRY.rows()];
            for (int trial = 0; trial < TRIALS; trial++) {
                LongBuffer failed = writes.draw(key(1, 2, trial).failedWrites(), CELLS, p);
                for (int i = 0; i < failed.limit(); i++) {
                    long cell = failed.get(i);
                    elements[(int) (cell / WORD_BITS)]++;
                    planes[(int) (cell % WORD_BITS)]++;
                    bitlines[(int) GEOMETRY.bitline(cell)]++;
                    wordlines[(int) GEOMETRY.wordline(cell)]++;
                }
            }
            for (long[] counts : List.of(elements, planes, bitlines, wordlines)) {
                double trials = (double) CELLS / counts.length * TRIALS;
                ChiSquare.assertUniform(counts.length + " classes at p = " + p, counts, trials, p);
            }
        }
    }

    @Test
    void failuresAreNotCorrelatedAlongWordsWordlinesBitlinesAndFromTrialToTrial() {
        FaultModel weak = new FaultModel(
                new BitErrorModel.Uniform(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new WeakCells(0.05, 0.4)),
                Optional.empty());
        // A chip's weak cells are as random as its failures: neighbours are independent of each other.
        for (FaultModel model : List.of(FaultModel.of(new BitErrorModel.Uniform()), weak)) {
            int cells = 4_000_000;
            double p = model.weakCells().isPresent() ? 1 - 0.97 * (1 - 0.05 * 0.4) : 0.03;
            boolean[] failed = failed(new CellFaults(model, GEOMETRY), key(4, 0, 0), cells, 0.03);
            for (int lag : new int[] {1, 2, 3, WORD_BITS, 64, GEOMETRY.columns(), (int) GEOMETRY.cells()}) {
                int both = 0;
                for (int i = lag; i < cells; i++) {
                    both += failed[i] && failed[i - lag] ? 1 : 0;
                }
                double correlation = ((double) both / (cells - lag) - p * p) / (p * (1 - p));
                assertThat(correlation).as("lag %d", lag).isCloseTo(0, within(4.5 / Math.sqrt(cells)));
            }
        }
    }

    @Test
    void keysThatDifferInOneFieldGiveIndependentFailuresOfThePlainModel() {
        assertIndependent(FaultModel.of(new BitErrorModel.Uniform()), 0.05, otherKeys(base()));
    }

    @Test
    void keysOfOtherChipsLayersAndOperandsGiveIndependentFailuresOfAComposedModel() {
        Map<String, StreamKey> others = otherKeys(base());
        // Trials on one chip share its weak cells and lines.
        others.remove("trial");
        assertIndependent(composed(), 0.02, others);
    }

    @Test
    void everyDrawOfAKeyIsAStreamOfItsOwn() {
        List<Long> streams = new ArrayList<>();
        for (StreamKey key : otherKeys(base()).values()) {
            streams.addAll(draws(key));
        }
        streams.addAll(draws(base()));
        // The five draws that are fixed per chip are equal in the one key that differs in its trial only.
        assertThat(streams.stream().distinct()).hasSize(streams.size() - 5);

        FailedWrites writes = new FailedWrites();
        List<Long> own = draws(base());
        for (long first : own) {
            long[] hits = indices(writes.draw(first, 1_000_000, 0.05));
            for (long second : own) {
                if (first != second) {
                    assertIndependent("draws", hits, indices(writes.draw(second, 1_000_000, 0.05)), 1_000_000, 0.05);
                }
            }
        }
    }

    @Test
    void countersOfOneStreamGiveUniformAndUncorrelatedNumbers() {
        int bins = 256;
        int n = 1 << 20;
        long[] counts = new long[bins];
        double product = 0;
        double previous = CounterHash.unit(CounterHash.bits(5, n)) - 0.5;
        for (int i = 0; i < n; i++) {
            double unit = CounterHash.unit(CounterHash.bits(5, i));
            counts[(int) (unit * bins)]++;
            product += previous * (unit - 0.5);
            previous = unit - 0.5;
        }
        ChiSquare.assertUniform("units", counts, n, 1.0 / bins);
        assertThat(product / n * 12).isCloseTo(0, within(4.5 / Math.sqrt(n)));
    }

    private static FaultModel composed() {
        return new FaultModel(
                new BitErrorModel.Uniform(),
                Optional.of(new LineWeakness(0.1, 4)),
                Optional.of(new LineWeakness(0.2, 3)),
                Optional.of(new WeakCells(0.03, 0.5)),
                Optional.empty());
    }

    private static StreamKey base() {
        return new StreamKey(7, 8, 9, 3, Operand.INPUT);
    }

    private static Map<String, StreamKey> otherKeys(StreamKey k) {
        Map<String, StreamKey> others = new LinkedHashMap<>();
        others.put("seed", new StreamKey(k.seed() + 1, k.chip(), k.trial(), k.layer(), k.operand()));
        others.put("chip", new StreamKey(k.seed(), k.chip() + 16, k.trial(), k.layer(), k.operand()));
        others.put("trial", new StreamKey(k.seed(), k.chip(), k.trial() + 1, k.layer(), k.operand()));
        others.put("layer", new StreamKey(k.seed(), k.chip(), k.trial(), k.layer() + 1, k.operand()));
        others.put("weights", new StreamKey(k.seed(), k.chip(), k.trial(), k.layer(), Operand.WEIGHT));
        others.put("psums", new StreamKey(k.seed(), k.chip(), k.trial(), k.layer(), Operand.PARTIAL_SUM));
        others.put("seed and chip swapped", new StreamKey(k.chip(), k.seed(), k.trial(), k.layer(), k.operand()));
        others.put("chip and trial swapped", new StreamKey(k.seed(), k.trial(), k.chip(), k.layer(), k.operand()));
        return others;
    }

    private static List<Long> draws(StreamKey key) {
        return List.of(
                key.failedWrites(),
                key.outcomes(),
                key.levelNoise(),
                key.levelErrors(),
                key.levelDirections(),
                key.weakFailures(),
                key.weakBitlines(),
                key.weakWordlines(),
                key.weakCells(),
                key.stuckCells(),
                key.stuckValues());
    }

    private static void assertIndependent(FaultModel model, double mean, Map<String, StreamKey> others) {
        int cells = 2_000_000;
        CellFaults faults = new CellFaults(model, GEOMETRY);
        long[] first = indices(faults.draw(base(), cells, cells, CellProbability.uniform(mean)));
        double p = 1
                - (1 - mean)
                        * (1
                                - model.weakCells()
                                        .map(w -> w.share() * w.failure())
                                        .orElse(0.0));
        others.forEach((name, other) -> assertIndependent(
                name, first, indices(faults.draw(other, cells, cells, CellProbability.uniform(mean))), cells, p));
    }

    /** The number of shared failures is that of independent sets, within what chance and the lines' own spread allow. */
    private static void assertIndependent(String name, long[] first, long[] second, int cells, double p) {
        double shared = Arrays.stream(second)
                .filter(index -> Arrays.binarySearch(first, index) >= 0)
                .count();
        double expected = (double) first.length * second.length / cells;
        assertThat((double) second.length).as(name).isCloseTo(cells * p, within(0.05 * cells * p));
        assertThat(shared).as(name).isCloseTo(expected, within(4.5 * Math.sqrt(cells) * p));
    }

    private static boolean[] failed(CellFaults faults, StreamKey key, int cells, double mean) {
        boolean[] failed = new boolean[cells];
        LongBuffer indices = faults.draw(key, cells, cells, CellProbability.uniform(mean));
        for (int i = 0; i < indices.limit(); i++) {
            failed[(int) indices.get(i)] = true;
        }
        return failed;
    }

    private static StreamKey key(long seed, long chip, long trial) {
        return new StreamKey(seed, chip, trial, 3, Operand.INPUT);
    }

    private static long[] indices(LongBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.limit());
    }
}
