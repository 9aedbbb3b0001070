package org.layco.crossbar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.LongBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;

class EngineOracleTest {
    private static final int LAYERS = 600;

    @Test
    void everyKernelIsBitIdenticalToTheReferenceOnRandomLayersOfEveryKind() {
        for (int seed = 0; seed < LAYERS; seed++) {
            RandomGenerator random = random(seed);
            LayerProgram program = RandomLayers.program(random);
            WeightFaults faults = RandomLayers.faults(random, program, random.nextInt(3) * 0.05);
            LongBuffer missed = RandomLayers.missed(random, program, random.nextInt(3) * 0.01);
            StuckPartialSums stuck = RandomLayers.stuck(random, program, random.nextInt(3) * 0.02);
            compare(seed, program, RandomLayers.digits(random, program), faults, missed, stuck);
        }
    }

    @Test
    void aStuckCellReadsItsLevelAtEveryPositionAndMissesNothing() {
        var shape = MvmShape.fullyConnected(1, 1, 3);
        var array = new CrossbarArray(8, 8, 4, 2, 8);
        var weights = org.layco.quant.QuantizedWeights.ofCodes(4, new short[] {3}, new float[] {1});
        var input = new org.layco.quant.Quantizer(8, false, 1);
        var program = new LayerProgram(shape, Layout.CHANNELS_LAST, array, weights, input);
        int cells = program.partialSums().cells();
        // cell 1 holds the negative column, whose true level is 0 everywhere
        var stuck = new StuckPartialSums(new long[] {1, cells + 1L, 2L * cells + 1}, new long[] {7, 7, 7});
        LongBuffer missed = LongBuffer.wrap(new long[] {1, cells, cells + 1L});
        Accumulators results = compare(0, program, new char[] {10, 20, 30}, WeightFaults.none(program), missed, stuck);
        assertThat(java.util.stream.IntStream.range(0, 3).mapToObj(results::get))
                .containsExactly(30L - 7, 30L - 7, 90L - 7);
    }

    @Test
    void theLargestLevelOfACellIsThatOfItsSliceInItsTile() {
        for (int seed = 0; seed < 50; seed++) {
            PartialSums sums = RandomLayers.program(random(seed)).partialSums();
            int output = sums.outputs() - 1;
            for (int tile = 0; tile < sums.tiles(); tile++) {
                for (int polarity = 0; polarity < sums.array().polarities(); polarity++) {
                    for (int i = 0; i < sums.weightSlices(); i++) {
                        for (int j = 0; j < sums.inputSlices(); j++) {
                            assertThat(sums.largest(sums.cell(output, tile, polarity, i, j)))
                                    .isEqualTo(sums.largest(tile, i, j));
                        }
                    }
                }
            }
        }
    }

    @Test
    void everyWriteMissedLeavesEveryCellAtLevelZero() {
        RandomGenerator random = random(1);
        var shape = new MvmShape(3, 6, 6, 4, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        var array = new CrossbarArray(16, 16, 2, 2, 4);
        LayerProgram program = RandomLayers.program(random, shape, Layout.CHANNELS_FIRST, array, 6, 5);
        long[] all = java.util.stream.LongStream.range(0, program.partialSums().writes())
                .toArray();
        Accumulators results = compare(
                1, program, RandomLayers.digits(random, program), WeightFaults.none(program), LongBuffer.wrap(all));
        if (!program.input().signed()) {
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i)).isZero();
            }
        }
    }

    @Test
    void aMissedWriteKeepsThePartialSumOfThePreviousPosition() {
        var shape = MvmShape.fullyConnected(1, 1, 3);
        var array = new CrossbarArray(8, 8, 4, 2, 8);
        var weights = org.layco.quant.QuantizedWeights.ofCodes(4, new short[] {3}, new float[] {1});
        var input = new org.layco.quant.Quantizer(8, false, 1);
        var program = new LayerProgram(shape, Layout.CHANNELS_LAST, array, weights, input);
        // one tile, two polarities, one weight slice, one input slice: cells 0 (positive) and 1 (negative) per position
        long missedAtPosition2 = 2L * program.partialSums().cells();
        Accumulators results =
                compare(0, program, new char[] {10, 20, 30}, WeightFaults.none(program), LongBuffer.wrap(new long[] {
                    missedAtPosition2
                }));
        assertThat(java.util.stream.IntStream.range(0, 3).mapToObj(results::get))
                .containsExactly(30L, 60L, 60L);
    }

    private static Accumulators compare(
            long seed, LayerProgram program, char[] digits, WeightFaults faults, LongBuffer missed) {
        return compare(seed, program, digits, faults, missed, StuckPartialSums.NONE);
    }

    private static Accumulators compare(
            long seed,
            LayerProgram program,
            char[] digits,
            WeightFaults faults,
            LongBuffer missed,
            StuckPartialSums stuck) {
        ProgrammedLayer reference = new ReferenceEngine().program(program);
        reference.chip(faults);
        Accumulators expected = reference.run(digits, missed, stuck);
        for (ConvolutionLibrary library : List.of(ConvolutionLibrary.NONE, ScalarConvolutions.INSTANCE)) {
            try (ProgrammedLayer fast = new FastEngine(library).program(program)) {
                // by way of another chip, whose faults must leave no trace
                fast.chip(RandomLayers.faults(random(seed + 1), program, 0.1));
                fast.chip(faults);
                Accumulators actual = fast.run(digits, missed, stuck);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(actual.get(i))
                            .as("seed %d, result %d of %s, %s", seed, i, program.shape(), program.partialSums())
                            .isEqualTo(expected.get(i));
                }
            }
        }
        return expected;
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
