package org.layco.bench;

import java.util.Collections;
import java.util.stream.IntStream;
import org.layco.hardware.Style;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.quant.QuantizedWeights.Granularity;
import org.layco.study.LayerTarget;
import org.layco.study.Study;
import org.layco.train.data.Augmentation;
import org.layco.train.data.Batches;
import org.layco.train.harden.Distillation;
import org.layco.train.harden.HardeningPlan;
import org.layco.train.harden.HardeningStep;
import org.layco.train.onnx.NetworkImporter;
import org.layco.train.torch.SgdOptimizer;
import org.layco.train.torch.Torch;
import org.layco.train.torch.TrainableNetwork;
import org.layco.train.torch.TrainingStep;

/** Training steps of the embedded ResNet-8 on augmented batches, hardened or plain. */
final class TorchTraining {
    private static final int BATCHES_PER_ROUND = 2;
    private static final double LEARNING_RATE = 1e-3;
    private static final Augmentation AUGMENTATION = new Augmentation(true, 2);

    private TorchTraining() {}

    /** What hardens: 8-bit codes whose bits fail at 1e-3, learning rates and batches as by default. */
    private static HardeningPlan plan(Study study) {
        return new HardeningPlan(
                Collections.nCopies(study.network().mvmLayers().size(), LayerTarget.of(8, 8, 1e-3)),
                1,
                HardeningPlan.WHOLE_PASS,
                HardeningPlan.BATCH_SIZE,
                LEARNING_RATE,
                HardeningPlan.MOMENTUM,
                HardeningPlan.WEIGHT_DECAY,
                Distillation.NONE,
                AUGMENTATION,
                1,
                1);
    }

    /** Steps of {@code layco train}. */
    static Work hardened(Torch torch, Study study) {
        HardeningStep step = HardeningStep.of(torch, plan(study), study, 1);
        return new Steps(
                study,
                (batch, number) -> step.learn(batch, number, 1, LEARNING_RATE).orElseThrow(),
                step::close);
    }

    /** The same steps in single precision, without codes and errors. */
    static Work plain(Torch torch, Study study) {
        TrainableNetwork network = TrainableNetwork.of(torch, NetworkImporter.of(study.network()));
        SgdOptimizer optimizer = new SgdOptimizer(torch, network, HardeningPlan.MOMENTUM, HardeningPlan.WEIGHT_DECAY);
        TrainingStep step = new TrainingStep(torch, network);
        return new Steps(
                study,
                (batch, _) -> {
                    step.gradient(batch.inputs(), batch.labels());
                    optimizer.step(LEARNING_RATE);
                },
                () -> {
                    optimizer.close();
                    network.close();
                });
    }

    /** The embedded network and images. */
    static Study study() {
        return StudyLoader.shipped()
                .load(StudyRequest.of("layco", Style.CASCADE, "default", Granularity.LAYER, 1))
                .study();
    }

    private interface Learning {
        void learn(Batches.Batch batch, long number);
    }

    /** One batch after another, learnt from. */
    private static final class Steps implements Work {
        private final Batches batches;
        private final Learning learning;
        private final Runnable closing;

        Steps(Study study, Learning learning, Runnable closing) {
            this.batches = new Batches(
                    study.data(), study.preprocessing(), study.network().inputShape());
            this.learning = learning;
            this.closing = closing;
        }

        @Override
        public int images() {
            return BATCHES_PER_ROUND * HardeningPlan.BATCH_SIZE;
        }

        @Override
        public void run(int round) {
            for (int b = 0; b < BATCHES_PER_ROUND; b++) {
                int number = round * BATCHES_PER_ROUND + b;
                int[] numbers = IntStream.range(0, HardeningPlan.BATCH_SIZE)
                        .map(i -> (number * HardeningPlan.BATCH_SIZE + i) % batches.images())
                        .toArray();
                learning.learn(batches.augmented(numbers, AUGMENTATION, number), number);
            }
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
