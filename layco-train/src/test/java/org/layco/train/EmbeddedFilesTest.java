package org.layco.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Preprocessing;
import org.layco.io.data.DatasetReader;
import org.layco.train.data.Batches;

class EmbeddedFilesTest {
    private static final String FOLDER = "/org/layco/embedded/";
    private static final int BATCH = 500;

    @ParameterizedTest
    @CsvSource({"fashion_resnet8.onnx, 0.915", "fashion_lenet5.onnx, 0.89"})
    void embeddedNetworkHasTheAccuracyThatItsFileStates(String file, double least) throws Exception {
        Dataset images = testImages();
        try (OnnxRuntime network = new OnnxRuntime(resource(file))) {
            Map<String, String> properties = network.properties();
            Batches batches = new Batches(
                    images,
                    new Preprocessing(
                            Preprocessing.Scale.UNIT,
                            new float[] {number(properties, "layco.preprocessing.mean")},
                            new float[] {number(properties, "layco.preprocessing.std")}),
                    List.of(1, 28, 28));
            int right = 0;
            for (int from = 0; from < images.images(); from += BATCH) {
                Batches.Batch batch =
                        batches.plain(IntStream.range(from, from + BATCH).toArray());
                right += right(network.logits(batch.inputs(), BATCH), batch.labels());
            }
            double top1 = (double) right / images.images();

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

    private static Dataset testImages() throws IOException {
        return new DatasetReader(List.of(1, 28, 28), 10)
                .readIdx(
                        "test",
                        "images",
                        resource("fashion-mnist/t10k-images-idx3-ubyte.gz"),
                        "labels",
                        resource("fashion-mnist/t10k-labels-idx1-ubyte.gz"));
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
