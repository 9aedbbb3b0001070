package org.layco.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.layco.cost.Baseline;
import org.layco.cost.Baselines;
import org.layco.cost.Comparison;
import org.layco.cost.CostEstimate;
import org.layco.cost.CostedDesign;
import org.layco.cost.DesignPricing;
import org.layco.cost.Waterfall;
import org.layco.device.MemoryCell;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.search.ExactSolver;
import org.layco.search.RaqBits;
import org.layco.search.SurrogateProblem;
import org.layco.search.SurrogateSolution;
import org.layco.source.Knowable;

/**
 * The plan's cost beside every baseline's, and again with write errors ten times as likely and ten times as rare.
 *
 * @param plan cost of the plan
 * @param designs baselines with their costs
 * @param comparisons the plan against each
 * @param absent baselines that could not be had, with the reason
 * @param waterfalls ratios by cause
 * @param cases the same with scaled error rates, re-solved for the same budget
 */
record CostReport(
        CostEstimate plan,
        List<CostedDesign> designs,
        List<Comparison> comparisons,
        List<Absent> absent,
        List<WaterfallRecord> waterfalls,
        List<Case> cases) {
    private static final double[] ERROR_FACTORS = {10, 0.1};

    CostReport {
        designs = List.copyOf(designs);
        comparisons = List.copyOf(comparisons);
        absent = List.copyOf(absent);
        waterfalls = List.copyOf(waterfalls);
        cases = List.copyOf(cases);
    }

    /** A baseline that could not be had. */
    record Absent(String baseline, String reason) {}

    /** A re-solved plan under scaled error rates; {@code reason} where there is none. */
    record Case(
            double factor,
            String status,
            double energyJoules,
            List<Comparison> comparisons,
            List<Absent> absent,
            @Nullable String reason) {}

    /** Costs of a plan that was searched for; RAQ gets the same loss budget to choose its bits with. */
    static CostReport searched(
            Study study, Costs costs, Characterized measured, ExactSolver solver, PlanSearch.Outcome found) {
        List<OperatingPoint> raq = new RaqBits(study.raq(), solver)
                .choose(study.network(), measured.liveness(), measured.tolerance(), found.budgetPp());
        List<Case> cases = new ArrayList<>();
        for (double factor : ERROR_FACTORS) {
            cases.add(scaled(study, costs, solver, found, raq, factor));
        }
        return report(study, costs, found, Optional.of(raq), cases);
    }

    /** Costs of a plan that was given; RAQ is left out, its bits rest on tolerance that only a search measures. */
    static CostReport given(Study study, Costs costs, PlanSearch.Outcome given) {
        return report(study, costs, given, Optional.empty(), List.of());
    }

    private static CostReport report(
            Study study,
            Costs costs,
            PlanSearch.Outcome outcome,
            Optional<List<OperatingPoint>> raq,
            List<Case> cases) {
        CostEstimate plan = costs.estimate(study.cell(), outcome.plan());
        List<CostedDesign> designs = baselines(study, costs, study.cell(), raq);
        return new CostReport(
                plan,
                designs,
                compare(study, outcome.plan(), plan, designs),
                absent(study, study.cell(), raq),
                waterfalls(study, costs, outcome.plan(), plan, designs),
                cases);
    }

    private static List<WaterfallRecord> waterfalls(
            Study study, Costs costs, Plan plan, CostEstimate cost, List<CostedDesign> rivals) {
        DesignPricing pricing = costs.pricing();
        CostedDesign ours =
                CostedDesign.of(study.network(), new Baseline("plan", Optional.empty(), study.design(), plan), cost);
        List<WaterfallRecord> waterfalls = new ArrayList<>();
        for (CostedDesign rival : rivals) {
            String name = rival.baseline().name();
            waterfalls.add(waterfall(name, "energy", Knowable.known(Waterfall.energy(pricing, ours, rival))));
            waterfalls.add(waterfall(name, "lifetime", Waterfall.lifetime(pricing, ours, rival)));
        }
        return waterfalls;
    }

    private static WaterfallRecord waterfall(String baseline, String figure, Knowable<List<Waterfall.Step>> steps) {
        return switch (steps) {
            case Knowable.Known<List<Waterfall.Step>>(List<Waterfall.Step> known) ->
                new WaterfallRecord(
                        baseline,
                        figure,
                        known.stream().mapToDouble(Waterfall.Step::factor).reduce(1, (a, b) -> a * b),
                        known.stream()
                                .map(step ->
                                        new WaterfallRecord.Factor(step.cause().key(), step.factor()))
                                .toList(),
                        null);
            case Knowable.Unavailable<List<Waterfall.Step>>(String reason) ->
                new WaterfallRecord(baseline, figure, null, List.of(), reason);
        };
    }

    private static Case scaled(
            Study study,
            Costs costs,
            ExactSolver solver,
            PlanSearch.Outcome found,
            List<OperatingPoint> raq,
            double factor) {
        MemoryCell cell = study.cell().withErrorScale(factor);
        SurrogateProblem problem = costs.surrogate(cell).withLossBudget(found.budgetPp());
        SurrogateSolution solution = solver.solve(problem);
        String status = RecordBuilder.key(solution.status());
        if (!solution.found()) {
            return new Case(
                    factor, status, 0, List.of(), List.of(), "no choice meets the loss budget at this error rate");
        }
        Plan plan = costs.assembler(cell)
                .assemble(study.network(), solution.operatingPoints(problem), solution.featureMapCells(problem));
        CostEstimate cost = costs.estimate(cell, plan);
        List<CostedDesign> designs = baselines(study, costs, cell, Optional.of(raq));
        return new Case(
                factor,
                status,
                cost.energyJoules(),
                compare(study, plan, cost, designs),
                absent(study, cell, Optional.of(raq)),
                null);
    }

    /** Headline against 8 bits first, then the careful designer's choice, then 16 bits, then RAQ. */
    private static List<CostedDesign> baselines(
            Study study, Costs costs, MemoryCell cell, Optional<List<OperatingPoint>> raq) {
        Baselines baselines = new Baselines(study.template(), study.raq(), cell);
        List<Baseline> all = new ArrayList<>();
        all.add(baselines.uniform(study.network(), Baselines.HEADLINE_BITS));
        if (baselines.safe(study.network()).isKnown()) {
            all.add(baselines.safe(study.network()).get());
        }
        all.add(baselines.uniform(study.network(), Baselines.WIDE_BITS));
        raq.ifPresent(points -> all.add(baselines.raq(
                study.network(),
                points.stream().map(OperatingPoint::weightBits).toList(),
                points.stream().map(OperatingPoint::inputBits).toList())));
        return all.stream()
                .map(baseline -> CostedDesign.of(
                        study.network(), baseline, costs.estimate(baseline.accelerator(), cell, baseline.plan())))
                .toList();
    }

    private static List<Absent> absent(Study study, MemoryCell cell, Optional<List<OperatingPoint>> raq) {
        List<Absent> absent = new ArrayList<>();
        if (new Baselines(study.template(), study.raq(), cell).safe(study.network())
                instanceof Knowable.Unavailable<Baseline>(String reason)) {
            absent.add(new Absent(study.template().name() + "_safe", reason));
        }
        if (raq.isEmpty()) {
            absent.add(new Absent("raq", "its bits rest on tolerance, which only a search measures"));
        }
        return absent;
    }

    private static List<Comparison> compare(Study study, Plan plan, CostEstimate cost, List<CostedDesign> designs) {
        return designs.stream()
                .map(design -> Comparison.of(study.design(), plan, cost, design.baseline(), design.cost()))
                .toList();
    }
}
