package org.layco.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.layco.EmbeddedStudy;
import org.layco.accuracy.ImageInput;
import org.layco.device.BitErrorModel;
import org.layco.device.FaultModel;
import org.layco.device.LevelGaussians;
import org.layco.device.LineWeakness;
import org.layco.device.StuckCells;
import org.layco.device.WeakCells;
import org.layco.fault.ArrayGeometry;
import org.layco.fault.PlaneRates;
import org.layco.hardware.CrossbarArray;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.RangeRule;
import org.layco.quant.StoredCode;
import org.layco.study.Study;

/** Errors in stored codes, bit planes and faulty memories, through the whole of the embedded LeNet-5. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredErrorsTest {
    private static final int IMAGES = 200;
    private static final double RATE = 1e-2;
    private static final ArrayGeometry ARRAYS = new ArrayGeometry(64, 64);
    private static final FaultModel FLIPS = FaultModel.of(new BitErrorModel.Uniform());
    private static final FaultModel EVERYTHING = new FaultModel(
            new BitErrorModel.DataDependent(0.7, 0.4),
            Optional.of(new LineWeakness(0.1, 4)),
            Optional.of(new LineWeakness(0.2, 2)),
            Optional.of(new WeakCells(0.002, 0.5)),
            Optional.of(new StuckCells(0.002, 0.9)));

    private final Study study = EmbeddedStudy.of("fashion_lenet5");
    private final Workers workers = new Workers(OnnxRuntime.start(), study.network(), 2);
    private final Evaluator evaluator = new Evaluator(
            workers,
            study.network(),
            new ImageInput(study.data(), study.preprocessing(), study.network().inputShape())::fill);
    private final CalibrationRun.Result seen = evaluator.calibrate(images(), 2);
    private final CalibratedNetwork onePolarity = calibrated(1);
    private final CalibratedNetwork twoPolarities = calibrated(2);

    private CalibratedNetwork calibrated(int polarities) {
        return calibrated(polarities, seen);
    }

    private CalibratedNetwork calibrated(int polarities, CalibrationRun.Result ranges) {
        return new CalibratedNetwork(
                study.network(),
                new CrossbarArray(64, 64, 4, polarities, 4),
                0.05,
                QuantizedWeights.Granularity.LAYER,
                new RangeRule.LeastSquaredError(),
                ranges);
    }

    @AfterAll
    void close() {
        workers.close();
    }

    @Test
    void theHardwaresOwnCodesAreOffsetBinaryAndSoAreTheirTwosComplementFlips() {
        float[] own = scores(1, OperandErrors.at(RATE), OperandErrors.at(RATE), 0, FLIPS);
        for (StoredCode code : List.of(StoredCode.OFFSET_BINARY, StoredCode.TWOS_COMPLEMENT)) {
            OperandErrors stored = OperandErrors.of(code, rates(RATE));
            assertThat(scores(1, stored, stored, 0, FLIPS)).as(code.key()).isEqualTo(own);
        }
    }

    @Test
    void aChosenCodeMakesTheSameWeightsWhateverTheCrossbarsPolarities() {
        for (StoredCode code : StoredCode.values()) {
            OperandErrors stored = OperandErrors.of(code, rates(RATE));
            assertThat(scores(2, stored, OperandErrors.NONE, 0, FLIPS))
                    .as(code.key())
                    .isEqualTo(scores(1, stored, OperandErrors.NONE, 0, FLIPS));
        }
    }

    @Test
    void grayLosesMoreThanOffsetBinaryForHighPlanesMoveCodesFurther() {
        int binary = right(OperandErrors.of(StoredCode.OFFSET_BINARY, rates(RATE)));
        int gray = right(OperandErrors.of(StoredCode.GRAY, rates(RATE)));
        assertThat(gray).isLessThan(binary);
    }

    @Test
    void planesThatAreAllSafeAtRateZeroAreClean() {
        OperandErrors safe = OperandErrors.of(StoredCode.GRAY, new PlaneRates(RATE, 8, 0));
        assertThat(scores(2, safe, safe, 0, EVERYTHING))
                .isEqualTo(scores(2, OperandErrors.NONE, OperandErrors.NONE, 0, FLIPS));
    }

    @Test
    void everyFaultOfAMemoryActsAndLeavesScoresIndependentOfCompanyAndOrder() {
        OperandErrors stored = OperandErrors.of(StoredCode.SIGN_MAGNITUDE, rates(RATE / 10));
        Scenario all = scenario(2, stored, stored, 1e-4, EVERYTHING);
        int classes = study.network().classes();
        List<Trial> trials = Arrays.stream(images())
                .mapToObj(image -> Trial.onChip(image, 0, image % 3))
                .toList();
        float[] together = evaluator.scores(trials, all, 1);
        for (int image : new int[] {0, 1, 17, 199}) {
            float[] alone = evaluator.scores(List.of(trials.get(image)), all, 1);
            assertThat(Arrays.copyOfRange(together, image * classes, (image + 1) * classes))
                    .isEqualTo(alone);
        }
        for (FaultModel fewer : List.of(
                without(EVERYTHING.bitlines(), Optional.empty(), EVERYTHING.weakCells(), EVERYTHING.stuckCells()),
                without(Optional.empty(), EVERYTHING.wordlines(), EVERYTHING.weakCells(), EVERYTHING.stuckCells()),
                without(EVERYTHING.bitlines(), EVERYTHING.wordlines(), Optional.empty(), EVERYTHING.stuckCells()),
                without(EVERYTHING.bitlines(), EVERYTHING.wordlines(), EVERYTHING.weakCells(), Optional.empty()))) {
            assertThat(evaluator.scores(trials, scenario(2, stored, stored, 1e-4, fewer), 1))
                    .as(fewer.toString())
                    .isNotEqualTo(together);
        }
    }

    @Test
    void stuckPsumCellsActAtEveryRateButZero() {
        FaultModel worn = FLIPS.withStuckCells(new StuckCells(0.01, 0.9));
        float[] clean = scores(1, OperandErrors.NONE, OperandErrors.NONE, 0, FLIPS);
        assertThat(scores(1, OperandErrors.NONE, OperandErrors.NONE, 0, worn)).isEqualTo(clean);
        assertThat(scores(1, OperandErrors.NONE, OperandErrors.NONE, 1e-12, FLIPS))
                .isEqualTo(clean);
        assertThat(scores(1, OperandErrors.NONE, OperandErrors.NONE, 1e-12, worn))
                .isNotEqualTo(clean);
    }

    @Test
    void anIdealConverterNeedsNoRangesOfPartialSums() {
        CalibrationRun.Result unsampled = new CalibrationRun.Result(seen.rangesByValue(), Map.of());
        CalibratedNetwork network = calibrated(1, unsampled);
        assertThat(network.setting(0, BitWidths.ideal(8, 8)).noiseSigma()).isZero();
        assertThat(network.setting(0, new BitWidths(8, 8, 4)).noiseSigma())
                .as("an unseen range is a full scale of 0, so no bit is lost in it")
                .isLessThan(onePolarity.setting(0, new BitWidths(8, 8, 4)).noiseSigma());
    }

    @Test
    void multiLevelCellsOfSharpLevelsAreCleanAndOfBluntOnesAreNot() {
        float[] clean = scores(1, OperandErrors.NONE, OperandErrors.NONE, 0, FLIPS);
        OperandErrors sharp = OperandErrors.of(StoredCode.OFFSET_BINARY, fourLevels(0.01));
        assertThat(scores(1, sharp, sharp, 0, FLIPS)).isEqualTo(clean);
        OperandErrors blunt = OperandErrors.of(StoredCode.OFFSET_BINARY, fourLevels(0.25));
        assertThat(scores(1, blunt, OperandErrors.NONE, 0, FLIPS)).isNotEqualTo(clean);
        assertThat(scores(1, OperandErrors.NONE, blunt, 0, FLIPS)).isNotEqualTo(clean);
        assertThat(right(blunt)).isLessThan(right(OperandErrors.NONE));
    }

    private static LevelGaussians fourLevels(double sd) {
        return new LevelGaussians(IntStream.range(0, 4)
                .mapToObj(level -> new LevelGaussians.Level(level, sd))
                .toList());
    }

    private static FaultModel without(
            Optional<LineWeakness> bitlines,
            Optional<LineWeakness> wordlines,
            Optional<WeakCells> weakCells,
            Optional<StuckCells> stuckCells) {
        return new FaultModel(EVERYTHING.outcome(), bitlines, wordlines, weakCells, stuckCells);
    }

    private static PlaneRates rates(double rate) {
        return new PlaneRates(rate, 0, 0);
    }

    private int right(OperandErrors errors) {
        float[] scores = scores(1, errors, errors, 0, FLIPS);
        int classes = study.network().classes();
        int right = 0;
        for (int image = 0; image < IMAGES; image++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = scores[image * classes + c] > scores[image * classes + best] ? c : best;
            }
            right += best == study.data().labels()[image] ? 1 : 0;
        }
        return right;
    }

    private float[] scores(
            int polarities, OperandErrors weights, OperandErrors inputs, double psumRate, FaultModel faults) {
        return evaluator.scores(
                Trial.onFreshChips(images(), 0), scenario(polarities, weights, inputs, psumRate, faults), 1);
    }

    private Scenario scenario(
            int polarities, OperandErrors weights, OperandErrors inputs, double psumRate, FaultModel faults) {
        CalibratedNetwork network = polarities == 1 ? onePolarity : twoPolarities;
        return new Scenario(
                study.network().mvmLayers().stream()
                        .map(layer -> network.setting(layer.index(), BitWidths.ideal(8, 8))
                                .withWeights(weights)
                                .withInputs(inputs)
                                .withPsumErrorRate(psumRate))
                        .toList(),
                new Memory(faults, ARRAYS),
                new Memory(faults, ARRAYS));
    }

    private static int[] images() {
        return IntStream.range(0, IMAGES).toArray();
    }
}
