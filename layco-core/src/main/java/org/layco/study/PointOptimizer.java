package org.layco.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.layco.accuracy.AccuracyEstimate;
import org.layco.cost.CostEstimate;
import org.layco.mapping.Plan;
import org.layco.search.ExactSolver;

/**
 * The job of a campaign's point: as {@link CoOptimizer}, but on the search images alone unless a certificate is asked for, and with
 * everything kept that the next point may need too: sessions, float scores, calibrated networks, losses of plans. One thread at
 * a time; results do not depend on what was run before.
 */
public final class PointOptimizer implements AutoCloseable {
    /** Networks on their data that are kept ready; the one used longest ago is closed first. */
    private static final int MOST_BENCHES = 4;

    private final Resources resources;
    private final Map<String, PointBench> benches = new LinkedHashMap<>(16, 0.75f, true);

    /** A job with what one point may use of the machine. */
    public PointOptimizer(Resources resources) {
        this.resources = resources;
    }

    /** Measures what a study's network tolerates. */
    public Characterization characterize(Study study) {
        PointBench bench = bench(study);
        Characterized measured = bench.characterizer(study)
                .characterize(bench.calibrated(study), bench.verification(), resources.prefixMemoryBytes());
        return new Characterization(Characterization.SCHEMA, measured.tolerance(), measured.baseLossPp());
    }

    /**
     * Finds the plan of a point.
     *
     * @param measured the characterization of the study
     * @param certifiedTogether how many points are certified and share the error probability, if this is one of them
     */
    public PointRecord search(Study study, Characterization measured, Optional<Integer> certifiedTogether) {
        PointBench bench = bench(study);
        Characterized characterized = bench.characterizer(study).characterized(bench.calibrated(study), measured);
        Costs costs = new Costs(study, characterized);
        PlanSearch search = new PlanSearch(
                study,
                characterized.baseLossPp(),
                plan -> bench.loss(study, characterized, plan),
                costs.assembler(study.cell()),
                new ExactSolver(study.search().solverSeconds()),
                Progress.SILENT);
        return record(study, bench, characterized, costs, search.run(costs.surrogate(study.cell())), certifiedTogether);
    }

    /**
     * Between what figures a point's cost lies. Runs the float network on the calibration images, once for all points that share
     * them, and nothing on crossbars.
     *
     * @param given the operating point, if it is not to be searched for
     */
    public CostRange costs(Study study, Optional<UniformPoint> given) {
        PointBench bench = bench(study);
        Costs costs = new Costs(study, bench.characterizer(study).uncharacterized(bench.calibrated(study)));
        return given.isPresent() ? costs.range(given.get()) : costs.range();
    }

    /** Measures a point whose operating point is given. */
    public PointRecord evaluate(Study study, UniformPoint point, Optional<Integer> certifiedTogether) {
        PointBench bench = bench(study);
        Characterized characterized = bench.characterizer(study).uncharacterized(bench.calibrated(study));
        Costs costs = new Costs(study, characterized);
        Plan plan = point.plan(study);
        LossEstimate loss = bench.loss(study, characterized, plan);
        double slack = study.guarantee().limitPp()
                - study.guarantee()
                        .requiredMarginPp(loss.expectedVariance(), study.split().certification().length)
                - loss.lossPp();
        return record(
                study,
                bench,
                characterized,
                costs,
                PlanSearch.Outcome.given(plan, loss, slack >= 0),
                certifiedTogether);
    }

    private static PointRecord record(
            Study study,
            PointBench bench,
            Characterized characterized,
            Costs costs,
            PlanSearch.Outcome found,
            Optional<Integer> certifiedTogether) {
        CostReport report = CostReport.given(study, costs, found);
        CostEstimate cost = report.plan();
        WearReport wear = WearReport.of(study, found.plan(), cost, Optional.empty());
        Optional<AccuracyEstimate> certificate = certifiedTogether.map(
                points -> bench.certify(study, characterized.withErrors(found.plan(), study), found.loss(), points));
        return new PointRecords(study, characterized, found)
                .build(bench.floatTop1(study), certificate, costs, report, wear);
    }

    private PointBench bench(Study study) {
        String inputs = PointBench.inputs(study);
        PointBench known = benches.get(inputs);
        if (known != null) {
            return known;
        }
        if (benches.size() >= MOST_BENCHES) {
            String oldest = benches.keySet().iterator().next();
            Optional.ofNullable(benches.remove(oldest)).ifPresent(PointBench::close);
        }
        PointBench made = new PointBench(study, resources);
        benches.put(inputs, made);
        return made;
    }

    /** Lets go of everything that was kept. */
    public void forget() {
        benches.values().forEach(PointBench::close);
        benches.clear();
    }

    @Override
    public void close() {
        forget();
    }
}
