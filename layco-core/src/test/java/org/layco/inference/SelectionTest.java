package org.layco.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.layco.io.onnx.GraphBuilder.OPEN;
import static org.layco.io.onnx.GraphBuilder.ints;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.layco.io.onnx.GraphBuilder;
import org.layco.network.DigitalSegment;
import org.layco.network.MvmLayer.Layout;
import org.layco.quant.Quantizer;

/** Moving digits gives what the segment gives for the reals that they stand for; what is no selection is left to the segment. */
class SelectionTest {
    private static final int CHANNELS = 3;
    private static final int SIDE = 6;
    private static final int IMAGES = 4;

    private final OnnxRuntime runtime = OnnxRuntime.start();
    private final Random random = new Random(5);
    private final Quantizer quantizer = new Quantizer(8, true, 0.03);

    private Value.Stored map() {
        List<char[]> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            char[] digits = new char[CHANNELS * SIDE * SIDE];
            for (int e = 0; e < digits.length; e++) {
                digits[e] = (char) random.nextInt(256);
            }
            images.add(digits);
        }
        return new Value.Stored(
                images, quantizer, Layout.CHANNELS_FIRST, CHANNELS, new long[] {IMAGES, CHANNELS, SIDE, SIDE});
    }

    private static GraphBuilder graph() {
        return new GraphBuilder().input("x", OPEN, CHANNELS, SIDE, SIDE);
    }

    /** Slice of every second row and column, then Pad with {@code value} by two channels before and one behind. */
    private static GraphBuilder shortcut(float value) {
        return graph().integers("starts", 0, 0)
                .integers("ends", 100, 100)
                .integers("axes", 2, 3)
                .integers("steps", 2, 2)
                .integers("pads", 0, 2, 0, 0, 0, 1, 0, 0)
                .scalar("value", value)
                .node("Slice", "x starts ends axes steps", "half")
                .node("Pad", "half pads value", "y")
                .output("y");
    }

    private void assertSelects(GraphBuilder graph, String... operators) {
        try (GraphSession session = session(graph)) {
            Value.Stored map = map();
            Selection selection =
                    Selection.of(segment(operators), session, map()).orElseThrow();
            Value.Stored moved = selection.apply(map, char[]::new);
            Value.Floats run = session.run(List.of(map)).getFirst().floats();
            assertThat(moved.floats().elements()).containsExactly(run.elements());
            assertThat(moved.dims()).containsExactly(run.dims());
        }
    }

    private Optional<Selection> found(GraphBuilder graph, String... operators) {
        try (GraphSession session = session(graph)) {
            return Selection.of(segment(operators), session, map());
        }
    }

    private GraphSession session(GraphBuilder graph) {
        return new GraphSession(runtime, graph.model(13), List.of("x"), List.of("y"));
    }

    private static DigitalSegment segment(String... operators) {
        return new DigitalSegment("segment-0", Optional.empty(), List.of("x"), List.of("y"), List.of(operators));
    }

    @Test
    void theShortcutOfACifarResnetIsASelection() {
        assertSelects(shortcut(0), "Slice", "Pad");
    }

    @Test
    void flatteningAndTransposingAreSelections() {
        assertSelects(graph().node("Flatten", "x", "y").output("y"), "Flatten");
        assertSelects(
                graph().node("Transpose", "x", "y", ints("perm", 0, 3, 1, 2)).output("y"), "Transpose");
    }

    @Test
    void aSelectionHoldsForAnyNumberOfImages() {
        try (GraphSession session = session(shortcut(0))) {
            Selection selection =
                    Selection.of(segment("Slice", "Pad"), session, map()).orElseThrow();
            Value.Stored map = map();
            Value.Stored first = new Value.Stored(
                    map.images().subList(0, 1), quantizer, map.layout(), CHANNELS, new long[] {1, 3, 6, 6});
            Value.Stored moved = selection.apply(first, char[]::new);
            assertThat(moved.dims()).containsExactly(1, 6, 3, 3);
            assertThat(moved.images().getFirst())
                    .containsExactly(selection.apply(map, char[]::new).images().getFirst());
        }
    }

    @Test
    void paddingWithAnotherConstantIsNoSelection() {
        assertThat(found(shortcut(1), "Slice", "Pad")).isEmpty();
    }

    @Test
    void whatMixesImagesIsNoSelection() {
        GraphBuilder across =
                graph().node("Transpose", "x", "y", ints("perm", 1, 0, 2, 3)).output("y");
        assertThat(found(across, "Transpose")).isEmpty();
        GraphBuilder reversed = graph().integers("starts", -1)
                .integers("ends", Integer.MIN_VALUE)
                .integers("axes", 0)
                .integers("steps", -1)
                .node("Slice", "x starts ends axes steps", "y")
                .output("y");
        assertThat(found(reversed, "Slice")).isEmpty();
    }

    @Test
    void operatorsThatComputeAreNoSelection() {
        assertThat(found(graph().node("Relu", "x", "y").output("y"), "Relu")).isEmpty();
        assertThat(found(graph().node("Neg", "x", "y").output("y"), "Neg")).isEmpty();
    }
}
