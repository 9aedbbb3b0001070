package org.layco.study;

import java.util.Arrays;
import java.util.BitSet;
import org.layco.accuracy.ImageInput;
import org.layco.inference.Evaluator;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.Workers;
import org.layco.network.Network;
import org.layco.search.Scores;

/** The network that accuracy is lost against where the study's own has been retrained: the original, before any hardening. */
public sealed interface Reference {
    /** SHA-256 of the original's ONNX file, lower-case hex. */
    String sha256();

    /** The original is not at hand, but which images it gets right is on record. */
    record Recorded(String sha256, BitSet right) implements Reference {
        public Recorded {
            right = (BitSet) right.clone();
        }
    }

    /** The original itself. */
    record Original(Network network) implements Reference {
        @Override
        public String sha256() {
            return network.sha256();
        }
    }

    /**
     * Whether the original gets each image of a study right, by index in the data set.
     *
     * @param study whose data and preprocessing it takes
     * @param threads of the inference, if it takes one
     */
    default boolean[] right(Study study, int threads) {
        int images = study.data().images();
        return switch (this) {
            case Recorded recorded -> {
                boolean[] answers = new boolean[images];
                recorded.right().stream().forEach(image -> answers[image] = true);
                yield answers;
            }
            case Original(Network network) -> {
                ImageInput input = new ImageInput(study.data(), study.preprocessing(), network.inputShape());
                int[] all = new int[images];
                Arrays.setAll(all, i -> i);
                try (Workers workers = new Workers(OnnxRuntime.start(), network, threads)) {
                    yield Scores.right(
                            new Evaluator(workers, network, input::fill).floatScores(all),
                            network.classes(),
                            study.data().labels());
                }
            }
        };
    }
}
