package org.layco.train.harden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.InvalidInputException;
import org.layco.study.LayerTarget;
import org.layco.train.DivergedException;
import org.layco.train.data.Augmentation;
import org.layco.train.graph.Operation;
import org.layco.train.onnx.OnnxWriter;
import org.layco.train.torch.Torch;
import org.layco.train.torch.TorchForTests;

class HardenerTest {
    private static final double BER = 0.01;

    @TempDir
    private static Path directory = Path.of("set by JUnit");

    private static Torch torch = TorchForTests.start();
    private static SyntheticStudy data;

    @BeforeAll
    static void prepare() throws IOException {
        data = SyntheticStudy.in(directory, torch);
    }

    @AfterAll
    static void finish() {
        torch.close();
    }

    /** Stands for a process that is killed. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aNetworkLearnsToTolerateBitErrors() throws IOException {
        List<HardeningProgress> progress = new ArrayList<>();
        Hardener hardener = new Hardener(torch, plan(12, 0.02), 1, progress::add);

        Hardened hardened =
                hardener.harden(data.study(), data.study().network(), data.training(), directory.resolve("learns"));

        assertThat(hardened.after()).isGreaterThan(hardened.before() + 0.1);
        assertThat(progress).hasSize(13);
        assertThat(progress.getLast().bitErrorRate()).isEqualTo(BER);
        assertThat(progress.getLast().cleanTop1()).isGreaterThan(0.95);
        assertThat(progress.getLast().remainingSeconds()).isZero();
        assertThat(hardened.network().graph().nodes())
                .anySatisfy(node -> assertThat(node.operation()).isInstanceOf(Operation.Clip.class));
    }

    @Test
    void aTrainingThatWasKilledGoesOnAsIfItHadNotBeen() throws IOException {
        Hardened whole = new Hardener(torch, plan(3, 0.02), 1, _ -> {})
                .harden(data.study(), data.study().network(), data.training(), directory.resolve("whole"));
        Path checkpoint = directory.resolve("killed");
        Hardener killed = new Hardener(torch, plan(3, 0.02), 1, progress -> {
            if (progress.epoch() == 2) {
                throw new Killed();
            }
        });

        assertThatThrownBy(() -> killed.harden(data.study(), data.study().network(), data.training(), checkpoint))
                .isInstanceOf(Killed.class);
        List<Integer> epochs = new ArrayList<>();
        Hardened resumed = new Hardener(torch, plan(3, 0.02), 1, progress -> epochs.add(progress.epoch()))
                .harden(data.study(), data.study().network(), data.training(), checkpoint);

        assertThat(epochs).containsExactly(0, 2, 3);
        assertThat(new OnnxWriter().write(resumed.network(), Map.of()))
                .isEqualTo(new OnnxWriter().write(whole.network(), Map.of()));
        assertThat(resumed.epoch()).isEqualTo(whole.epoch());
    }

    @Test
    void anEpochThatDivergesIsRepeatedAtALowerLearningRateBeforeTheTrainingIsGivenUp() {
        List<HardeningProgress> progress = new ArrayList<>();
        Hardener hardener = new Hardener(torch, plan(1, 1e6), 1, progress::add);

        assertThatThrownBy(() -> hardener.harden(
                        data.study(), data.study().network(), data.training(), directory.resolve("diverges")))
                .isInstanceOf(DivergedException.class);
        assertThat(progress.stream().filter(HardeningProgress::rolledBack)).hasSize(4);
    }

    @Test
    void noEpochsLeaveTheNetworkAsItIs() throws IOException {
        Hardened same = new Hardener(torch, plan(0, 0.02), 1, _ -> {})
                .harden(data.study(), data.study().network(), data.training(), directory.resolve("none"));

        assertThat(same.after()).isEqualTo(same.before());
        assertThat(same.network().graph().nodes())
                .noneSatisfy(node -> assertThat(node.operation()).isInstanceOf(Operation.Clip.class));
    }

    @Test
    void refusesTheCheckpointOfAnotherTrainingAndADamagedOne() throws IOException {
        Path checkpoint = directory.resolve("other");
        new Hardener(torch, plan(1, 0.02), 1, _ -> {})
                .harden(data.study(), data.study().network(), data.training(), checkpoint);

        Hardener other = new Hardener(torch, plan(1, 0.01), 1, _ -> {});
        assertThatThrownBy(() -> other.harden(data.study(), data.study().network(), data.training(), checkpoint))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("belongs to a training with other settings");
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint, bytes);
        Hardener same = new Hardener(torch, plan(1, 0.02), 1, _ -> {});
        assertThatThrownBy(() -> same.harden(data.study(), data.study().network(), data.training(), checkpoint))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is damaged");
    }

    private static HardeningPlan plan(int epochs, double learningRate) {
        return new HardeningPlan(
                Collections.nCopies(5, LayerTarget.of(4, 4, BER)),
                epochs,
                HardeningPlan.WHOLE_PASS,
                32,
                learningRate,
                0.9,
                1e-4,
                new Distillation(0.5, 2),
                new Augmentation(false, 1),
                3,
                1);
    }
}
