package org.layco.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Preprocessing;
import org.layco.io.data.DatasetReader;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.network.Network;
import org.layco.quant.QuantizedWeights.Granularity;
import org.layco.study.LayerTarget;
import org.layco.study.Study;
import org.layco.train.data.Augmentation;
import org.layco.train.file.DurableFile;
import org.layco.train.harden.Distillation;
import org.layco.train.harden.Hardened;
import org.layco.train.harden.HardenedFile;
import org.layco.train.harden.Hardener;
import org.layco.train.harden.HardeningPlan;
import org.layco.train.torch.Torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code train}: fine-tunes a network until it tolerates few bits and bit errors, and writes it as ONNX. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Fine-tunes a network with its weights and feature maps stored in few bits that fail, so that it tolerates"
                    + " low voltages.",
            "The network of the highest accuracy under bit errors on the search part of --data is written. An"
                    + " interrupted training goes on when the command is given again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco train --model fashion_lenet5 --bits 4,4 --target-ber 1e-2 --epochs 10 --out hard.onnx",
            "  layco train --model net.onnx --train-data data_batch_1.bin --data test_batch.bin --mean"
                    + " 0.485,0.456,0.406",
            "      --std 0.229,0.224,0.225 --bits 8,8 --target-ber 1e-3 --out hard.onnx"
        })
final class TrainCommand implements Callable<Integer> {
    private static final String TRAINING_OF_EMBEDDED = "/usr/share/datasets/fashion-mnist";

