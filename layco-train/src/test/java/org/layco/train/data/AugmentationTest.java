package org.layco.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.ImageShape;
import org.layco.accuracy.Pixels;
import org.layco.accuracy.Preprocessing;

class AugmentationTest {
    private static final Preprocessing RAW =
            new Preprocessing(Preprocessing.Scale.RAW, new float[] {0}, new float[] {1});
    private static final List<Integer> INPUT = List.of(1, 2, 3);
    private static final Dataset SMALL = images(new ImageShape(1, 2, 3), new byte[] {1, 2, 3, 4, 5, (byte) 255}, 7);

    @Test
    void plainBatchesHoldTheNormalisedPixels() {
        Batches.Batch batch = new Batches(
                        SMALL,
                        new Preprocessing(Preprocessing.Scale.UNIT, new float[] {0.5f}, new float[] {0.25f}),
                        INPUT)
                .plain(new int[] {0});

        assertThat(batch.inputs()[5]).isEqualTo(2f);
        assertThat(batch.inputs()[0]).isEqualTo((1f / 255 - 0.5f) / 0.25f);
        assertThat(batch.labels()).containsExactly(7);
    }

    @Test
    void mirrorsHalfOfTheImages() {
        Set<List<Integer>> seen = variants(new Augmentation(true, 0), 40);

        assertThat(seen).containsExactlyInAnyOrder(List.of(1, 2, 3, 4, 5, 255), List.of(3, 2, 1, 255, 5, 4));
    }

    @Test
    void shiftsInAllNineDirectionsAndFillsWithBlack() {
        Set<List<Integer>> seen = variants(new Augmentation(false, 1), 400);

        assertThat(seen)
                .hasSize(9)
                .contains(List.of(0, 1, 2, 0, 4, 5), List.of(0, 0, 0, 1, 2, 3), List.of(5, 255, 0, 0, 0, 0));
    }

    @Test
    void shiftsAfterMirroring() {
        assertThat(variants(new Augmentation(true, 1), 1000)).hasSize(18).contains(List.of(0, 3, 2, 0, 255, 5));
    }

    @Test
    void measuresMeanAndStandardDeviation() {
        Preprocessing measured =
                PixelStatistics.normalising(images(new ImageShape(1, 1, 1), new byte[] {0, (byte) 255}, 0, 1));

        assertThat(measured.mean()[0]).isEqualTo(0.5f, Offset.offset(1e-6f));
        assertThat(measured.std()[0]).isEqualTo(0.5f, Offset.offset(1e-6f));
    }

    @Test
    void movesWholePixelsOfNetworksThatTakeChannelsLast() {
        Dataset two = images(new ImageShape(2, 1, 2), new byte[] {1, 2, 3, 4}, 0);
        Batches batches = new Batches(two, RAW, List.of(1, 2, 2));

        // Stored C x H x W as 1 2 | 3 4, read H x W x C as 1 3 | 2 4.
        assertThat(batches.plain(new int[] {0}).inputs()).containsExactly(1, 3, 2, 4);
        assertThat(variants(batches, new Augmentation(true, 0), 40))
                .containsExactlyInAnyOrder(List.of(1, 3, 2, 4), List.of(2, 4, 1, 3));
    }

    private static Dataset images(ImageShape shape, byte[] pixels, int... labels) {
        return new Dataset("small", shape, new Pixels.Bytes(pixels), labels, 10, List.of(), List.of());
    }

    private static Set<List<Integer>> variants(Augmentation augmentation, int draws) {
        return variants(new Batches(SMALL, RAW, INPUT), augmentation, draws);
    }

    private static Set<List<Integer>> variants(Batches batches, Augmentation augmentation, int draws) {
        Set<List<Integer>> seen = new HashSet<>();
        for (int key = 0; key < draws; key++) {
            float[] pixels = batches.augmented(new int[] {0}, augmentation, Seeds.derive(3, key))
                    .inputs();
            seen.add(Arrays.stream(toDoubles(pixels))
                    .mapToObj(v -> (int) Math.round(v))
                    .toList());
        }
        return seen;
    }

    private static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
