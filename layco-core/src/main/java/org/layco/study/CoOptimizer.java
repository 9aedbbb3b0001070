package org.layco.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.layco.accuracy.AccuracyEstimate;
import org.layco.accuracy.Certifier;
import org.layco.accuracy.ChipSpread;
import org.layco.accuracy.ImageInput;
import org.layco.accuracy.Top1;
import org.layco.cost.CostEstimate;
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
import org.layco.wear.SpareRows;

/**
 * The whole job, in the order in which data flow: float reference, calibration, tolerance, solve and verify on the search
 * images; then, once, certification on the images that nothing was tuned on; then the comparison with the baselines.
 */
public final class CoOptimizer implements AutoCloseable {
    private static final int EIGHT_BITS = 8;
    private static final double INTERVAL_CONFIDENCE = 0.95;
    private static final int CERTIFICATION_BATCH = 1024;
    private static final double NANOS = 1e9;

    /** Images of a first look at an old buffer. */
    private static final int FIRST_LOOK = 64;

    /** Accuracy is lost for sure where the first look's loss is so many standard errors beyond the limit. */
    private static final double SURELY = 5;

    /** Certification images, and images of each chip, that accuracy which is lost for sure is measured on: worn cells take time. */
    private static final int IMAGES_IF_LOST = 256;

