package org.layco.inference;

import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.layco.crossbar.Accumulators;
import org.layco.crossbar.ConvolutionLibrary;
import org.layco.crossbar.CrossbarEngine;
import org.layco.crossbar.FastEngine;
import org.layco.crossbar.LayerProgram;
import org.layco.crossbar.ProgrammedLayer;
import org.layco.crossbar.StuckPartialSums;
import org.layco.fault.GaussianNoise;
import org.layco.fault.StreamKey;
import org.layco.network.MvmLayer;
import org.layco.network.Operand;
import org.layco.network.PointwiseOp;
import org.layco.quant.Quantizer;

/**
 * Runs MVM layers as codes on simulated crossbars: a feature map is quantised and suffers its write errors when it is
 * stored, a layer meets its chip's faulty weights and its own missed psum writes when it is executed.
 *
 * <p>One per worker thread; {@link #prepare} says which scenario and trials the next walk belongs to.
 */
public final class QuantizedExecutor implements MvmExecutor, AutoCloseable {
    /** Outputs that pass from accumulator to stored digit at a time: their reals stay in a first-level cache. */
    private static final int LINE = 1024;

    /** Room for whole vectors behind a line. */
    private static final int SLACK = 64;

    private final ConvolutionLibrary library;
    private final CrossbarEngine engine;
    private final FaultDraws draws = new FaultDraws();
    private final GaussianNoise normal = new GaussianNoise();

    /** The last program of each layer: one chip's weights, whatever the number of settings and trials. */
    private final Map<Integer, ProgrammedLayer> crossbars = new HashMap<>();

    private final Map<Integer, Chip> chips = new HashMap<>();

    /** Arrays of maps that no one reads any more, by length: clearing new ones would cost as much as filling them. */
    private final Map<Integer, Queue<char[]>> free = new HashMap<>();

    private final float[] line = new float[LINE + SLACK];
    private final float[] noise = new float[LINE + SLACK];
    private @Nullable Walk walk;

    /** What a walk belongs to. */
    private record Walk(Scenario scenario, long seed, List<Trial> trials) {
        /** Weights depend on the chip alone, writes on the image and replicate too. */
        StreamKey key(int i, int layer, Operand operand) {
            Trial trial = trials.get(i);
            long draw = operand == Operand.WEIGHT ? 0 : (long) trial.image() * Trial.MAX_REPLICATES + trial.replicate();
            return new StreamKey(seed, trial.chip(), draw, layer, operand);
        }
    }

    /** What a layer's crossbars hold: consecutive images often share it. */
    private record Chip(LayerProgram program, OperandErrors errors, double worn, Memory crossbars, StreamKey key) {}

    QuantizedExecutor(OnnxRuntime runtime) {
        library = ConvolutionLibraries.fastest(runtime);
        engine = new FastEngine(library);
    }

    /** What convolves integers, with its version. */
    public String convolutionLibrary() {
        return library.name();
    }

    /**
     * Sets what the next walk belongs to.
     *
     * @param trials one for each image of the batch
     */
    public void prepare(Scenario scenario, long seed, List<Trial> trials) {
        walk = new Walk(scenario, seed, trials);
    }

