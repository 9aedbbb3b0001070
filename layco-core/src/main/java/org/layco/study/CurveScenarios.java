package org.layco.study;

import java.util.List;
import java.util.Optional;
import org.layco.device.BitErrorModel;
import org.layco.hardware.CrossbarArray;
import org.layco.inference.BitWidths;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.LayerSetting;
import org.layco.inference.Scenario;
import org.layco.network.MvmLayer;
import org.layco.network.Operand;

/** The scenarios of an accuracy curve: the one place where a curve's request becomes layers with error rates. */
final class CurveScenarios {
    private final CalibratedNetwork network;
    private final CurveRequest request;
    private final BitWidths bits;

    /**
     * Scenarios of a calibrated network.
     *
     * @param psumBits resolution at which partial sums are read back where they are not ideal
     */
    CurveScenarios(CalibratedNetwork network, CurveRequest request, int psumBits) {
        this.network = network;
        this.request = request;
        this.bits = new BitWidths(request.weightBits(), request.inputBits(), psumBits);
    }

    /** Why a request cannot be simulated on such arrays, if so: codes are stored as the array and the buffer store them. */
    static Optional<String> unsupported(CrossbarArray array, CurveRequest request) {
        boolean sameFlips = switch (request.encoding()) {
            // Turning over one bit changes a code equally in both: the words differ in their top bit only.
            case OFFSET_BINARY, TWOS_COMPLEMENT -> array.polarities() == 1;
            case SIGN_MAGNITUDE, GRAY -> false;
        };
        if (!sameFlips) {
            return Optional.of("the encoding %s is not simulated on arrays of %d polarities"
                    .formatted(request.encoding().key(), array.polarities()));
        }
        return request.safeBits() > 0 ? Optional.of("bits in a safer partition are not simulated") : Optional.empty();
    }

    /** Quantisation alone: ideal converters, no errors. */
    Scenario clean() {
        return new Scenario(
                network.network().mvmLayers().stream()
                        .map(layer -> network.setting(layer.index(), bits).withoutNoise())
                        .toList(),
                new BitErrorModel.Uniform(),
                new BitErrorModel.Uniform());
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
        LayerSetting struck = switch (operand) {
            case WEIGHT -> now.withErrorRates(rate, now.inputErrorRate(), now.psumErrorRate());
            case INPUT -> now.withErrorRates(now.weightErrorRate(), rate, now.psumErrorRate());
            case PARTIAL_SUM ->
                network.setting(layer, bits).withErrorRates(now.weightErrorRate(), now.inputErrorRate(), rate);
        };
        return scenario.with(layer, struck);
    }
}
