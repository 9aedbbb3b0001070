package org.layco.study;

import java.util.List;
import org.layco.inference.BitWidths;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.LayerSetting;
import org.layco.inference.Scenario;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.Liveness;
import org.layco.mapping.Plan;
import org.layco.search.ToleranceTable;

/**
 * A study's network with everything measured that the solver needs.
 *
 * @param network calibrated ranges and settings
 * @param liveness feature maps along the schedule
 * @param clean bit-widths of the clean baseline
 * @param tolerance of every operand
 * @param baseLossPp loss of the clean baseline against the float network on the search images, percentage points
 */
record Characterized(
        CalibratedNetwork network, Liveness liveness, BitWidths clean, ToleranceTable tolerance, double baseLossPp) {

    /** Every layer at the same bit-widths, without errors. */
    static Scenario uniform(CalibratedNetwork network, BitWidths bits, Study study) {
        List<LayerSetting> settings = network.network().mvmLayers().stream()
                .map(layer -> network.setting(layer.index(), bits))
                .toList();
        return scenario(settings, study);
    }

    /** The plan without errors or level noise: quantisation alone. */
    Scenario quantized(Plan plan, Study study) {
        List<LayerSetting> settings = network.network().mvmLayers().stream()
                .map(layer -> {
                    LayerPoint point = plan.layers().get(layer.index());
                    return network.setting(
                            layer.index(),
                            BitWidths.ideal(point.weight().bits(), point.input().bits()));
                })
                .toList();
        return scenario(settings, study);
    }

    /** The plan with all its errors. */
    Scenario withErrors(Plan plan, Study study) {
        List<LayerSetting> settings = network.network().mvmLayers().stream()
                .map(layer -> {
                    LayerPoint point = plan.layers().get(layer.index());
                    return network.setting(layer.index(), bits(point))
                            .withErrorRates(
                                    point.weight().bitErrorRate().get(),
                                    point.input().bitErrorRate().get(),
                                    point.partialSum().bitErrorRate().get());
                })
                .toList();
        return scenario(settings, study);
    }

    private static Scenario scenario(List<LayerSetting> settings, Study study) {
        return new Scenario(
                settings,
                Memories.crossbars(study),
                Memories.buffer(study, study.cell().bitErrors().value()));
    }

    private static BitWidths bits(LayerPoint point) {
        return new BitWidths(
                point.weight().bits(), point.input().bits(), point.partialSum().bits());
    }
}
