package org.layco.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layco.activity.LayerStatistics;
import org.layco.cost.Baseline;
import org.layco.cost.Baselines;
import org.layco.cost.CostEstimate;
import org.layco.cost.CostModel;
import org.layco.cost.CostedDesign;
import org.layco.cost.DesignPricing;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.network.MvmLayer;
import org.layco.search.CostTerms;
import org.layco.search.SurrogateBuilder;
import org.layco.search.SurrogateProblem;
import org.layco.source.Knowable;
import org.layco.wear.LifetimeRequirement;

/** Costs of a study's design: energy terms for the solver, estimates for plans. */
final class Costs {
    private final Study study;
    private final Characterized measured;

    Costs(Study study, Characterized measured) {
        this.study = study;
        this.measured = measured;
    }

    /** Turns operating points into a plan. */
    PlanAssembler assembler(MemoryCell cell) {
        return new PlanAssembler(study.design(), cell);
    }

    /** Cost of a plan on the study's design. */
    CostEstimate estimate(MemoryCell cell, Plan plan) {
        return estimate(study.design(), cell, plan);
    }

    /** Cost of a plan on any design, with the data that calibration saw. */
    CostEstimate estimate(Accelerator design, MemoryCell cell, Plan plan) {
        Map<String, LayerStatistics> statistics = new HashMap<>();
        for (MvmLayer layer : study.network().mvmLayers()) {
            LayerPoint point = plan.layers().get(layer.index());
            statistics.put(
                    layer.name(),
                    measured.network()
                            .statistics(
                                    layer.index(),
                                    design.array(),
                                    point.weight().bits(),
                                    point.input().bits()));
        }
        return new CostModel(design, cell).estimate(study.network(), plan, statistics);
    }

    /** Costs the study's design and RAQ at operating points of any choice. */
    DesignPricing pricing() {
        return new DesignPricing() {
            @Override
            public CostedDesign ours(List<OperatingPoint> points) {
                return at("plan", study.design(), points);
            }

            @Override
            public CostedDesign raq(List<OperatingPoint> points, int cellBits) {
                return at("raq", study.raq().withCellBits(cellBits), points);
            }
        };
    }

    private CostedDesign at(String name, Accelerator design, List<OperatingPoint> points) {
        Plan plan = new PlanAssembler(design, study.cell()).assemble(study.network(), points);
        return CostedDesign.of(
                study.network(),
                new Baseline(name, Optional.empty(), design, plan),
                estimate(design, study.cell(), plan));
    }

    /** The range of a given plan: its cost. */
    CostRange range(UniformPoint point) {
        CostRange.Figures figures = figures(point.plan(study));
        return new CostRange(figures, figures);
    }

    /**
     * The range of all plans that a search may find. Fewest bits at the lowest voltage cost least; partial sums last longest there, and
     * feature maps in a single partition that is as large as any plan's may be.
     */
    CostRange range() {
        List<Double> volts = voltages(study.cell());
        double lowest = volts.getFirst();
        int fewest = study.search().bits().getFirst();
        int most = study.search().bits().getLast();
        UniformPoint least = new UniformPoint(
                fewest,
                fewest,
                Optional.of(Characterizer.psumBits(study.design()).getFirst()),
                lowest,
                lowest);
        CostRange.Figures cheapest = figures(least.plan(study));
        CostRange.Figures longest = figures(least.plan(study, Map.of(lowest, mostFeatureMapCells())));
        UniformPoint dearest = new UniformPoint(most, most, Optional.empty(), volts.getLast(), volts.getLast());
        return new CostRange(
                new CostRange.Figures(cheapest.energyJ(), cheapest.areaM2(), longest.lifetimeInferences()),
                figures(dearest.plan(study)));
    }

    private CostRange.Figures figures(Plan plan) {
        CostEstimate cost = estimate(study.cell(), plan);
        Knowable<CostEstimate.Lifetime> lifetime = cost.levelledLifetime();
        return new CostRange.Figures(
                cost.energyJoules(),
                cost.areaSquareMetres(),
                lifetime.isKnown() ? lifetime.get().inferences() : null);
    }

    /** The surrogate problem with a cell; its loss budget is to be set. */
    SurrogateProblem surrogate(MemoryCell cell) {
        return new SurrogateBuilder(
                        study.network(),
                        measured.liveness(),
                        measured.tolerance(),
                        new CostTerms(new CostModel(study.design(), cell), study.network(), this::statistics),
                        study.design(),
                        cell,
                        voltages(cell))
                .build(
                        new SurrogateProblem.Limits(
                                0,
                                study.search().maxPartitions(),
                                mostFeatureMapCells(),
                                study.lifetime().map(LifetimeRequirement::inferences)),
                        study.search().objective());
    }

    /** Candidate voltages: from the lowest valid one up to the first at which errors are as rare as they get. */
    List<Double> voltages(MemoryCell cell) {
        List<Double> candidates = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        double least = cell.writeErrorProbability(cell.nominalVolts()).get();
        for (double volts : cell.voltages()) {
            boolean rarest = cell.writeErrorProbability(volts).get() <= least;
            if (rarest || volts - last >= study.search().voltageStepVolts() - 1e-9) {
                candidates.add(volts);
                last = volts;
            }
            if (rarest) {
                break;
            }
        }
        return candidates;
    }

    /** Iso-area by default: no more feature-map cells than the 8-bit baseline has. */
    private long mostFeatureMapCells() {
        long baseline = SurrogateBuilder.featureMapCells(measured.liveness(), buffer(), Baselines.HEADLINE_BITS);
        return (long) (baseline * study.bufferArea());
    }

    private FeatureMapBuffer.Rram buffer() {
        if (study.design().featureMaps() instanceof FeatureMapBuffer.Rram rram) {
            return rram;
        }
        throw new IllegalArgumentException("Design " + study.design().name() + " has no RRAM feature-map buffer.");
    }

    private LayerStatistics statistics(MvmLayer layer, int weightBits, int inputBits) {
        return measured.network().statistics(layer.index(), study.design().array(), weightBits, inputBits);
    }
}
