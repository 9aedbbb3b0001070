package org.layco.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Preprocessing;
import org.layco.io.data.DatasetReader;
import org.layco.train.data.PixelStatistics;
import org.layco.train.file.DurableFile;
import org.layco.train.graph.EmbeddedNetwork;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.onnx.ModelMetadata;
import org.layco.train.onnx.OnnxWriter;
import org.layco.train.torch.Torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code pretrain}: reads the images, trains, measures on the test images once, writes the ONNX file. */
@Command(
        name = "pretrain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a network on Fashion-MNIST from random weights and writes it as ONNX.",
            "The network after the last epoch is written; the test images are only used to measure it."
        })
final class PretrainCommand implements Callable<Integer> {
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

    @Mixin
    private final TorchOptions torchOptions = new TorchOptions();

    /** The command with the arguments it was called with, for the record in the file. */
    PretrainCommand(String arguments) {
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec command = given(spec);
        PrintWriter err = command.commandLine().getErr();
        NetworkGraph graph = given(network).graph();
        TrainingPlan plan = plan(command);
        Path target = DurableFile.writable(given(out));
        DatasetReader reader = new DatasetReader(graph.inputShape(), graph.classes());
        Dataset training = reader.readForTraining(given(data));
        Dataset test = reader.readForEvaluation(given(data));
        Preprocessing preprocessing = PixelStatistics.normalising(training);
        try (Torch torch = torchOptions.start()) {
            err.printf(
                    Locale.ROOT,
                    "%s: %d parameters, %d training images, PyTorch %s, %d threads%n",
                    graph.name(),
                    graph.trainedParameters(),
                    training.images() - plan.validationImages(),
                    torch.version(),
                    torchOptions.threads());
            Trainer trainer = new Trainer(torch, plan, progress -> print(err, progress));
            TrainedNetwork trained = trainer.train(graph, training, preprocessing);
            double top1 = Accuracy.top1(torch, trained, test, preprocessing);
            ModelMetadata metadata = new ModelMetadata(
                    preprocessing.mean()[0], preprocessing.std()[0], top1, "Fashion-MNIST", seed, "layco " + arguments);
            DurableFile.write(target, new OnnxWriter().write(trained, metadata.properties()));
            command.commandLine()
                    .getOut()
                    .printf(Locale.ROOT, "%s: top-1 %.2f %% of %d test images%n", target, 100 * top1, test.images());
        }
        return 0;
    }

    private TrainingPlan plan(CommandSpec command) {
        Recipe recipe = Recipe.of(given(network));
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

    /** A value that picocli has set, because it is required or has a default. */
    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("an option without value was not refused");
        }
        return value;
    }
}
