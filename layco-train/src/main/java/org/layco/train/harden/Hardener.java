package org.layco.train.harden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.layco.accuracy.Dataset;
import org.layco.network.Network;
import org.layco.study.SearchAccuracy;
import org.layco.study.Study;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.onnx.NetworkImporter;
import org.layco.train.torch.Torch;

/**
 * Fine-tunes a network with its weights and feature maps stored as codes whose bits fail, at a rate that rises to the target,
 * and keeps the network that is most accurate under errors on the search images (Stutz et al., MLSys 2021: clipping and random
 * bit errors; Koppula et al., MICRO 2019: curriculum).
 */
public final class Hardener {
    private static final double SECONDS = 1e-9;

    /** A training has diverged when accuracy without errors falls below this share of what it was before. */
    private static final double DIVERGED = 0.5;

    private final Torch torch;
    private final HardeningPlan plan;
    private final int threads;
    private final Consumer<HardeningProgress> progress;

    /**
     * A trainer that follows the plan.
     *
     * @param threads of the measurements between epochs
     * @param progress hears of each epoch
     */
    public Hardener(Torch torch, HardeningPlan plan, int threads, Consumer<HardeningProgress> progress) {
        this.torch = torch;
        this.plan = plan;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Hardens the network of a study.
     *
     * @param study whose search images judge the network
     * @param teacher whose class scores the network follows: usually the same one, before any hardening
     * @param training images to learn from
     * @param checkpoint where the state after each epoch goes, and from where the training goes on if it is there
     */
    public Hardened harden(Study study, Network teacher, Dataset training, Path checkpoint) throws IOException {
        TrainedNetwork original = NetworkImporter.of(study.network());
        StoredRanges ranges;
        RobustAccuracy before;
        try (SearchAccuracy accuracy = new SearchAccuracy(study, threads)) {
            ranges = StoredRanges.of(original.graph(), accuracy.calibrated(), plan.layers());
            before = RobustAccuracy.of(accuracy, plan);
        }
        progress.accept(HardeningProgress.before(plan, before));
        if (plan.epochs() == 0) {
            return new Hardened(original, 0, before.robustTop1(), before.robustTop1());
        }
        NetworkGraph graph = ActivationClipping.apply(original.graph(), ranges);
        Checkpoint saved = new Checkpoint(checkpoint, identity(study, teacher, training));
        TrainedNetwork clipped = new TrainedNetwork(graph, original.parameters());
        try (HardeningStep step = new HardeningStep(torch, plan, clipped, ranges, NetworkImporter.of(teacher))) {
            HardeningRun run = new HardeningRun(plan, step, training, study.preprocessing());
            HardeningState state = saved.load(graph).orElseGet(() -> start(step, study));
            while (state.epochs() < plan.epochs()) {
                state = epoch(run, step, state, study, before);
                saved.save(state);
            }
            return new Hardened(state.best(), state.bestEpoch(), before.robustTop1(), state.bestTop1());
        }
    }

    private HardeningState start(HardeningStep step, Study study) {
        TrainedNetwork now = step.network();
        return new HardeningState(
                0, 0, now, step.velocities(), now, 0, measured(now, study).robustTop1());
    }

    /** The state after one more epoch, or, where that diverged, the same one to be tried at a lower learning rate. */
    private HardeningState epoch(
            HardeningRun run, HardeningStep step, HardeningState state, Study study, RobustAccuracy before) {
        long start = System.nanoTime();
        OptionalDouble loss = run.epoch(state);
        double trained = (System.nanoTime() - start) * SECONDS;
        TrainedNetwork network = step.network();
        RobustAccuracy now = loss.isEmpty() ? new RobustAccuracy(0, 0) : measured(network, study);
        double whole = (System.nanoTime() - start) * SECONDS;
        boolean diverged = loss.isEmpty() || now.cleanTop1() < DIVERGED * before.cleanTop1();
        HardeningState next =
                diverged ? run.rolledBack(state) : state.next(network, step.velocities(), now.robustTop1());
        progress.accept(new HardeningProgress(
                state.epochs() + 1,
                plan.epochs(),
                diverged,
                loss.orElse(Double.NaN),
                run.bitErrorRate(state.epochs()),
                now.cleanTop1(),
                now.robustTop1(),
                run.images() / trained,
                whole * (plan.epochs() - next.epochs())));
        return next;
    }

    private RobustAccuracy measured(TrainedNetwork network, Study study) {
        return RobustAccuracy.of(network, study, plan, threads);
    }

    /** SHA-256 of all that the result depends on. */
    private String identity(Study study, Network teacher, Dataset training) {
        String all = String.join(
                "\n",
                plan.toString(),
                study.network().sha256(),
                teacher.sha256(),
                study.data().sha256(),
                training.sha256(),
                Long.toString(study.seed()),
                study.preprocessing().scale()
                        + Arrays.toString(study.preprocessing().mean())
                        + Arrays.toString(study.preprocessing().std()),
                study.search().weightScales().toString());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