    private static final int CHIP_IMAGES_IF_LOST = 8;

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
        return run(List.of(), context);
    }

    /**
     * Runs the study.
     *
     * @param boost rounds of training that its network came of, for the record
     */
    public Finished run(List<BoostRound> boost, RunContext context) {
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
        PlanSearch search = new PlanSearch(
                study,
                measured.baseLossPp(),
                plan -> verification.estimate(study.split().search(), measured.withErrors(plan, study)),
                costs.assembler(study.cell()),
                solver,
                progress);
        PlanSearch.Outcome found = timed("search_s", () -> search.run(problem));

        Scenario young = measured.withErrors(found.plan(), study);
        Certificate certificate = timed(
                "certification_s", () -> certify(found.loss(), young, false, found.plan(), measured, verification));
        CostReport report = timed("cost_s", () -> CostReport.searched(study, costs, measured, solver, found));
        WearReport wear = timed("wear_s", () -> WearReport.of(study, found.plan(), report.plan(), Optional.empty()));
        List<FrontPoint> front = timed("front_s", () -> Front.around(found.budgetPp(), problem, solver));
        WearReport judged =
                study.lifetime().isPresent() && certificate.estimate().met()
                        ? timed("ageing_s", () -> judged(wear, found.plan(), found.loss(), young, verification))
                        : wear;
        stageSeconds.put("total_s", (System.nanoTime() - started) / NANOS);
        return new Finished(
                new RecordBuilder(study, context, stageSeconds)
                        .build(measured, found, front, certificate, costs, report, judged, boost),
                found.plan());
    }

    /**
     * Certifies a given plan instead of searching for one.
     *
     * @param age of the buffer, whose worn cells are stuck; absent: it is new
     */
    public Finished evaluate(Plan plan, Optional<BufferAge> age, RunContext context) {
        long started = System.nanoTime();
        float[] floatScores = timed("float_reference_s", this::floatReference);
        Verification verification = verification(floatScores);
        Characterizer characterizer = new Characterizer(study, evaluator, progress);
        CalibratedNetwork network = timed("calibration_s", characterizer::calibrate);
        Characterized measured = characterizer.uncharacterized(network);
        Costs costs = new Costs(study, measured);
        CostEstimate cost = costs.estimate(study.cell(), plan);
        WearReport wear =
                timed("wear_s", () -> WearReport.of(study, plan, cost, age.flatMap(BufferAge::inferencesPerSecond)));
        Optional<Double> inferences = age.map(given -> given.seconds() * wear.ratePerSecond());
        Scenario young = measured.withErrors(plan, study);
        // where nothing wears a buffer stays new
        Optional<Ageing> ageing = age.isPresent() ? wear.ageing(study, plan) : Optional.empty();
        Scenario scenario = ageing.map(one -> one.aged(young, one.worn(inferences.orElseThrow())))
                .orElse(young);
        boolean lost = ageing.isPresent() && lost(scenario, verification);
        LossEstimate loss = timed(
                "verification_s",
                () -> verification.estimate(
                        lost
                                ? first(study.split().search(), FIRST_LOOK)
                                : study.split().search(),
                        scenario));
        Certificate certificate =
                timed("certification_s", () -> certify(loss, scenario, lost, plan, measured, verification));
        WearReport judged = timed("ageing_s", () -> {
            Ageing.Judge judge = agedJudge(loss, verification);
            if (ageing.isPresent()) {
                return wear.judged(
                        List.of(
                                ageing.get().at(inferences.orElseThrow(), young, Optional.empty(), judge),
                                ageing.get().at(inferences.orElseThrow(), young, spares(), judge)),
                        inferences);
            }
            return study.lifetime().isPresent() && certificate.estimate().met()
                    ? judged(wear, plan, loss, young, verification)
                    : wear;
        });
        PlanSearch.Outcome given = PlanSearch.Outcome.given(plan, loss, true);
        CostReport report = timed("cost_s", () -> CostReport.given(study, costs, given));
        stageSeconds.put("total_s", (System.nanoTime() - started) / NANOS);
        return new Finished(
                new RecordBuilder(study, context, stageSeconds)
                        .build(measured, given, List.of(), certificate, costs, report, judged, List.of()),
                plan);
    }

    /** Judges a plan that is certified when new by accuracy as it ages, without spare rows and with. */
    private WearReport judged(
            WearReport wear, Plan plan, LossEstimate loss, Scenario young, Verification verification) {
        Optional<Ageing> ageing = wear.ageing(study, plan);
        if (ageing.isEmpty()) {
            return wear;
        }
        progress.stage("ageing", 2);
        Ageing.Judge judge = agedJudge(loss, verification);
        List<Ageing.Judged> ages = new ArrayList<>(ageing.get().judge(young, Optional.empty(), judge));
        progress.step();
        ages.addAll(ageing.get().judge(young, spares(), judge));
        progress.step();
        return wear.judged(ages, Optional.empty());
    }

    private Optional<SpareRows> spares() {
        int rowCells = Memories.buffer(study, study.cell().bitErrors().value())
                .arrays()
                .columns();
        return Optional.of(new SpareRows(SpareRows.DEFAULT_SHARE, rowCells));
    }

    /** Certifies aged scenarios, on few images where accuracy is lost. */
    private Ageing.Judge agedJudge(LossEstimate loss, Verification verification) {
        return scenario -> certify(loss, scenario, certificationImages(lost(scenario, verification)), verification);
    }

    /** Whether a first look shows a loss beyond the limit for sure. */
    private boolean lost(Scenario scenario, Verification verification) {
        LossEstimate look = verification.estimate(first(study.split().search(), FIRST_LOOK), scenario);
        return look.lossPp() - SURELY * look.standardErrorPp()
                > study.guarantee().limitPp();
    }

    private int[] certificationImages(boolean lost) {
        int[] all = study.split().certification();
        return lost ? first(all, IMAGES_IF_LOST) : all;
    }

    private static int[] first(int[] images, int most) {
        return Arrays.copyOf(images, Math.min(images.length, most));
    }

    private AccuracyEstimate certify(LossEstimate loss, Scenario scenario, int[] images, Verification verification) {
        return new Certifier(study.guarantee(), 1, CERTIFICATION_BATCH, Certifier.Stopping.AFTER_ALL_IMAGES)
                .certify(
                        images,
                        verification.referenceRight(),
                        loss.expectedVariance(),
                        trials -> verification.right(trials, scenario));
    }

    /** Class scores of the float network, of all images. */
    private float[] floatReference() {
        progress.stage("float reference", 1);
        int[] all = IntStream.range(0, study.data().images()).toArray();
        return evaluator.floatScores(all);
    }

    private Verification verification(float[] floatScores) {
        return new Verification(
                evaluator,
                study.network().classes(),
                study.data().labels(),
                floatScores,
                study.reference().map(original -> original.right(study, resources.threads())),
                study.seed());
    }

    /**
     * What the held-out images say.
     *
     * @param original the reference on all images and on those of the certificate; empty if it is the float network
     * @param floatAll share of all images that the float network gets right
     */
    record Certificate(
            AccuracyEstimate estimate,
            List<Top1> original,
            Top1 floatAll,
            Top1 floats,
            Top1 int8,
            Top1 quantized,
            Top1 withErrors,
            ChipSpread chips,
            int chipImages) {}

    private Certificate certify(
            LossEstimate loss,
            Scenario scenario,
            boolean lost,
            Plan plan,
            Characterized measured,
            Verification verification) {
        boolean[] floatRight = verification.floatRight();
        progress.stage("certifying", 3 + study.search().chips());
        int[] images = certificationImages(lost);
        AccuracyEstimate estimate = certify(loss, scenario, images, verification);
        progress.step();
        Top1 int8 = top1(verification.right(Trial.onFreshChips(images, 0), int8(measured)));
        progress.step();
        Top1 quantized = top1(verification.right(Trial.onFreshChips(images, 0), measured.quantized(plan, study)));
        progress.step();
        int[] chipImages =
                first(images, lost ? CHIP_IMAGES_IF_LOST : study.search().chipImages());
        double[] losses = new double[study.search().chips()];
        for (int chip = 0; chip < losses.length; chip++) {
            losses[chip] = verification.lossOfChip(chipImages, scenario, chip).lossPp();
            progress.step();
        }
        return new Certificate(
                estimate,
                study.reference().isEmpty()
                        ? List.of()
                        : List.of(
                                top1(verification.referenceRight()),
                                top1(Verification.of(images, verification.referenceRight()))),
                top1(floatRight),
                top1(Verification.of(images, floatRight)),
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
