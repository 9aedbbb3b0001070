package org.layco.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.layco.accuracy.Dataset;
import org.layco.network.Network;
import org.layco.study.LayerTarget;
import org.layco.study.NetworkTrainer;
import org.layco.study.Progress;
import org.layco.study.Study;
import org.layco.train.data.Augmentation;
import org.layco.train.harden.Distillation;
import org.layco.train.harden.Hardened;
import org.layco.train.harden.HardenedFile;
import org.layco.train.harden.Hardener;
import org.layco.train.harden.HardeningPlan;
import org.layco.train.harden.HardeningProgress;
import org.layco.train.harden.RobustAccuracy;
import org.layco.train.torch.Torch;

/** Hardens networks for the plans of {@code run --boost}, with the defaults of {@code layco train}. */
public final class PlanTrainer implements NetworkTrainer {
    @Override
    public Retrained train(
            Study study,
            Network teacher,
            Dataset training,
            List<LayerTarget> layers,
            int steps,
            Path checkpoint,
            int threads,
            Progress progress) {
        int pass = Math.ceilDiv(training.images(), HardeningPlan.BATCH_SIZE);
        int epochs = Math.ceilDiv(steps, pass);
        HardeningPlan plan = new HardeningPlan(
                layers,
                epochs,
                Math.ceilDiv(steps, epochs),
                HardeningPlan.BATCH_SIZE,
                HardeningPlan.LEARNING_RATE,
                HardeningPlan.MOMENTUM,
                HardeningPlan.WEIGHT_DECAY,
                new Distillation(Distillation.SHARE, Distillation.TEMPERATURE),
                Augmentation.NONE,
                HardeningPlan.VALIDATION_CHIPS,
                study.seed());
        progress.stage("training", epochs + 1);
        try (Torch torch = Torch.start(threads, TorchOptions.userCache())) {
            Hardened hardened = new Hardener(torch, plan, threads, epoch -> hear(progress, epoch))
                    .harden(study, teacher, training, checkpoint);
            byte[] file = HardenedFile.of(hardened, study, plan, "layco run --boost", threads);
            return new Retrained(RobustAccuracy.read(file), file, hardened.before(), hardened.after());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the training's state in " + checkpoint, e);
        }
    }

    private static void hear(Progress progress, HardeningProgress epoch) {
        progress.note(epoch.line());
        progress.step();
    }
}
