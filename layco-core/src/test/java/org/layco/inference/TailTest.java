package org.layco.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.layco.io.onnx.GraphBuilder.OPEN;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.io.onnx.GraphBuilder;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.PointwiseOp;
import org.layco.network.Weights;
import org.layco.quant.Quantizer;

/** A tail gives ONNX Runtime's own floats, bit for bit. */
class TailTest {
    private static final List<PointwiseOp> TAIL = List.of(
            new PointwiseOp.Add("a"),
            new PointwiseOp.Clip(-1.5f, 2.25f),
            new PointwiseOp.Add("b"),
            new PointwiseOp.Relu(),
            new PointwiseOp.Clip(0, 1.75f));

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
                .node("Relu", "t", "r")
                .scalar("zero", 0f)
                .scalar("six", 1.75f)
                .node("Clip", "r zero six", "y")
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
            Tail.apply(layer(count, TAIL), TAIL, List.of(floats(a), floats(b)), 0, 0, actual, count);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void aMapIsAddedTheSameWhetherItIsStoredOrReal() {
        Random random = new Random(5);
        MvmShape shape = new MvmShape(2, 5, 3, 6, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1);
        MvmLayer layer = layer(shape, MvmLayer.Layout.CHANNELS_FIRST, List.of(new PointwiseOp.Add("a")));
        Quantizer quantizer = new Quantizer(8, true, 0.1);
        int elements = shape.outputElements();
        List<char[]> images = List.of(new char[elements], new char[elements]);
        for (char[] image : images) {
            for (int i = 0; i < elements; i++) {
                image[i] = (char) random.nextInt(256);
            }
        }
        Value.Stored stored =
                new Value.Stored(images, quantizer, MvmLayer.Layout.CHANNELS_FIRST, 6, new long[] {2, 6, 5, 3});
        float[] line = gaussian(40, random);
        float[] same = line.clone();
        Tail.apply(layer, layer.tail(), List.of(stored), 1, 17, line, 40);
        Tail.apply(layer, layer.tail(), List.of(stored.floats()), 1, 17, same, 40);
        assertThat(line).isEqualTo(same).isNotEqualTo(gaussian(40, new Random(5)));
    }

    @Test
    void whatTheQuantiserClipsAnywayIsLeftOutWithoutChangingADigit() {
        Random random = new Random(7);
        int leftOut = 0;
        int kept = 0;
        for (int round = 0; round < 400; round++) {
            Quantizer quantizer =
                    new Quantizer(2 + random.nextInt(7), random.nextBoolean(), 0.02 + random.nextDouble());
            PointwiseOp op = random.nextBoolean()
                    ? new PointwiseOp.Relu()
                    : new PointwiseOp.Clip(random.nextInt(3) - 2f, random.nextInt(40) / 4f);
            MvmLayer layer = layer(100, List.of(op));
            List<PointwiseOp> tail = Tail.before(quantizer, layer);
            leftOut += tail.isEmpty() ? 1 : 0;
            kept += tail.size();
            float[] line = gaussian(100, random);
            for (int i = 0; i < line.length; i++) {
                line[i] *= 4;
            }
            assertThat(digits(quantizer, layer, tail, line)).isEqualTo(digits(quantizer, layer, layer.tail(), line));
        }
        assertThat(leftOut).isGreaterThan(50);
        assertThat(kept).isGreaterThan(50);
    }

    private static char[] digits(Quantizer quantizer, MvmLayer layer, List<PointwiseOp> tail, float[] line) {
        float[] after = line.clone();
        Tail.apply(layer, tail, List.of(), 0, 0, after, after.length);
        char[] digits = new char[after.length];
        quantizer.quantize(after, 0, digits, 0, after.length);
        return digits;
    }

    @Test
    void boundsOfAClipMustLeaveSomething() {
        assertThatThrownBy(() -> new PointwiseOp.Clip(1, 0)).hasMessageContaining("[1.0, 0.0]");
        assertThatThrownBy(() -> new PointwiseOp.Clip(Float.NaN, 0)).hasMessageContaining("NaN");
    }

    private static MvmLayer layer(int count, List<PointwiseOp> tail) {
        return layer(MvmShape.fullyConnected(1, 1, count), MvmLayer.Layout.CHANNELS_LAST, tail);
    }

    private static MvmLayer layer(MvmShape shape, MvmLayer.Layout layout, List<PointwiseOp> tail) {
        Weights weights = new Weights.Constant(shape.weightElements(), 1);
        return new MvmLayer(0, "l", "Conv", shape, layout, weights, new float[shape.outputs()], tail, "x", "y");
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
