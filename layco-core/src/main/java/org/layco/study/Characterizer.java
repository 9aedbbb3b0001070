package org.layco.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.inference.BitWidths;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.CalibrationRun;
import org.layco.inference.Evaluator;
import org.layco.inference.Scenario;
import org.layco.mapping.Liveness;
import org.layco.quant.RangeRule;
import org.layco.search.PrefixSensitivity;
import org.layco.search.ToleranceSearch;
import org.layco.search.ToleranceTable;

/** First half of a run: calibrates a study's network on its search images and measures what it tolerates. */
final class Characterizer {
    /** Images kept whole, for the ranges of partial sums. */
    private static final int PSUM_SAMPLES = 8;

    /** Distance of the candidate read-back resolutions in bits, and how many there are. */
    private static final int PSUM_STEP = 2;

    private static final int PSUM_CANDIDATES = 3;
    private static final int FEWEST_PSUM_BITS = 4;

    private final Study study;
    private final Evaluator evaluator;
    private final Progress progress;

    Characterizer(Study study, Evaluator evaluator, Progress progress) {
        this.study = study;
        this.evaluator = evaluator;
        this.progress = progress;
    }

    /** Ranges of weights, feature maps and partial sums, of least squared error. */
    CalibratedNetwork calibrate() {
        return calibrate(new RangeRule.LeastSquaredError());
    }

    /** Ranges by another rule. */
    CalibratedNetwork calibrate(RangeRule rule) {
        progress.stage("calibrating", 1);
        int[] search = study.split().search();
        int[] images =
                Arrays.copyOf(search, Math.min(search.length, study.search().calibrationImages()));
        CalibrationRun.Result seen = evaluator.calibrate(images, PSUM_SAMPLES);
        return new CalibratedNetwork(
                study.network(),
                study.design().array(),
                study.cell().levelNoiseSigma().value(),
                study.search().weightScales(),
                rule,
                seen);
    }

    /** Tolerance of every operand. */
    Characterized characterize(CalibratedNetwork network, Verification verification, long memoryBytes) {
        Liveness liveness = Liveness.of(study.network());
        List<Integer> bits = study.search().bits();
        List<Integer> psumBits = psumBits(study.design());
        BitWidths clean = clean();
        Scenario baseline = Characterized.uniform(network, clean, study);
        LossEstimate base = verification.estimate(study.split().search(), baseline);

        int layers = study.network().mvmLayers().size();
        progress.stage("measuring tolerance", liveness.maps().size() + layers);
        int[] search = study.split().search();
        int[] images =
                Arrays.copyOf(search, Math.min(search.length, study.search().toleranceImages()));
        int[] labels =
                Arrays.stream(images).map(image -> study.data().labels()[image]).toArray();
        PrefixSensitivity oracle = new PrefixSensitivity(
                evaluator, network, liveness, baseline, clean, study.seed(), images, labels, memoryBytes);
        ToleranceTable table = new ToleranceSearch(oracle, bits, psumBits, highestErrorRate(study.cell()))
                .run(study.network(), liveness, progress::step);
        progress.note(CostNote.of(oracle.cost(), images.length));
        return new Characterized(network, liveness, clean, table, base.lossPp());
    }

    /** The network without tolerance: for plans that are given. */
    Characterized uncharacterized(CalibratedNetwork network) {
        ToleranceTable none =
                new ToleranceTable(study.search().bits(), List.of(), List.of(), List.of(), List.of(), List.of());
        return new Characterized(network, Liveness.of(study.network()), clean(), none, 0);
    }

    /** The network with what was measured of it before. */
    Characterized characterized(CalibratedNetwork network, Characterization measured) {
        return new Characterized(
                network, Liveness.of(study.network()), clean(), measured.tolerance(), measured.baseLossPp());
    }

    /** The most bits of every operand. */
    private BitWidths clean() {
        int most = study.search().bits().getLast();
        return new BitWidths(most, most, psumBits(study.design()).getLast());
    }

    /** The best resolution that the design's converters have and a few coarser ones. */
    static List<Integer> psumBits(Accelerator design) {
        List<Integer> bits = new ArrayList<>();
        for (int i = PSUM_CANDIDATES - 1; i >= 0; i--) {
            int candidate = design.output().maxBits() - i * PSUM_STEP;
            if (candidate >= FEWEST_PSUM_BITS) {
                bits.add(candidate);
            }
        }
        return bits.isEmpty() ? List.of(design.output().maxBits()) : bits;
    }

    /** Bit error rate at a cell's lowest voltage, 0..1. */
    static double highestErrorRate(MemoryCell cell) {
        double lowest = cell.voltages().getFirst();
        // Where weak lines cross, no cell can fail more often than always.
        return Math.min(
                cell.writeErrorProbability(lowest).get(), 1 / cell.faultModel().highestFactor());
    }
}
