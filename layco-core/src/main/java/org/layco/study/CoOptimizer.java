package org.layco.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.layco.accuracy.AccuracyEstimate;
import org.layco.accuracy.Certifier;
import org.layco.accuracy.ChipSpread;
import org.layco.accuracy.ImageInput;
import org.layco.accuracy.Top1;
import org.layco.inference.BitWidths;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.Evaluator;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.Scenario;
import org.layco.inference.Trial;
import org.layco.inference.Workers;
import org.layco.mapping.Plan;
import org.layco.search.ExactSolver;
import org.layco.search.SurrogateProblem;

/**
 * The whole job, in the order in which data flow: float reference, calibration, tolerance, solve and verify on the search
 * images; then, once, certification on the images that nothing was tuned on; then the comparison with the baselines.
 */
public final class CoOptimizer implements AutoCloseable {
    private static final int EIGHT_BITS = 8;
    private static final double INTERVAL_CONFIDENCE = 0.95;
    private static final int CERTIFICATION_BATCH = 1024;
    private static final double NANOS = 1e9;

    private final Study study;
    private final Resources resources;
    private final Progress progress;
    private final Workers workers;
    private final Evaluator evaluator;
    private final Map<String, Double> stageSeconds = new LinkedHashMap<>();

    /** A run of a study with what it may use of the machine. */
    public CoOptimizer(Study study, Resources resources, Progress progress) {
        this.study = study;
        this.resources = resources;
        this.progress = progress;
        this.workers = new Workers(OnnxRuntime.start(), study.network(), resources.threads());
        ImageInput images = new ImageInput(
                study.data(), study.preprocessing(), study.network().inputShape());
        this.evaluator = new Evaluator(workers, study.network(), images::fill);
    }

    /** Runs the study. */
    public Finished run(RunContext context) {
        long started = System.nanoTime();
        float[] floatScores = timed("float_reference_s", this::floatReference);
        Verification verification = verification(floatScores);
        Characterizer characterizer = new Characterizer(study, evaluator, progress);
        CalibratedNetwork network = timed("calibration_s", characterizer::calibrate);
        Characterized measured = timed(
                "tolerance_s", () -> characterizer.characterize(network, verification, resources.prefixMemoryBytes()));

        Costs costs = new Costs(study, measured);
        ExactSolver solver = new ExactSolver(study.search().solverSeconds());
        SurrogateProblem problem = costs.surrogate(study.cell());
        PlanSearch search =
                new PlanSearch(study, measured, verification, costs.assembler(study.cell()), solver, progress);
        PlanSearch.Outcome found = timed("search_s", () -> search.run(problem));

        Certificate certificate = timed("certification_s", () -> certify(found, measured, verification));
        CostReport report = timed("cost_s", () -> CostReport.searched(study, costs, measured, solver, found));
        WearReport wear = timed("wear_s", () -> WearReport.of(study, found.plan(), report.plan()));
        stageSeconds.put("total_s", (System.nanoTime() - started) / NANOS);
        return new Finished(
                new RecordBuilder(study, context, stageSeconds)
                        .build(measured, found, certificate, costs, report, wear),
                found.plan());
    }

    /** Certifies a given plan instead of searching for one. */
    public Finished evaluate(Plan plan, RunContext context) {
        long started = System.nanoTime();
        float[] floatScores = timed("float_reference_s", this::floatReference);
        Verification verification = verification(floatScores);
        Characterizer characterizer = new Characterizer(study, evaluator, progress);
        CalibratedNetwork network = timed("calibration_s", characterizer::calibrate);
        Characterized measured = characterizer.uncharacterized(network);
        LossEstimate loss = timed(
                "verification_s",
                () -> verification.estimate(study.split().search(), measured.withErrors(plan, study)));
        PlanSearch.Outcome given = PlanSearch.Outcome.given(plan, loss);
        Certificate certificate = timed("certification_s", () -> certify(given, measured, verification));
        Costs costs = new Costs(study, measured);
        CostReport report = timed("cost_s", () -> CostReport.given(study, costs, given));
        WearReport wear = timed("wear_s", () -> WearReport.of(study, plan, report.plan()));
        stageSeconds.put("total_s", (System.nanoTime() - started) / NANOS);
        return new Finished(
                new RecordBuilder(study, context, stageSeconds)
                        .build(measured, given, certificate, costs, report, wear),
                plan);
    }

    /** Class scores of the float network, of all images. */
    private float[] floatReference() {
        progress.stage("float reference", 1);
        int[] all = IntStream.range(0, study.data().images()).toArray();
        return evaluator.floatScores(all);
    }

    private Verification verification(float[] floatScores) {
        return new Verification(
                evaluator, study.network().classes(), study.data().labels(), floatScores, study.seed());
    }

    /**
     * What the held-out images say.
     *
     * @param floatAll share of all images that the float network gets right
     */
    record Certificate(
            AccuracyEstimate estimate,
            Top1 floatAll,
            Top1 floats,
            Top1 int8,
            Top1 quantized,
            Top1 withErrors,
            ChipSpread chips,
            int chipImages) {}

    private Certificate certify(PlanSearch.Outcome found, Characterized measured, Verification verification) {
        boolean[] floatRight = verification.floatRight();
        progress.stage("certifying", 3 + study.search().chips());
        int[] images = study.split().certification();
        Scenario plan = measured.withErrors(found.plan(), study);
        AccuracyEstimate estimate = new Certifier(
                        study.guarantee(), 1, CERTIFICATION_BATCH, Certifier.Stopping.AFTER_ALL_IMAGES)
                .certify(
                        images,
                        floatRight,
                        found.loss().expectedVariance(),
                        trials -> verification.right(trials, plan));
        progress.step();
        Top1 int8 = top1(verification.right(Trial.onFreshChips(images, 0), int8(measured)));
        progress.step();
        Top1 quantized =
                top1(verification.right(Trial.onFreshChips(images, 0), measured.quantized(found.plan(), study)));
        progress.step();
        int[] chipImages =
                Arrays.copyOf(images, Math.min(images.length, study.search().chipImages()));
        double[] losses = new double[study.search().chips()];
        for (int chip = 0; chip < losses.length; chip++) {
            losses[chip] = verification.lossOfChip(chipImages, plan, chip).lossPp();
            progress.step();
        }
        boolean[] held = new boolean[images.length];
        for (int i = 0; i < images.length; i++) {
            held[i] = floatRight[images[i]];
        }
        return new Certificate(
                estimate,
                top1(floatRight),
                top1(held),
                int8,
                quantized,
                Top1.ofShares(estimate.planTop1() * images.length, images.length, INTERVAL_CONFIDENCE),
                ChipSpread.of(losses),
                chipImages.length);
    }

    /** Eight bits everywhere, ideal converters, no errors. */
    private Scenario int8(Characterized measured) {
        return Characterized.uniform(measured.network(), BitWidths.ideal(EIGHT_BITS, EIGHT_BITS), study);
    }

    private static Top1 top1(boolean[] right) {
        int count = 0;
        for (boolean one : right) {
            count += one ? 1 : 0;
        }
        return Top1.of(count, right.length, INTERVAL_CONFIDENCE);
    }

    private <T> T timed(String stage, Supplier<T> work) {
        long started = System.nanoTime();
        T result = work.get();
        stageSeconds.put(stage, (System.nanoTime() - started) / NANOS);
        return result;
    }

    @Override
    public void close() {
        workers.close();
    }
}
