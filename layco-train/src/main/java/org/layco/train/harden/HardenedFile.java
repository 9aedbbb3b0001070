package org.layco.train.harden;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.layco.accuracy.Preprocessing;
import org.layco.io.study.RecordedReference;
import org.layco.study.LayerTarget;
import org.layco.study.Reference;
import org.layco.study.Study;
import org.layco.train.onnx.OnnxWriter;

/** A hardened network as an ONNX file that says what it was made of, for what, and how. */
public final class HardenedFile {
    private HardenedFile() {}

    /**
     * The file.
     *
     * @param study that it was hardened for
     * @param command that made it
     * @param threads of the inference of the original
     */
    public static byte[] of(Hardened hardened, Study study, HardeningPlan plan, String command, int threads) {
        Map<String, String> properties = new TreeMap<>(study.network().metadata());
        Preprocessing preprocessing = study.preprocessing();
        properties.put("layco.preprocessing.scale", preprocessing.scale().name().toLowerCase(Locale.ROOT));
        properties.put("layco.preprocessing.mean", joined(preprocessing.mean()));
        properties.put("layco.preprocessing.std", joined(preprocessing.std()));
        Reference original = study.reference().orElseGet(() -> new Reference.Original(study.network()));
        RecordedReference.write(properties, original.sha256(), study.data(), original.right(study, threads));
        if (plan.epochs() > 0) {
            // That of the network before is no longer true.
            properties.remove("layco.top1");
            properties.put(
                    "layco.hardening.bits",
                    byLayer(plan.layers(), layer -> layer.weightBits() + "," + layer.inputBits()));
            properties.put(
                    "layco.hardening.bit_error_rate",
                    byLayer(
                            plan.layers(),
                            layer -> layer.weightBitErrorRate() == layer.inputBitErrorRate()
                                    ? Double.toString(layer.weightBitErrorRate())
                                    : layer.weightBitErrorRate() + "," + layer.inputBitErrorRate()));
            properties.put("layco.hardening.epoch", Integer.toString(hardened.epoch()));
            properties.put("layco.seed", Long.toString(plan.seed()));
            properties.put("layco.command", command);
        }
        return new OnnxWriter().write(hardened.network(), properties);
    }

    /** One word if it is the same in all layers, else one for each. */
    private static String byLayer(List<LayerTarget> layers, Function<LayerTarget, String> word) {
        List<String> words = layers.stream().map(word).toList();
        return words.stream().distinct().count() == 1 ? words.getFirst() : String.join(" ", words);
    }

    private static String joined(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> Float.toString(values[i]))
                .collect(Collectors.joining(","));
    }
}
