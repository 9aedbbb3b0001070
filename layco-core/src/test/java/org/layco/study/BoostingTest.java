package org.layco.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.layco.EmbeddedStudy;
import org.layco.accuracy.Dataset;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.network.Network;

/** Rounds with trainers that do not train: another network, or the same one. */
class BoostingTest {
    private static final Study RESNET = study();
    private static final Network LENET = EmbeddedStudy.of("fashion_lenet5").network();

    /** Gives the networks in order, and remembers what it was asked for. */
    private static final class Networks implements NetworkTrainer {
        private final List<Network> networks;
        private final List<List<LayerTarget>> asked = new ArrayList<>();
        private final List<String> teachers = new ArrayList<>();

        Networks(Network... networks) {
            this.networks = new ArrayList<>(List.of(networks));
        }

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
            asked.add(layers);
            teachers.add(teacher.name());
            return new Retrained(networks.removeFirst(), new byte[] {(byte) asked.size()}, 0.5, 0.6);
        }
    }

    @Test
    void aNetworkThatNeedsLessEnergyIsKeptAndTheFirstThatDoesNotEndsIt() {
        // LeNet-5 needs a fraction of ResNet-8's energy; a second time it saves nothing more.
        Networks trainer = new Networks(LENET, LENET);
        Boosting.Boosted boosted = boosted(RESNET, trainer, 5);

        assertThat(boosted.rounds()).extracting(BoostRound::best).containsExactly(true, true, false);
        assertThat(boosted.rounds()).extracting(BoostRound::steps).containsExactly(0, 7, 7);
        assertThat(boosted.rounds().get(1).energyJ())
                .isLessThan(boosted.rounds().getFirst().energyJ() / 2);
        assertThat(boosted.study().network().name()).isEqualTo(LENET.name());
        assertThat(boosted.onnx()).hasValueSatisfying(file -> assertThat(file).containsExactly(1));
        assertThat(boosted.study().reference()).contains(new Reference.Original(RESNET.network()));
        assertThat(trainer.teachers).containsOnly(RESNET.network().name());
        assertThat(trainer.asked.get(0)).hasSize(RESNET.network().mvmLayers().size());
        assertThat(trainer.asked.get(1)).hasSize(LENET.mvmLayers().size());
        assertThat(trainer.asked.get(0))
                .anySatisfy(layer -> assertThat(layer.highestBitErrorRate()).isPositive());
    }

    @Test
    void theNetworkStaysWhereTrainingGainsNothing() {
        Boosting.Boosted boosted = boosted(RESNET, new Networks(RESNET.network()), 5);

        assertThat(boosted.rounds()).hasSize(2);
        assertThat(boosted.study()).isEqualTo(RESNET);
        assertThat(boosted.onnx()).isEmpty();
        assertThat(boosted.rounds().get(1).energyJ())
                .isEqualTo(boosted.rounds().get(0).energyJ());
    }

    @Test
    void aBudgetTrainsSomething() {
        assertThatThrownBy(() -> new Boosting.Budget(0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Boosting.Budget(5, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Few images, and a limit that LeNet-5 is within. */
    private static Study study() {
        StudyRequest request = new StudyRequest(
                Optional.of("fashion_resnet8"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(30.0),
                Optional.empty(),
                Optional.empty(),
                Optional.of(600),
                List.of(4, 8),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return StudyLoader.shipped().load(request).study();
    }

    private static Boosting.Boosted boosted(Study study, NetworkTrainer trainer, int rounds) {
        return new Boosting(
                        Resources.ofThreads(2),
                        Progress.SILENT,
                        trainer,
                        study.data(),
                        new Boosting.Budget(rounds, 7),
                        Path.of("unused"))
                .run(study);
    }
}
