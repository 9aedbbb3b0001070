package org.layco.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layco.io.data.IdxFile;
import org.layco.train.data.Batches;
import org.layco.train.data.LabelledImages;
import org.layco.train.data.Normalisation;

class EmbeddedFilesTest {
    private static final String FOLDER = "/org/layco/embedded/";
    private static final int BATCH = 500;

    @ParameterizedTest
    @CsvSource({"fashion_resnet8.onnx, 0.915", "fashion_lenet5.onnx, 0.89"})
    void embeddedNetworkHasTheAccuracyThatItsFileStates(String file, double least) throws Exception {
        LabelledImages images = testImages();
        try (OnnxRuntime network = new OnnxRuntime(resource(file))) {
            Map<String, String> properties = network.properties();
            Batches batches = new Batches(
                    images,
                    new Normalisation(
                            number(properties, "layco.preprocessing.mean"),
                            number(properties, "layco.preprocessing.std")));
            int right = 0;
            for (int from = 0; from < images.count(); from += BATCH) {
                Batches.Batch batch =
                        batches.plain(IntStream.range(from, from + BATCH).toArray());
                right += right(network.logits(batch.inputs(), BATCH), batch.labels());
            }
            double top1 = (double) right / images.count();

            assertThat(String.format(Locale.ROOT, "%.4f", top1)).isEqualTo(properties.get("layco.top1"));
            assertThat(top1).isGreaterThan(least);
            assertThat(properties.get("layco.command")).endsWith("/embedded/" + file);
        }
    }

    private static int right(float[] logits, int[] labels) {
        int right = 0;
        for (int n = 0; n < labels.length; n++) {
            float[] row = Arrays.copyOfRange(logits, n * 10, n * 10 + 10);
            boolean largest = true;
            for (float logit : row) {
                largest &= logit <= row[labels[n]];
            }
            right += largest ? 1 : 0;
        }
        return right;
    }

    private static LabelledImages testImages() throws IOException {
        IdxFile pixels = IdxFile.parse("images", resource("fashion-mnist/t10k-images-idx3-ubyte.gz"));
        IdxFile labels = IdxFile.parse("labels", resource("fashion-mnist/t10k-labels-idx1-ubyte.gz"));
        int[] classes =
                IntStream.range(0, labels.count()).map(n -> labels.data()[n]).toArray();
        return new LabelledImages(pixels.count(), 1, 28, 28, pixels.data(), classes);
    }

    private static float number(Map<String, String> properties, String name) {
        return Float.parseFloat(properties.getOrDefault(name, "missing"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = EmbeddedFilesTest.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
