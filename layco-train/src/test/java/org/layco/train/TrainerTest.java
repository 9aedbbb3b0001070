package org.layco.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Preprocessing;
import org.layco.train.data.Augmentation;
import org.layco.train.graph.EmbeddedNetwork;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.torch.Torch;
import org.layco.train.torch.TorchForTests;

class TrainerTest {
    private static final Preprocessing NORMALISATION =
            new Preprocessing(Preprocessing.Scale.UNIT, new float[] {0.25f}, new float[] {0.2f});

    @Test
    void lenet5LearnsSyntheticImagesWithoutExternalData() {
        List<EpochProgress> progress = new ArrayList<>();
        Dataset training = SyntheticImages.create(1200, 1);
        Dataset unseen = SyntheticImages.create(500, 2);
        try (Torch torch = TorchForTests.start()) {
            Trainer trainer = new Trainer(torch, plan(3, 0.02, 1), progress::add);

            TrainedNetwork trained = trainer.train(EmbeddedNetwork.LENET5.graph(), training, NORMALISATION);

            assertThat(progress).hasSize(3);
            assertThat(progress.getLast().meanLoss())
                    .isLessThan(0.5 * progress.getFirst().meanLoss());
            assertThat(progress.getLast().remainingSeconds()).isZero();
            assertThat(Accuracy.top1(torch, trained, unseen, NORMALISATION)).isGreaterThan(0.5);
        }
    }

    @Test
    void lossOfResnet8FallsOnSyntheticImagesWithoutExternalData() {
        List<EpochProgress> progress = new ArrayList<>();
        try (Torch torch = TorchForTests.start()) {
            Trainer trainer = new Trainer(torch, plan(2, 0.05, 1), progress::add);

            trainer.train(EmbeddedNetwork.RESNET8.graph(), SyntheticImages.create(420, 1), NORMALISATION);

            assertThat(progress.getLast().meanLoss())
                    .isLessThan(0.9 * progress.getFirst().meanLoss());
        }
    }

    @Test
    void equalSeedsGiveEqualNetworksAndOthersDoNot() {
        float[] first = trainedBias(7);

        assertThat(trainedBias(7)).isEqualTo(first);
        assertThat(trainedBias(8)).isNotEqualTo(first);
    }

    @Test
    void reportsDivergenceInsteadOfTrainingOnNumbersThatAreNone() {
        try (Torch torch = TorchForTests.start()) {
            Trainer trainer = new Trainer(torch, plan(2, 1e30, 1), progress -> {});

            assertThatThrownBy(() -> trainer.train(
                            EmbeddedNetwork.LENET5.graph(), SyntheticImages.create(300, 1), NORMALISATION))
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("diverged in epoch 1");
        }
    }

    @Test
    void refusesToSetAsideMoreImagesThanThereAre() {
        try (Torch torch = TorchForTests.start()) {
            Trainer trainer = new Trainer(torch, plan(2, 0.1, 1), progress -> {});

            assertThatThrownBy(() -> trainer.train(
                            EmbeddedNetwork.LENET5.graph(), SyntheticImages.create(100, 1), NORMALISATION))
                    .hasMessageContaining("100 training images are not more than the 100 to set aside");
        }
    }

    private static float[] trainedBias(long seed) {
        try (Torch torch = TorchForTests.start()) {
            Trainer trainer = new Trainer(torch, plan(2, 0.02, seed), progress -> {});
            TrainedNetwork trained =
                    trainer.train(EmbeddedNetwork.LENET5.graph(), SyntheticImages.create(300, 1), NORMALISATION);
            return trained.parameters().getOrDefault("classifier.bias", new float[0]);
        }
    }

    private static TrainingPlan plan(int epochs, double learningRate, long seed) {
        return new TrainingPlan(epochs, 32, learningRate, 0.5, 0.9, 1e-4, new Augmentation(false, 1), 100, seed);
    }
}
