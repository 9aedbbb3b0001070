package org.layco.train.harden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Preprocessing;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.quant.QuantizedWeights.Granularity;
import org.layco.study.Study;
import org.layco.train.IdxFiles;
import org.layco.train.SyntheticImages;
import org.layco.train.Trainer;
import org.layco.train.TrainingPlan;
import org.layco.train.data.Augmentation;
import org.layco.train.graph.EmbeddedNetwork;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.onnx.OnnxWriter;
import org.layco.train.torch.Torch;

/**
 * A LeNet-5 that knows striped images, as files of a directory and as a study.
 *
 * @param study with 600 images
 * @param training 400 images to learn from
 */
record SyntheticStudy(Study study, Dataset training) {
    static final String MODEL = "lenet5.onnx";

    /** Writes {@link #MODEL} and images into a directory. */
    static SyntheticStudy in(Path directory, Torch torch) throws IOException {
        Dataset training = SyntheticImages.create(400, 1);
        IdxFiles.write(directory, "train", training);
        IdxFiles.write(directory, "t10k", SyntheticImages.create(600, 2));
        TrainingPlan plan = new TrainingPlan(6, 32, 0.02, 0.5, 0.9, 1e-4, Augmentation.NONE, 10, 1);
        TrainedNetwork network =
                new Trainer(torch, plan, _ -> {}).train(EmbeddedNetwork.LENET5.graph(), training, Preprocessing.PLAIN);
        Files.write(directory.resolve(MODEL), new OnnxWriter().write(network, Map.of()));
        return new SyntheticStudy(
                StudyLoader.shipped()
                        .load(new StudyRequest(
                                Optional.of(directory.resolve(MODEL).toString()),
                                Optional.of(directory.toString()),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.of(Granularity.LAYER),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                        .study(),
                training);
    }
}
