package org.layco.io.study;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.layco.accuracy.Preprocessing;

/** From stored pixels to a network's input: options first, then what the network's metadata say, then pixels divided by 255. */
final class PixelScaling {
    private static final String NUMBER = "\\s*[-+]?\\d{1,20}(\\.\\d{0,20})?([eE][-+]?\\d{1,3})?\\s*";
    private static final Pattern NUMBERS = Pattern.compile(NUMBER + "(," + NUMBER + "){0,15}");

    private PixelScaling() {}

    /** The preprocessing that is asked for or on record. */
    static Preprocessing of(StudyRequest request, Map<String, String> metadata) {
        Preprocessing.Scale scale = request.scale()
                .orElse(
                        "raw".equals(metadata.get("layco.preprocessing.scale"))
                                ? Preprocessing.Scale.RAW
                                : Preprocessing.Scale.UNIT);
        float[] mean = values(request.mean(), metadata.get("layco.preprocessing.mean"), 0);
        float[] std = values(request.std(), metadata.get("layco.preprocessing.std"), 1);
        return new Preprocessing(scale, mean, std);
    }

    private static float[] values(List<Double> asked, @Nullable String recorded, float otherwise) {
        if (!asked.isEmpty()) {
            float[] values = new float[asked.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = asked.get(i).floatValue();
            }
            return values;
        }
        if (recorded == null || !NUMBERS.matcher(recorded).matches()) {
            return new float[] {otherwise};
        }
        String[] words = recorded.split(",", -1);
        float[] values = new float[words.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(words[i].strip());
        }
        return values;
    }
}
