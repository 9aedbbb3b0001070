package org.layco.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.layco.io.onnx.GraphBuilder.OPEN;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.io.onnx.GraphBuilder;
import org.layco.network.PointwiseOp;

/** A tail gives ONNX Runtime's own floats, bit for bit. */
class TailTest {
    private static final List<PointwiseOp> TAIL = List.of(
            new PointwiseOp.Add("a"),
            new PointwiseOp.Clip(-1.5f, 2.25f),
            new PointwiseOp.Add("b"),
            new PointwiseOp.Relu());

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 1003})
    void addsClipsAndRelusEqualThoseOfOnnxRuntime(int count) {
        byte[] model = new GraphBuilder()
                .input("x", OPEN)
                .input("a", OPEN)
                .input("b", OPEN)
                .scalar("low", -1.5f)
                .scalar("high", 2.25f)
                .node("Add", "x a", "s")
                .node("Clip", "s low high", "c")
                .node("Add", "b c", "t")
                .node("Relu", "t", "y")
                .output("y")
                .model(13);
        Random random = new Random(count);
        float[] x = gaussian(count, random);
        float[] a = gaussian(count, random);
        float[] b = gaussian(count, random);
        try (GraphSession session =
                new GraphSession(OnnxRuntime.start(), model, List.of("x", "a", "b"), List.of("y"))) {
            float[] expected = ((Value.Floats) session.run(List.of(floats(x), floats(a), floats(b)))
                            .getFirst())
                    .elements();
            float[] actual = x.clone();
            Tail.apply(TAIL, List.of(a, b), actual, 0, count);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void elementsOfOtherImagesStayAsTheyAre() {
        Random random = new Random(5);
        float[] values = gaussian(100, random);
        float[] a = gaussian(100, random);
        float[] b = gaussian(100, random);
        float[] whole = values.clone();
        Tail.apply(TAIL, List.of(a, b), whole, 0, 100);
        float[] some = values.clone();
        Tail.apply(TAIL, List.of(a, b), some, 33, 34);
        assertThat(Arrays.copyOfRange(some, 0, 33)).isEqualTo(Arrays.copyOfRange(values, 0, 33));
        assertThat(Arrays.copyOfRange(some, 33, 67)).isEqualTo(Arrays.copyOfRange(whole, 33, 67));
        assertThat(Arrays.copyOfRange(some, 67, 100)).isEqualTo(Arrays.copyOfRange(values, 67, 100));
    }

    @Test
    void boundsOfAClipMustLeaveSomething() {
        assertThatThrownBy(() -> new PointwiseOp.Clip(1, 0)).hasMessageContaining("[1.0, 0.0]");
        assertThatThrownBy(() -> new PointwiseOp.Clip(Float.NaN, 0)).hasMessageContaining("NaN");
    }

    private static Value floats(float[] values) {
        return new Value.Floats(values, new long[] {values.length});
    }

    private static float[] gaussian(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian(0, 2);
        }
        return values;
    }
}
