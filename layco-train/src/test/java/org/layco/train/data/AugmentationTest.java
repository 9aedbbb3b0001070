package org.layco.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final Normalisation UNIT = new Normalisation(0, 1f / 255);
    private static final LabelledImages SMALL =
            new LabelledImages(1, 1, 2, 3, new byte[] {1, 2, 3, 4, 5, (byte) 255}, new int[] {7});

    @Test
    void plainBatchesHoldTheNormalisedPixels() {
        Batches.Batch batch = new Batches(SMALL, new Normalisation(0.5f, 0.25f)).plain(new int[] {0});

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
        Normalisation measured =
                Normalisation.of(new LabelledImages(2, 1, 1, 1, new byte[] {0, (byte) 255}, new int[] {0, 1}));

        assertThat(measured.mean()).isEqualTo(0.5f, Offset.offset(1e-6f));
        assertThat(measured.standardDeviation()).isEqualTo(0.5f, Offset.offset(1e-6f));
    }

    private static Set<List<Integer>> variants(Augmentation augmentation, int draws) {
        Batches batches = new Batches(SMALL, UNIT);
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