    private final String arguments;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "M.onnx|NAME",
            description = "Trained classifier: an ONNX file, fashion_resnet8 or fashion_lenet5.")
    private String model = "";

    @Option(
            names = "--train-data",
            paramLabel = "PATH",
            description = {
                "Labelled images to learn from: IDX (.gz), CIFAR-10 binary, NPY/NPZ, or a directory with them (default"
                        + " for embedded networks: " + TRAINING_OF_EMBEDDED + ")."
            })
    private @Nullable Path trainingData;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Labelled images to measure on; only their search part picks the network.")
    private @Nullable String data;

    @Option(
            names = "--bits",
            split = ",",
            required = true,
            paramLabel = "W,I",
            description = "Bits of weights and of feature maps, 2 to 8 each.")
    private List<Integer> bits = List.of();

    @Option(
            names = "--target-ber",
            required = true,
            paramLabel = "P",
            description = "Bit error rate to tolerate in both, 0 to 0.5.")
    private double targetBer;

    @Option(
            names = "--epochs",
            defaultValue = "20",
            paramLabel = "E",
            description = "Passes over the training images (default: ${DEFAULT-VALUE}); 0 writes the network as it is.")
    private int epochs;

    @Option(
            names = "--scale",
            paramLabel = "unit|raw",
            description = "unit: pixels are divided by 255; raw: they stay.")
    private Preprocessing.@Nullable Scale scale;

    @Option(names = "--mean", split = ",", paramLabel = "A,B,C", description = "Subtracted per channel after scaling.")
    private List<Double> mean = List.of();

    @Option(names = "--std", split = ",", paramLabel = "A,B,C", description = "Divided by per channel after that.")
    private List<Double> std = List.of();

    @Option(
            names = "--weight-scales",
            defaultValue = "layer",
            paramLabel = "channel|layer",
            description = "One scale of the weights per layer (default) or per output channel.")
    private Granularity weightScales = Granularity.LAYER;

    @Option(
            names = "--teacher",
            paramLabel = "M.onnx|NAME",
            description = "Network whose class scores are followed (default: that of --model).")
    private @Nullable String teacher;

    @Option(
            names = "--distillation",
            defaultValue = "" + Distillation.SHARE,
            paramLabel = "S",
            description =
                    "Share of the teacher in the loss, 0 to 1; the rest is the labels' (default: ${DEFAULT-VALUE}).")
    private double distillation;

    @Option(
            names = "--temperature",
            defaultValue = "" + Distillation.TEMPERATURE,
            paramLabel = "T",
            description = "Temperature of the class scores that are followed (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--learning-rate",
            defaultValue = "" + HardeningPlan.LEARNING_RATE,
            paramLabel = "R",
            description = "Highest learning rate (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--batch-size",
            defaultValue = "" + HardeningPlan.BATCH_SIZE,
            paramLabel = "N",
            description = "Images of a step (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Option(names = "--no-flip", description = "Images are not mirrored: for digits and letters.")
    private boolean noFlip;

    @Option(
            names = "--shift",
            defaultValue = "2",
            paramLabel = "N",
            description = "Images are shifted by up to N pixels (default: ${DEFAULT-VALUE}).")
    private int shift;

    @Option(
            names = "--chips",
            defaultValue = "" + HardeningPlan.VALIDATION_CHIPS,
            paramLabel = "N",
            description = "Chips that accuracy under errors is averaged over (default: ${DEFAULT-VALUE}).")
    private int chips;

    @Option(
            names = "--limit-images",
            paramLabel = "N",
            description = "Use only about N images of --data, for quick tries.")
    private @Nullable Integer limitImages;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Seed of all randomness (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "ONNX file to write.")
    private Path out = Path.of("");

    @Mixin
    private final TorchOptions torchOptions = new TorchOptions();

    /** The command with the arguments it was called with, for the record in the file. */
    TrainCommand(String arguments) {
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter err = command.commandLine().getErr();
        LayerTarget stored = target(command);
        Path target = DurableFile.writable(out);
        StudyLoader loader = StudyLoader.shipped();
        Study study = loader.load(request(model)).study();
        Network network = study.network();
        HardeningPlan plan =
                plan(command, Collections.nCopies(network.mvmLayers().size(), stored));
        Network followed = teacher == null
                ? network
                : loader.load(request(teacher)).study().network();
        Dataset training =
                new DatasetReader(network.inputShape(), network.classes()).readForTraining(trainingData(command));
        Path checkpoint = target.resolveSibling(target.getFileName() + ".checkpoint");
        try (Torch torch = torchOptions.start()) {
            err.printf(
                    Locale.ROOT,
                    "%s: %d layers, %d training images, %d search images, bits %d,%d, bit error rate %.3g%n",
                    network.name(),
                    network.mvmLayers().size(),
                    training.images(),
                    study.split().search().length,
                    stored.weightBits(),
                    stored.inputBits(),
                    targetBer);
            Hardener hardener =
                    new Hardener(torch, plan, torchOptions.threads(), progress -> err.println(progress.line()));
            Hardened hardened = hardener.harden(study, followed, training, checkpoint);
            DurableFile.write(
                    target, HardenedFile.of(hardened, study, plan, "layco " + arguments, torchOptions.threads()));
            Files.deleteIfExists(checkpoint);
            command.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s: top-1 at bits %d,%d and bit error rate %.3g on search images %.2f %% -> %.2f %%"
                                    + " (epoch %d)%n",
                            target,
                            stored.weightBits(),
                            stored.inputBits(),
                            targetBer,
                            100 * hardened.before(),
                            100 * hardened.after(),
                            hardened.epoch());
        }
        return 0;
    }

    private LayerTarget target(CommandSpec command) {
        if (bits.size() != 2) {
            throw new ParameterException(
                    command.commandLine(), "--bits takes two numbers, of weights and of feature maps, not " + bits);
        }
        try {
            return LayerTarget.of(bits.get(0), bits.get(1), targetBer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private HardeningPlan plan(CommandSpec command, List<LayerTarget> layers) {
        try {
            return new HardeningPlan(
                    layers,
                    epochs,
                    HardeningPlan.WHOLE_PASS,
                    batchSize,
                    learningRate,
                    HardeningPlan.MOMENTUM,
                    HardeningPlan.WEIGHT_DECAY,
                    new Distillation(distillation, temperature),
                    new Augmentation(!noFlip, shift),
                    chips,
                    seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private StudyRequest request(String network) {
        return new StudyRequest(
                Optional.of(network),
                Optional.ofNullable(data),
                Optional.ofNullable(scale),
                mean,
                std,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(seed),
                Optional.ofNullable(limitImages),
                List.of(),
                Optional.of(weightScales),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Path trainingData(CommandSpec command) {
        if (trainingData != null) {
            return trainingData;
        }
        if (Files.exists(Path.of(model)) || data != null) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--train-data=PATH'");
        }
        return Path.of(TRAINING_OF_EMBEDDED);
    }
}
