package org.layco.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.layco.device.BitErrorModel;
import org.layco.device.FaultModel;
import org.layco.fault.ArrayGeometry;
import org.layco.hardware.CrossbarArray;
import org.layco.inference.BitWidths;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.CalibrationRun;
import org.layco.inference.Evaluator;
import org.layco.inference.LayerSetting;
import org.layco.inference.Memory;
import org.layco.inference.Scenario;
import org.layco.inference.Trial;
import org.layco.inference.Workers;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.RangeRule;

/** Inference on LayCO's engine, with errors. */
final class SimulatedInference implements Work {
    private static final int SAMPLES = 8;
    private static final int IMAGES_PER_CHIP = 16;
    private static final long SEED = 1;

    private final Workload workload;
    private final Chips chips;
    private final Workers workers;
    private final Evaluator evaluator;
    private final Scenario scenario;

    /** How often the errors in the weights are drawn anew. */
    enum Chips {
        /** One chip for 16 images in a row. */
        SHARED,
        /** A chip for every image, as certification samples. */
        FRESH
    }

    /**
     * What is simulated.
     *
     * @param array crossbars
     * @param bits bit-widths of every layer
     * @param weightErrorRate probability that a weight cell holds a wrong bit
     * @param inputErrorRate probability that the write of an input cell fails
     * @param psumErrorRate probability that the write of a partial sum fails
     * @param levelSigma noise of a stored psum level as a share of the level distance
     * @param chips how often weight errors are drawn
     */
    record Simulation(
            CrossbarArray array,
            BitWidths bits,
            double weightErrorRate,
            double inputErrorRate,
            double psumErrorRate,
            double levelSigma,
            Chips chips) {}

    /** Calibrates the network and makes it ready on so many threads. */
    SimulatedInference(Workload workload, Simulation simulation, int threads) {
        this.workload = workload;
        this.chips = simulation.chips();
        this.workers = new Workers(workload.runtime(), workload.network(), threads);
        this.evaluator = new Evaluator(workers, workload.network(), workload.input()::fill);
        this.scenario = scenario(simulation, evaluator.calibrate(workload.calibration(), SAMPLES));
    }

    private Scenario scenario(Simulation simulation, CalibrationRun.Result calibration) {
        CalibratedNetwork network = new CalibratedNetwork(
                workload.network(),
                simulation.array(),
                simulation.levelSigma(),
                QuantizedWeights.Granularity.LAYER,
                new RangeRule.LeastSquaredError(),
                calibration);
        List<LayerSetting> layers = workload.network().mvmLayers().stream()
                .map(layer -> network.setting(layer.index(), simulation.bits())
                        .withErrorRates(
                                simulation.weightErrorRate(), simulation.inputErrorRate(), simulation.psumErrorRate()))
                .toList();
        Memory cells = new Memory(
                FaultModel.of(new BitErrorModel.Uniform()),
                new ArrayGeometry(simulation.array().rows(), simulation.array().columns()));
        return new Scenario(layers, cells, cells);
    }

    @Override
    public int images() {
        return workload.imagesPerRound();
    }

    @Override
    public void run(int round) {
        scores(round);
    }

    /** Scores of a round's images: images x classes. */
    float[] scores(int round) {
        return evaluator.scores(trials(round), scenario, SEED);
    }

    /** Images of a batch: the other side of a contest uses as many. */
    int batch() {
        return evaluator.batches(trials(0)).getFirst().trials().size();
    }

    private List<Trial> trials(int round) {
        long first = (long) round * images();
        return IntStream.range(0, images()).mapToObj(i -> trial(first + i)).toList();
    }

    private Trial trial(long run) {
        int image = workload.image(run);
        return switch (chips) {
            case SHARED -> Trial.onChip(image, 0, Math.toIntExact(run / IMAGES_PER_CHIP));
            case FRESH ->
                Trial.onFreshChip(image, Math.toIntExact(run / workload.data().images()));
        };
    }

    @Override
    public void close() {
        workers.close();
    }
}
