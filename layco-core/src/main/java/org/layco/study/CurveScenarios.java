package org.layco.study;

import java.util.List;
import org.layco.device.BitErrorModel;
import org.layco.fault.PlaneRates;
import org.layco.inference.BitWidths;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.LayerSetting;
import org.layco.inference.Memory;
import org.layco.inference.OperandErrors;
import org.layco.inference.Scenario;
import org.layco.network.MvmLayer;
import org.layco.network.Operand;

/** The scenarios of an accuracy curve: the one place where a curve's request becomes layers with error rates. */
final class CurveScenarios {
    private final CalibratedNetwork network;
    private final CurveRequest request;
    private final BitWidths ideal;
    private final BitWidths converted;
    private final Memory crossbars;
    private final Memory buffer;

    /**
     * Scenarios of a calibrated network.
     *
     * @param psumBits resolution at which partial sums are read back where they are not ideal
     */
    CurveScenarios(Study study, CalibratedNetwork network, CurveRequest request, int psumBits) {
        this.network = network;
        this.request = request;
        this.ideal = BitWidths.ideal(request.weightBits(), request.inputBits());
        this.converted = new BitWidths(request.weightBits(), request.inputBits(), psumBits);
        this.crossbars = Memories.crossbars(study);
        // A rate of bit errors, not of failed writes: every failure flips its bit.
        this.buffer = Memories.buffer(study, new BitErrorModel.Uniform());
    }

    /** Quantisation alone: ideal converters, no errors. */
    Scenario clean() {
        return new Scenario(
                network.network().mvmLayers().stream()
                        .map(layer -> network.setting(layer.index(), ideal))
                        .toList(),
                crossbars,
                buffer);
    }

    /** Errors of one rate in all operands of the request, in every layer. */
    Scenario everywhere(double bitErrorRate) {
        Scenario scenario = clean();
        for (Operand operand : request.operands()) {
            for (MvmLayer layer : network.network().mvmLayers()) {
                scenario = with(scenario, layer.index(), operand, bitErrorRate);
            }
        }
        return scenario;
    }

    /** Errors in one operand of some layers, everything else clean; the readers of a feature map belong together. */
    Scenario alone(Operand operand, List<Integer> layers, double bitErrorRate) {
        Scenario scenario = clean();
        for (int layer : layers) {
            scenario = with(scenario, layer, operand, bitErrorRate);
        }
        return scenario;
    }

    /** Partial sums that errors strike also meet the converters and the level noise of the design. */
    private Scenario with(Scenario scenario, int layer, Operand operand, double rate) {
        LayerSetting now = scenario.layers().get(layer);
        OperandErrors stored = OperandErrors.of(
                request.encoding(), new PlaneRates(rate, request.safeBits(), request.safeBitErrorRate()));
        LayerSetting struck = switch (operand) {
            case WEIGHT -> now.withWeights(stored);
            case INPUT -> now.withInputs(stored);
            case PARTIAL_SUM ->
                network.setting(layer, converted)
                        .withWeights(now.weights())
                        .withInputs(now.inputs())
                        .withPsumErrorRate(rate);
        };
        return scenario.with(layer, struck);
    }
}
