package org.layco.study.claims;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.layco.activity.LayerStatistics;
import org.layco.cost.Baseline;
import org.layco.cost.Baselines;
import org.layco.cost.Comparison;
import org.layco.cost.CostModel;
import org.layco.cost.CostedDesign;
import org.layco.cost.DesignPricing;
import org.layco.hardware.Accelerator;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.PlanAssembler;
import org.layco.network.MvmLayer;
import org.layco.network.Network;
import org.layco.source.Knowable;

/** Designs on one network and one hardware, with their costs. */
final class DesignCosts implements DesignPricing {
    private final Network network;
    private final Hardware hardware;
    private final Baselines baselines;
    private final Map<String, LayerStatistics> statistics;

    DesignCosts(Network network, Hardware hardware) {
        this.network = network;
        this.hardware = hardware;
        this.baselines = new Baselines(hardware.design(), hardware.raq(), hardware.cell());
        this.statistics = network.mvmLayers().stream().collect(Collectors.toMap(MvmLayer::name, _ -> hardware.data()));
    }

    @Override
    public CostedDesign ours(List<OperatingPoint> points) {
        return at("plan", hardware.design(), points);
    }

    @Override
    public CostedDesign raq(List<OperatingPoint> points, int cellBits) {
        return at("raq", hardware.raq().withCellBits(cellBits), points);
    }

    /** The plan's hardware at one bit-width and nominal voltage. */
    CostedDesign uniform(int bits) {
        return costed(baselines.uniform(network, bits));
    }

    /** The plan's hardware at 8 bits and the lowest safe voltage. */
    Knowable<CostedDesign> safe() {
        return baselines.safe(network).map(this::costed);
    }

    /** TIMELY as published, at one bit-width. */
    CostedDesign timely(int bits) {
        return costed(Baseline.uniform(
                "timely_" + bits + "bit",
                hardware.timely(),
                hardware.cell(),
                network,
                bits,
                hardware.cell().nominalVolts()));
    }

    /** RAQ with bits of its own. */
    CostedDesign raq(List<LayerSetting> bits) {
        return costed(baselines.raq(
                network,
                bits.stream().map(LayerSetting::weightBits).toList(),
                bits.stream().map(LayerSetting::inputBits).toList()));
    }

    /** A plan beside a rival. */
    Comparison compare(CostedDesign plan, CostedDesign rival) {
        return Comparison.of(hardware.design(), plan.baseline().plan(), plan.cost(), rival.baseline(), rival.cost());
    }

    /** The hardware. */
    Hardware hardware() {
        return hardware;
    }

    private CostedDesign at(String name, Accelerator accelerator, List<OperatingPoint> points) {
        return costed(new Baseline(
                name,
                Optional.empty(),
                accelerator,
                new PlanAssembler(accelerator, hardware.cell()).assemble(network, points)));
    }

    private CostedDesign costed(Baseline design) {
        return CostedDesign.of(
                network,
                design,
                new CostModel(design.accelerator(), hardware.cell()).estimate(network, design.plan(), statistics));
    }
}