    @Override
    public Value store(MvmLayer firstReader, int n, Value.Floats value) {
        Walk now = current();
        Quantizer quantizer = setting(now, firstReader).program().input();
        ChannelOrder order = ChannelOrder.ofInput(firstReader);
        List<char[]> images = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            int elements = firstReader.shape().inputElements();
            char[] digits = unused(elements);
            order.quantize(quantizer, value.elements(), i * elements, digits);
            write(now, i, firstReader, digits);
            images.add(digits);
        }
        return stored(firstReader, images, quantizer, value.dims());
    }

    @Override
    public Value execute(
            MvmLayer layer,
            int n,
            Value input,
            List<Value> addends,
            long[] outputDims,
            Optional<MvmLayer> firstReader) {
        Optional<MvmLayer> direct = firstReader.filter(reader -> reader.layout() == layer.layout()
                && reader.shape().channels() == layer.shape().outputs());
        if (direct.isPresent()) {
            return executeAndStore(layer, n, input, addends, outputDims, direct.get());
        }
        int outputs = layer.shape().outputElements();
        float[] reals = new float[Math.multiplyExact(n, outputs)];
        ChannelOrder order = ChannelOrder.ofOutput(layer);
        for (int i = 0; i < n; i++) {
            int start = i * outputs;
            run(layer, layer.tail(), i, input, addends, (first, count) -> order.put(line, first, count, reals, start));
        }
        Value.Floats value = new Value.Floats(reals, outputDims);
        return firstReader.<Value>map(reader -> store(reader, n, value)).orElse(value);
    }

    private Value executeAndStore(
            MvmLayer layer, int n, Value input, List<Value> addends, long[] outputDims, MvmLayer reader) {
        Walk now = current();
        Quantizer quantizer = setting(now, reader).program().input();
        List<PointwiseOp> tail = Tail.before(quantizer, layer);
        List<char[]> images = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            char[] digits = unused(layer.shape().outputElements());
            run(layer, tail, i, input, addends, (first, count) -> quantizer.quantize(line, 0, digits, first, count));
            write(now, i, reader, digits);
            images.add(digits);
        }
        return stored(reader, images, quantizer, outputDims);
    }

    /** An array for the digits of one image, whatever they are now. */
    private char[] unused(int elements) {
        char[] released =
                free.computeIfAbsent(elements, _ -> new ArrayDeque<>()).poll();
        return released != null ? released : new char[elements];
    }

    @Override
    public Value select(Selection selection, Value.Stored map) {
        return selection.apply(map, this::unused);
    }

    @Override
    public void release(Value value) {
        if (value instanceof Value.Stored stored) {
            for (char[] image : stored.images()) {
                free.computeIfAbsent(image.length, _ -> new ArrayDeque<>()).add(image);
            }
        }
    }

    private static Value.Stored stored(MvmLayer reader, List<char[]> images, Quantizer quantizer, long[] dims) {
        return new Value.Stored(
                images, quantizer, reader.layout(), reader.shape().channels(), dims);
    }

    /** Writes an image's digits to the buffer: what fails changes them. */
    private void write(Walk now, int i, MvmLayer reader, char[] digits) {
        StreamKey key = now.key(i, reader.index(), Operand.INPUT);
        draws.write(key, now.scenario.buffer(), setting(now, reader), digits);
    }

    /**
     * A step of a line's way from accumulators on, in place in {@link #line}. Several of them behind one call site keep the compiler
     * from inlining them all into one method, where their vectors would exceed its limit of nodes and be boxed.
     */
    private interface LineStage {
        /** Takes {@code count} outputs, the first of which is number {@code first} channels last. */
        void apply(int first, int count);
    }

    /** Computes one image and hands its outputs on, line by line. */
    private void run(MvmLayer layer, List<PointwiseOp> tail, int i, Value input, List<Value> addends, LineStage sink) {
        Walk now = current();
        LayerSetting setting = setting(now, layer);
        ProgrammedLayer programmed = programmed(now, i, layer, setting);
        StreamKey key = now.key(i, layer.index(), Operand.PARTIAL_SUM);
        Memory buffer = now.scenario.buffer();
        StuckPartialSums stuck = draws.stuckPsums(key, buffer, setting);
        LongBuffer missed = draws.missedPsums(key, buffer, setting);
        Accumulators results = programmed.run(digits(layer, setting.program().input(), input, i), missed, stuck);
        long stream = key.levelNoise();
        double sigma = setting.noiseSigma();
        List<LineStage> stages = List.of(
                (first, count) -> {
                    if (sigma > 0) {
                        normal.fill(stream, first, noise, count);
                    }
                },
                (first, count) -> setting.readout().read(results, first, count, noise, sigma, line),
                (first, count) -> Tail.apply(layer, tail, addends, i, first, line, count),
                sink);
        int outputs = layer.shape().outputElements();
        for (int first = 0; first < outputs; first += LINE) {
            for (LineStage stage : stages) {
                stage.apply(first, Math.min(LINE, outputs - first));
            }
        }
    }

    /** An image's stored digits at the reader's bit-width; a map stored at another one is rounded and clipped. */
    private static char[] digits(MvmLayer reader, Quantizer quantizer, Value input, int i) {
        Value.Stored stored = storedInput(input);
        if (!stored.fits(reader.layout(), reader.shape().channels())) {
            int elements = reader.shape().inputElements();
            char[] recoded = new char[elements];
            ChannelOrder.ofInput(reader).recode(quantizer, stored.floats().elements(), i * elements, recoded);
            return recoded;
        }
        char[] digits = stored.images().get(i);
        if (stored.quantizer().equals(quantizer)) {
            return digits;
        }
        float[] reals = new float[digits.length];
        stored.quantizer().dequantize(digits, 0, reals, 0, digits.length);
        char[] own = new char[digits.length];
        quantizer.recode(reals, 0, own, 0, digits.length);
        return own;
    }

    private static Value.Stored storedInput(Value input) {
        if (input instanceof Value.Stored stored) {
            return stored;
        }
        throw new IllegalArgumentException("An MVM layer reads a value that was not stored before.");
    }

    private ProgrammedLayer programmed(Walk now, int i, MvmLayer layer, LayerSetting setting) {
        LayerProgram program = setting.program();
        ProgrammedLayer programmed = crossbars.get(layer.index());
        if (programmed == null || programmed.program() != program) {
            if (programmed != null) {
                programmed.close();
            }
            programmed = engine.program(program);
            crossbars.put(layer.index(), programmed);
        }
        Memory crossbarCells = now.scenario.crossbars();
        Chip chip = new Chip(
                program,
                setting.weights(),
                setting.worn().weights(),
                crossbarCells,
                now.key(i, layer.index(), Operand.WEIGHT));
        if (!chip.equals(chips.get(layer.index()))) {
            programmed.chip(draws.weights(chip.key, crossbarCells, setting));
            chips.put(layer.index(), chip);
        }
        return programmed;
    }

    private static LayerSetting setting(Walk now, MvmLayer layer) {
        return now.scenario.layers().get(layer.index());
    }

    private Walk current() {
        if (walk == null) {
            throw new IllegalStateException("Call prepare before walking.");
        }
        return walk;
    }

    @Override
    public void close() {
        crossbars.values().forEach(ProgrammedLayer::close);
        library.close();
    }
}
