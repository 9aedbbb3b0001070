package org.layco.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.train.data.FashionMnist;
import org.layco.train.data.Normalisation;
import org.layco.train.graph.EmbeddedNetwork;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.onnx.ModelMetadata;
import org.layco.train.onnx.OnnxWriter;
import org.layco.train.torch.Torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code train}: reads the images, trains, measures on the test images once, writes the ONNX file. */
@Command(
        name = "layco-train/train",
        mixinStandardHelpOptions = true,
        version = "layco-train 0.1.0",
        sortOptions = false,
        description = {
            "Trains a network on Fashion-MNIST from random weights and writes it as ONNX.",
            "The network after the last epoch is written; the test images are only used to measure it."
        })
final class TrainCommand implements Callable<Integer> {
    private final String arguments;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--network", required = true, description = "Architecture: ${COMPLETION-CANDIDATES}.")
    private @Nullable EmbeddedNetwork network;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "/usr/share/datasets/fashion-mnist",
            description = "Directory of the four IDX files, plain or .gz (default: ${DEFAULT-VALUE}).")
    private @Nullable Path data;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "ONNX file to write.")
    private @Nullable Path out;

    @Option(names = "--epochs", description = "Passes over the training images (default: by architecture).")
    private @Nullable Integer epochs;

    @Option(names = "--learning-rate", description = "Highest learning rate (default: by architecture).")
    private @Nullable Double learningRate;

    @Option(names = "--weight-decay", description = "Decay of the weights (default: by architecture).")
    private @Nullable Double weightDecay;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of all random choices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            defaultValue = "2",
            description =
                    "Threads of a tensor operation (default: ${DEFAULT-VALUE}). Another number changes the last digits.")
    private int threads;

    @Option(
            names = "--native-cache",
            paramLabel = "DIR",
            description =
                    "Where the PyTorch libraries (0.5 GB) are unpacked (default: layco/djl in the user's cache directory).")
    private @Nullable Path nativeCache;

    /** The command with the arguments it was called with, for the record in the file. */
    TrainCommand(String arguments) {
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec command = given(spec);
        PrintWriter err = command.commandLine().getErr();
        NetworkGraph graph = given(network).graph();
        TrainingPlan plan = plan(command);
        Path target = writable(given(out));
        FashionMnist images = FashionMnist.read(given(data));
        Normalisation normalisation = Normalisation.of(images.training());
        try (Torch torch = Torch.start(threads, nativeCache == null ? userCache() : nativeCache)) {
            err.printf(
                    Locale.ROOT,
                    "%s: %d parameters, %d training images, PyTorch %s, %d threads%n",
                    graph.name(),
                    graph.trainedParameters(),
                    images.training().count() - plan.validationImages(),
                    torch.version(),
                    threads);
            Trainer trainer = new Trainer(torch, plan, progress -> print(err, progress));
            TrainedNetwork trained = trainer.train(graph, images.training(), normalisation);
            double top1 = trainer.top1(trained, images.test(), normalisation);
            ModelMetadata metadata = new ModelMetadata(
                    normalisation.mean(),
                    normalisation.standardDeviation(),
                    top1,
                    "Fashion-MNIST",
                    seed,
                    "layco-train/train " + arguments);
            write(target, new OnnxWriter().write(trained, metadata.properties()));
            command.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s: top-1 %.2f %% of %d test images%n",
                            target,
                            100 * top1,
                            images.test().count());
        }
        return 0;
    }

    private TrainingPlan plan(CommandSpec command) {
        Recipe recipe = Recipe.of(given(network));
        if (threads < 1) {
            throw new ParameterException(command.commandLine(), "--threads (" + threads + ") must be at least 1");
        }
        try {
            return new Recipe(
                            epochs == null ? recipe.epochs() : epochs,
                            learningRate == null ? recipe.peakLearningRate() : learningRate,
                            weightDecay == null ? recipe.weightDecay() : weightDecay)
                    .plan(seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private static void print(PrintWriter err, EpochProgress p) {
        err.printf(
                Locale.ROOT,
                "epoch %d/%d  loss %.4f  validation top-1 %.2f %%  %.0f images/s  %.0f s left%n",
                p.epoch(),
                p.epochs(),
                p.meanLoss(),
                100 * p.validationTop1(),
                p.imagesPerSecond(),
                p.remainingSeconds());
    }

    /** Fails before the training, not after it, when the file could not be written. */
    private static Path writable(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new NotDirectoryException(file.toString());
        }
        return file;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path userCache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("layco").resolve("djl");
    }

    /** A value that picocli has set, because it is required or has a default. */
    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("an option without value was not refused");
        }
        return value;
    }
}
