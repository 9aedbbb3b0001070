package org.layco.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.layco.io.onnx.GraphBuilder.OPEN;
import static org.layco.io.onnx.GraphBuilder.ints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.onnx.GraphBuilder;
import org.layco.io.onnx.OnnxReader;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/** A walk stores each feature map once, keeps only what is still read, and can be halted and resumed. */
class NetworkRunnerTest {
    @TempDir
    Path directory;

    private final OnnxRuntime runtime = OnnxRuntime.start();
    private Network network =
            new Network("none", "", 13, "x", List.of(1), 0, List.of(), "x", 1, java.util.Map.of(), java.util.Map.of());

    /** relu(conv0(x)) feeds conv1 and, unchanged, a residual add. */
    @BeforeEach
    void readResidualNetwork() throws IOException {
        byte[] model = new GraphBuilder()
                .input("x", OPEN, 3, 8, 8)
                .weights("w0", 4, 3, 3, 3)
                .weights("w1", 4, 4, 3, 3)
                .weights("fc", 256, 5)
                .node("Conv", "x w0", "a", ints("pads", 1, 1, 1, 1))
                .node("Relu", "a", "skip")
                .node("Conv", "skip w1", "b", ints("pads", 1, 1, 1, 1))
                .node("Add", "b skip", "sum")
                .node("Flatten", "sum", "flat")
                .node("MatMul", "flat fc", "scores")
                .output("scores")
                .model(13);
        network = new OnnxReader(runtime).read(Files.write(directory.resolve("net.onnx"), model));
    }

