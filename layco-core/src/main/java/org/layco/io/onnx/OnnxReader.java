package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.Value;
import org.layco.io.InvalidInputException;
import org.layco.network.Network;

/**
 * Reads a trained classifier from an ONNX file. Conv, Gemm and MatMul with constant weights become MVM layers, with what
 * follows them output by output folded in and what follows value by value as their tail; everything else becomes digital
 * segments that ONNX Runtime runs.
 */
public final class OnnxReader {
    /** Images and batches beyond these are taken for damage. */
    private static final long LARGEST_IMAGE = 1 << 24;

    private static final long LARGEST_BATCH = 1 << 10;

    private final OnnxRuntime runtime;

    public OnnxReader(OnnxRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException with everything that keeps the file from being used
     */
    public Network read(Path path) {
        Problems problems = new Problems(path.toString());
        try {
            return read(ModelFile.read(path), problems);
        } catch (Malformed problem) {
            problems.add(problem);
            problems.throwIfAny();
            throw problem;
        }
    }

    private Network read(ModelFile file, Problems problems) {
        Opsets opsets = Opsets.of(file.model());
        opsets.check(problems);
        OperatorCheck operators = new OperatorCheck(runtime, opsets, file.model());
        List<NodeProto> nodes = file.nodes(opsets, problems);
        Map<String, TensorProto> initializers = file.initializers(problems);
        if (SizeLimits.exceeded(nodes, initializers, opsets, problems)) {
            throw allProblems(operators, nodes, problems);
        }
        Optional<Graph> understood = Graph.of(
                nodes,
                initializers,
                trueInputs(file.model().getGraph(), initializers),
                file.model().getGraph().getOutputList(),
                opsets,
                problems);
        if (understood.isEmpty()) {
            throw allProblems(operators, nodes, problems);
        }
        Graph graph = understood.get();
        SubModel subModel = new SubModel(graph, opsets, file.model().getFunctionsList());
        Constants constants = new Constants(runtime, subModel, graph);
        Readers readers = new Readers(graph);
        List<Operation> operations = new MvmFinder(graph, readers, constants, opsets, problems).find();
        if (!problems.any() && operations.stream().noneMatch(Operation.Mvm.class::isInstance)) {
            problems.add(
                    "the network has no Conv, Gemm or MatMul with constant floating-point weights",
                    "Give the network as trained in floating point, with its parameters.");
        }
        Optional<Image> image = image(graph.input(), problems);
        if (problems.any() || image.isEmpty()) {
            throw allProblems(operators, graph.nodes(), problems);
        }
        TailFinder tails = new TailFinder(graph, readers, constants, opsets, operations);
        DryRun dryRun = run(
                graph,
                tails,
                () -> new DryRun(
                        runtime, subModel, opsets, problems, image.get().batch()),
                image.get().zeros());
        if (problems.any()) {
            throw allProblems(operators, graph.nodes(), problems);
        }
        int classes = classes(graph.output(), dryRun.shapes(), problems);
        problems.throwIfAny();
        IntFunction<Network> atBatch = batch -> new Network(
                file.name(),
                file.sha256(),
                opsets.version(),
                graph.input().getName(),
                image.get().shape(),
                batch,
                dryRun.layers(),
                graph.output(),
                classes,
                dryRun.shapes(),
                file.metadata());
        Network open = atBatch.apply(0);
        int other = image.get().batch() == 1 ? 2 : 1;
        return BatchCheck.runs(runtime, open, other)
                ? open
                : atBatch.apply(image.get().batch());
    }

    /** Cuts the graph and runs its pieces; once more with shorter tails where shapes show that an Add broadcasts. */
    private static DryRun run(Graph graph, TailFinder tails, Supplier<DryRun> dryRuns, Value image) {
        Set<String> broadcasts = new HashSet<>();
        while (true) {
            DryRun run = dryRuns.get();
            run.run(
                    new Segmenter(graph, tails.find(broadcasts)).cut(),
                    graph.input().getName(),
                    image);
            if (!broadcasts.addAll(run.broadcasts())) {
                return run;
            }
        }
    }

    /** All problems, those of unknown operators included, which only now need to be looked for. */
    private static InvalidInputException allProblems(
            OperatorCheck operators, List<NodeProto> nodes, Problems problems) {
        operators.check(nodes, problems);
        return problems.exception();
    }

    /** The graph's inputs that are not initializers: before IR version 4, every initializer is listed as input too. */
    private static List<ValueInfoProto> trueInputs(GraphProto graph, Map<String, TensorProto> initializers) {
        return graph.getInputList().stream()
                .filter(input -> !initializers.containsKey(input.getName()))
                .toList();
    }

    /**
     * The network's input.
     *
     * @param batch images that the graph takes at a time, 1 where it leaves that open
     * @param shape of one image
     */
    private record Image(int batch, List<Integer> shape) {
        Value zeros() {
            long[] dims = new long[shape.size() + 1];
            dims[0] = batch;
            int elements = batch;
            for (int i = 1; i < dims.length; i++) {
                dims[i] = shape.get(i - 1);
                elements *= shape.get(i - 1);
            }
            return new Value.Floats(new float[elements], dims);
        }
    }

    private static Optional<Image> image(ValueInfoProto input, Problems problems) {
        TypeProto.Tensor type = input.getType().getTensorType();
        if (type.getElemType() != TensorProto.DataType.FLOAT.getNumber()) {
            problems.add(
                    "the image input '%s' takes %s elements instead of FLOAT"
                            .formatted(input.getName(), Tensors.typeName(type.getElemType())),
                    "Export the network in single precision, without the conversion of the image.");
        }
        List<TensorShapeProto.Dimension> dims = type.getShape().getDimList();
        List<Integer> shape = new ArrayList<>();
        long elements = 1;
        for (TensorShapeProto.Dimension dim : dims.subList(Math.min(1, dims.size()), dims.size())) {
            long size = Math.clamp(dim.getDimValue(), 0, LARGEST_IMAGE + 1);
            elements = Math.min(elements * size, LARGEST_IMAGE + 1);
            shape.add((int) size);
        }
        if (shape.isEmpty() || elements < 1 || elements > LARGEST_IMAGE) {
            problems.add(
                    "the image input '%s' has no fixed size: only its first dimension, the batch, may be open"
                            .formatted(input.getName()),
                    "Export the network for the size of image it was trained on, at most 2^24 elements.");
            return Optional.empty();
        }
        long batch = Math.max(1, dims.getFirst().getDimValue());
        if (batch > LARGEST_BATCH || batch * elements > LARGEST_IMAGE * 4) {
            problems.add(
                    "the image input '%s' takes batches of %d".formatted(input.getName(), batch),
                    "Export the network with an open batch dimension.");
            return Optional.empty();
        }
        return Optional.of(new Image((int) batch, shape));
    }

    private static int classes(String output, Map<String, List<Integer>> shapes, Problems problems) {
        List<Integer> shape = shapes.getOrDefault(output, List.of());
        int elements = shape.stream().reduce(1, Math::multiplyExact);
        boolean vector = shape.stream().filter(dim -> dim != 1).count() == 1;
        if (!vector || elements < 2) {
            problems.add(
                    "the output '%s' has shape %s for one image, not a vector of class scores".formatted(output, shape),
                    "Give a classifier: batch x classes, with 2 classes or more.");
        }
        return elements;
    }
}
