package org.layco.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.layco.accuracy.Dataset;
import org.layco.io.Diagnostic;
import org.layco.io.InputPath;
import org.layco.io.InvalidInputException;
import org.layco.io.data.DatasetReader;
import org.layco.network.Network;
import org.layco.study.Boosting;
import org.layco.study.NetworkTrainer;
import org.layco.study.Progress;
import org.layco.study.Resources;
import org.layco.study.Study;
import picocli.CommandLine.Option;

/** Training before the run, so that the network tolerates what a cheaper plan does to it. */
final class BoostOptions {
    @Option(
            names = "--boost",
            description = {
                "Trains the network for fewer bits and more errors than its best plan's, solves again, and so on, until energy"
                        + " stops falling; then certifies. Adds hardened.onnx. Fetches PyTorch at the first use (500 MB)."
            })
    private boolean boost;

    @Option(
            names = "--train-data",
            paramLabel = "PATH",
            description = "Labelled images that --boost learns from; never those of --data.")
    private @Nullable String trainingData;

    @Option(
            names = "--boost-rounds",
            defaultValue = "4",
            paramLabel = "N",
            description = "Most rounds of training (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--boost-steps",
            defaultValue = "3000",
            paramLabel = "N",
            description = "Training steps of a round, each of 64 images (default: ${DEFAULT-VALUE}).")
    private int steps;

    /** The best network for a study and how it was found, if boosting is asked for. */
    Optional<Boosting.Boosted> boosted(Study study, Resources resources, Progress progress, Path work) {
        if (!boost) {
            if (trainingData != null) {
                throw new InvalidInputException(Diagnostic.of(
                        "--train-data", "nothing is trained without --boost", "Add --boost, or leave it out."));
            }
            return Optional.empty();
        }
        Boosting.Budget budget = budget();
        Dataset training = training(study);
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new InvalidInputException(Diagnostic.of(
                    work.toString(), "cannot be made (" + e + ")", "Choose another directory with --out."));
        }
        return Optional.of(new Boosting(resources, progress, trainer(), training, budget, work).run(study));
    }

    /** Lets go of the states of trainings that are done. */
    static void forget(Path work) {
        if (!Files.exists(work)) {
            return;
        }
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + work, e);
        }
    }

    private Boosting.Budget budget() {
        try {
            return new Boosting.Budget(rounds, steps);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(Diagnostic.of(
                    "--boost-rounds/--boost-steps",
                    rounds + " rounds of " + steps + " steps train nothing",
                    "Give at least 1 of both."));
        }
    }

    private Dataset training(Study study) {
        String path = trainingData;
        if (path == null) {
            throw new InvalidInputException(Diagnostic.of(
                    "--boost",
                    "there are no images to learn from",
                    "Give labelled images with --train-data PATH; Fashion-MNIST's are in Debian's package"
                            + " dataset-fashion-mnist."));
        }
        Network network = study.network();
        Dataset training =
                new DatasetReader(network.inputShape(), network.classes()).readForTraining(InputPath.of(path));
        if (training.sha256().equals(study.data().sha256())) {
            throw new InvalidInputException(Diagnostic.of(
                    "--train-data " + path,
                    "these are the images that the plan is certified on",
                    "Give others: what has been learnt proves nothing."));
        }
        return training;
    }

    private static NetworkTrainer trainer() {
        return ServiceLoader.load(NetworkTrainer.class)
                .findFirst()
                .orElseThrow(
                        () -> new InvalidInputException(
                                Diagnostic.of(
                                        "--boost",
                                        "this installation has no part that trains networks",
                                        "Start LayCO by its launcher in a clone of the project: './layco run --boost' builds that part.")));
    }
}
