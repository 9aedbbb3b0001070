package org.layco.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.ImageShape;
import org.layco.accuracy.Pixels;
import org.layco.accuracy.Preprocessing;
import org.layco.inference.OnnxRuntime;
import org.layco.io.data.DatasetReader;
import org.layco.io.onnx.OnnxReader;
import org.layco.network.Network;

/** The networks and images of the benchmarks, read from a folder of models, images and topologies. */
public final class Workloads {
    /** ResNet-20 for CIFAR-10 (github.com/akamaster/pytorch_resnet_cifar10); its mean and std are its training's. */
    private static final String RESNET20 = "models/cifar10_resnet20_akamaster.onnx";

    private static final String CIFAR10 = "cifar10/test_batch.bin";
    private static final Preprocessing IMAGENET = new Preprocessing(
            Preprocessing.Scale.UNIT, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

    private static final int RESNET20_CALIBRATION = 64;
    private static final int RESNET20_ROUND = 160;
    private static final ImageShape LARGE = new ImageShape(3, 224, 224);
    private static final int LARGE_IMAGES = 16;
    private static final int LARGE_CALIBRATION = 4;
    private static final long SEED = 1;

    private final Path folder;
    private final OnnxRuntime runtime;

    /**
     * Workloads of a folder.
     *
     * @param folder holds {@code models}, {@code cifar10} and {@code topologies}
     */
    public Workloads(Path folder) {
        this.folder = folder;
        this.runtime = OnnxRuntime.start();
    }

    /**
     * The trained ResNet-20 on the CIFAR-10 test images.
     *
     * @throws MissingDataException if the model or the images are absent
     */
    public Workload resnet20() {
        Path model = require(RESNET20);
        Path images = require(CIFAR10);
        Network network = new OnnxReader(runtime).read(model);
        Dataset data = new DatasetReader(network.inputShape(), network.classes()).readForEvaluation(images);
        return new Workload(runtime, model, network, data, IMAGENET, RESNET20_CALIBRATION, RESNET20_ROUND);
    }

    /**
     * A weightless topology with random weights on random images of 224 x 224 pixels.
     *
     * @param topology file name without extension
     * @param imagesPerRound so few that a round takes seconds
     * @throws MissingDataException if the topology is absent
     */
    public Workload random(String topology, int imagesPerRound) {
        Path model = new RandomWeights(SEED).fill(require("topologies/" + topology + ".onnx"), temporary(topology));
        Network network = new OnnxReader(runtime).read(model);
        byte[] pixels = new byte[LARGE_IMAGES * LARGE.elements()];
        new SplittableRandom(SEED).nextBytes(pixels);
        Dataset data = new Dataset(
                "random pixels",
                LARGE,
                new Pixels.Bytes(pixels),
                new int[LARGE_IMAGES],
                network.classes(),
                List.of(),
                List.of());
        return new Workload(runtime, model, network, data, IMAGENET, LARGE_CALIBRATION, imagesPerRound);
    }

    private Path require(String relative) {
        Path file = folder.resolve(relative).normalize();
        if (!Files.isRegularFile(file)) {
            throw new MissingDataException(file);
        }
        return file;
    }

    private static Path temporary(String topology) {
        try {
            Path file = Files.createTempFile("layco-bench-" + topology, ".onnx");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
