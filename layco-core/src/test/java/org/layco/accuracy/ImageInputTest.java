package org.layco.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageInputTest {
    private static final ImageShape SHAPE = new ImageShape(2, 1, 2);
    private static final byte[] BYTES = {0, (byte) 255, 51, 102, 1, 2, 3, 4};

    private static Dataset of(Pixels pixels) {
        return new Dataset("four", SHAPE, pixels, new int[2], 2, List.of(), List.of());
    }

    private static float[] filled(Pixels pixels, Preprocessing preprocessing, List<Integer> inputShape) {
        ImageInput input = new ImageInput(of(pixels), preprocessing, inputShape);
        float[] target = new float[input.elements()];
        input.fill(0, target, 0);
        return target;
    }

    @Test
    void bytesAreDividedBy255UnlessRaw() {
        Pixels pixels = new Pixels.Bytes(BYTES);
        assertThat(filled(pixels, Preprocessing.PLAIN, List.of(2, 1, 2)))
                .containsExactly(0f, 1f, 51 / 255f, 102 / 255f);
        Preprocessing raw = new Preprocessing(Preprocessing.Scale.RAW, new float[] {0}, new float[] {1});
        assertThat(filled(pixels, raw, List.of(2, 1, 2))).containsExactly(0f, 255f, 51f, 102f);
    }

    @Test
    void meanAndStdAreAppliedPerChannelAfterScaling() {
        Preprocessing both =
                new Preprocessing(Preprocessing.Scale.UNIT, new float[] {0.5f, 0.2f}, new float[] {0.5f, 2});
        assertThat(filled(new Pixels.Bytes(BYTES), both, List.of(2, 1, 2)))
                .containsExactly(-1f, 1f, (51 / 255f - 0.2f) / 2, (102 / 255f - 0.2f) / 2);
    }

    @Test
    void floatsAreNeverDivided() {
        Pixels floats = new Pixels.Floats(new float[] {3, 4, 5, 6, 0, 0, 0, 0});
        Preprocessing shifted = new Preprocessing(Preprocessing.Scale.UNIT, new float[] {1}, new float[] {2});
        assertThat(filled(floats, shifted, List.of(2, 1, 2))).containsExactly(1f, 1.5f, 2f, 2.5f);
    }

    @Test
    void aNetworkThatWantsChannelsLastGetsThem() {
        Preprocessing raw = new Preprocessing(Preprocessing.Scale.RAW, new float[] {0}, new float[] {1});
        assertThat(filled(new Pixels.Bytes(BYTES), raw, List.of(1, 2, 2))).containsExactly(0f, 51f, 255f, 102f);
    }

    @Test
    void severalImagesStandOneAfterAnother() {
        Preprocessing raw = new Preprocessing(Preprocessing.Scale.RAW, new float[] {0}, new float[] {1});
        float[] target = new float[8];
        new ImageInput(of(new Pixels.Bytes(BYTES)), raw, List.of(4)).fill(new int[] {1, 0}, target);
        assertThat(target).containsExactly(1f, 2f, 3f, 4f, 0f, 255f, 51f, 102f);
    }

    @Test
    void shapesThatDoNotFitAreRefusedWithValues() {
        assertThatThrownBy(() -> new ImageInput(of(new Pixels.Bytes(BYTES)), Preprocessing.PLAIN, List.of(3, 1, 2)))
                .hasMessageContaining("2 x 1 x 2")
                .hasMessageContaining("[3, 1, 2]");
        Preprocessing three = new Preprocessing(Preprocessing.Scale.UNIT, new float[3], new float[] {1});
        assertThatThrownBy(() -> new ImageInput(of(new Pixels.Bytes(BYTES)), three, List.of(2, 1, 2)))
                .hasMessageContaining("3 means");
        assertThatThrownBy(() -> new Preprocessing(Preprocessing.Scale.UNIT, new float[1], new float[1]))
                .hasMessageContaining("std");
    }
}