    private float[] images(int n) {
        Random random = new Random(3);
        float[] images = new float[n * network.inputElements()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        return images;
    }

    /** Writes down what is stored and added, and replaces one layer's input by a constant. */
    private static final class Recording implements MvmExecutor {
        private final FloatExecutor computing;
        private final List<String> stored = new ArrayList<>();
        private final List<float[]> added = new ArrayList<>();
        private final int replaced;

        private Recording(FloatExecutor computing, int replaced) {
            this.computing = computing;
            this.replaced = replaced;
        }

        @Override
        public Value store(MvmLayer firstReader, int n, Value.Floats value) {
            stored.add(firstReader.input());
            assertThat(value.elements()).hasSize(n * firstReader.shape().inputElements());
            if (firstReader.index() != replaced) {
                return value;
            }
            float[] constant = new float[value.elements().length];
            java.util.Arrays.fill(constant, 0.5f);
            return new Value.Floats(constant, value.dims());
        }

        @Override
        public Value execute(
                MvmLayer layer,
                int n,
                Value input,
                List<Value> addends,
                long[] outputDims,
                Optional<MvmLayer> firstReader) {
            addends.forEach(addend -> added.add(addend.floats().elements()));
            Value output = computing.execute(layer, n, input, addends, outputDims, firstReader);
            return firstReader.map(reader -> store(reader, n, output.floats())).orElse(output);
        }
    }

    private static final int NONE = Integer.MAX_VALUE;

    @Test
    void eachFeatureMapThatFeedsAnMvmLayerIsStoredOnce() {
        try (NetworkRunner runner = new NetworkRunner(runtime, network);
                FloatExecutor computing = new FloatExecutor(runtime)) {
            Recording executor = new Recording(computing, NONE);
            State begun = runner.begin(images(2), 2);
            assertThat(executor.stored).isEmpty();
            runner.finish(begun, executor);
            assertThat(executor.stored).containsExactly("x", "skip", "flat");
        }
    }

    @Test
    void whatTheBufferReturnsReachesTheResidualAddToo() {
        try (NetworkRunner runner = new NetworkRunner(runtime, network);
                FloatExecutor computing = new FloatExecutor(runtime)) {
            Recording executor = new Recording(computing, 1);
            State after = runner.advance(runner.begin(images(1), 1), 2, executor);
            assertThat(executor.added).hasSize(1);
            assertThat(executor.added.getFirst()).hasSize(256).containsOnly(0.5f);
            float[] sum = ((Value.Floats) live(after, "sum")).elements();
            long[] dims = live(after, "sum").dims();
            Value skip = new Value.Floats(executor.added.getFirst(), dims);
            Value zeros = new Value.Floats(new float[256], dims);
            float[] conv = computing
                    .execute(network.mvmLayers().get(1), 1, skip, List.of(zeros), dims, Optional.empty())
                    .floats()
                    .elements();
            for (int i = 0; i < sum.length; i++) {
                assertThat(sum[i]).isCloseTo(conv[i] + 0.5f, within(1e-6f));
            }
        }
    }

    private static Value live(State state, String name) {
        Value value = state.values().get(name);
        if (value == null) {
            throw new AssertionError(name + " is not live in " + state.values().keySet());
        }
        return value;
    }

    @Test
    void valuesAreDroppedAfterTheirLastReader() {
        try (NetworkRunner runner = new NetworkRunner(runtime, network);
                FloatExecutor executor = new FloatExecutor(runtime)) {
            List<List<String>> live = new ArrayList<>();
            State state = runner.begin(images(1), 1);
            for (int step = 0; step <= network.schedule().size(); step++) {
                state = runner.advance(state, step, executor);
                live.add(state.values().keySet().stream().sorted().toList());
            }
            assertThat(live)
                    .containsExactly(List.of("x"), List.of("skip"), List.of("sum"), List.of("flat"), List.of("scores"));
            assertThat(state.bytes()).isEqualTo(5L * Float.BYTES);
        }
    }

    @Test
    void aHaltedWalkCanBeResumedAnyNumberOfTimes() {
        try (NetworkRunner runner = new NetworkRunner(runtime, network);
                FloatExecutor computing = new FloatExecutor(runtime)) {
            Recording clean = new Recording(computing, NONE);
            Recording faulty = new Recording(computing, 2);
            float[] images = images(4);
            float[] whole = runner.scores(runner.finish(runner.begin(images, 4), clean));
            float[] wholeFaulty = runner.scores(runner.finish(runner.begin(images, 4), faulty));
            int restart = runner.storingStep(network.mvmLayers().get(2));
            assertThat(restart).isEqualTo(2);
            State prefix = runner.advance(runner.begin(images, 4), restart, clean);
            for (int repetition = 0; repetition < 2; repetition++) {
                assertThat(runner.scores(runner.finish(prefix, faulty))).isEqualTo(wholeFaulty);
                assertThat(runner.scores(runner.finish(prefix, clean))).isEqualTo(whole);
            }
            assertThat(whole).isNotEqualTo(wholeFaulty);
            assertThat(images).isEqualTo(images(4));
        }
    }

    @Test
    void scoresDoNotDependOnTheBatchSize() {
        try (NetworkRunner runner = new NetworkRunner(runtime, network);
                FloatExecutor executor = new FloatExecutor(runtime)) {
            float[] images = images(3);
            float[] together = runner.scores(runner.finish(runner.begin(images, 3), executor));
            int size = network.inputElements();
            for (int i = 0; i < 3; i++) {
                float[] one = java.util.Arrays.copyOfRange(images, i * size, (i + 1) * size);
                float[] alone = runner.scores(runner.finish(runner.begin(one, 1), executor));
                for (int c = 0; c < 5; c++) {
                    assertThat(together[i * 5 + c]).isCloseTo(alone[c], org.assertj.core.data.Offset.offset(1e-5f));
                }
            }
        }
    }

    @Test
    void walksOnlyGoForwardAndTakeWholeImages() {
        try (NetworkRunner runner = new NetworkRunner(runtime, network);
                FloatExecutor executor = new FloatExecutor(runtime)) {
            State later = runner.advance(runner.begin(images(1), 1), 2, executor);
            assertThatThrownBy(() -> runner.advance(later, 1, executor)).hasMessageContaining("only goes forward");
            assertThatThrownBy(() -> runner.begin(images(2), 3)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> runner.begin(images(1), 0)).hasMessageContaining("1 or more");
        }
    }
}
