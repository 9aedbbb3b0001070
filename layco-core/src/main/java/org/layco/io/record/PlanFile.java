package org.layco.io.record;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.layco.hardware.Style;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.Plan;
import org.layco.quant.QuantizedWeights.Granularity;

/**
 * A plan and what it was made for; {@code plan.yaml} is this record.
 *
 * @param network name of the network, for people
 * @param networkSha256 of the ONNX file, 64 lower-case hexadecimal digits; the plan fits this file only
 * @param hardware name or file of the accelerator
 * @param style array style of the accelerator: {@code cascade}, {@code timely}, or {@code none} if its card states none
 * @param cell name or file of the memory cell
 * @param weightScales what shares one scale of the weights
 * @param bufferArea cells that the RRAM buffer may have over those of the 8-bit baseline, at least 1
 * @param plan operating points and partitions; no two layers share a name
 */
public record PlanFile(
        String network,
        String networkSha256,
        String hardware,
        String style,
        String cell,
        Granularity weightScales,
        double bufferArea,
        Plan plan) {
    /** Stands for an accelerator without a style. */
    static final String NO_STYLE = "none";

    public PlanFile {
        if (!networkSha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "A SHA-256 has 64 lower-case hexadecimal digits, not '%s'. Print it with sha256sum."
                            .formatted(networkSha256));
        }
        Set<String> names = new HashSet<>();
        for (LayerPoint layer : plan.layers()) {
            if (!names.add(layer.layer())) {
                throw new IllegalArgumentException(
                        "Two layers are called '%s'. Name the layers of a network uniquely.".formatted(layer.layer()));
            }
        }
    }

    /** The style in which designs that come in several are meant. */
    public Style styleOr(Style otherwise) {
        return style.equals(NO_STYLE) ? otherwise : Style.valueOf(style.toUpperCase(Locale.ROOT));
    }
}
