package org.layco.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.layco.accuracy.Dataset;
import org.layco.network.Network;

/**
 * Co-optimisation with training: measure what the network tolerates, solve, train it for fewer bits and higher error rates than
 * those of the plan, which it tolerates already, and again, until the energy of the best plan stops falling or the budget ends. Sees search images only; certifying
 * the network that it ends with is {@link CoOptimizer}'s.
 */
public final class Boosting {
    /** Energy has stopped falling when a round saves less than this share of it. */
    private static final double LEAST_GAIN = 0.01;

    /** Bits of weights and inputs that training takes from those of the plan, but for the last two. */
    private static final int FEWER_BITS = 1;

    private static final int FEWEST_BITS = 3;

    /** Training meets so many times the error rates of the plan. */
    private static final double MORE_ERRORS = 10;

    private final Resources resources;
    private final Progress progress;
    private final NetworkTrainer trainer;
    private final Dataset training;
    private final Budget budget;
    private final Path work;

    /**
     * How much may be trained.
     *
     * @param rounds at most, at least 1
     * @param steps of a round, at least 1
     */
    public record Budget(int rounds, int steps) {
        public Budget {
            if (rounds < 1 || steps < 1) {
                throw new IllegalArgumentException(
                        "%d rounds of %d steps train nothing. Give at least 1 of both.".formatted(rounds, steps));
            }
        }
    }

    /**
     * What boosting ends with.
     *
     * @param study about the best network, whose accuracy is lost against the one that was given
     * @param onnx file of that network; absent if the one given stayed the best
     * @param rounds all, in order
     */
    public record Boosted(Study study, Optional<byte[]> onnx, List<BoostRound> rounds) {
        public Boosted {
            rounds = List.copyOf(rounds);
        }
    }

    /** A network with its best plan. */
    private record Candidate(Study study, Optional<byte[]> onnx, PointRecord found) {
        double energyJ() {
            return found.planCost().energyJ();
        }

        boolean betterThan(Candidate other) {
            if (found.accuracy().acceptable() != other.found.accuracy().acceptable()) {
                return found.accuracy().acceptable();
            }
            return energyJ() < (1 - LEAST_GAIN) * other.energyJ();
        }
    }

    /**
     * A co-optimisation.
     *
     * @param training images to learn from
     * @param work directory for the states of trainings, from which an interrupted one goes on
     */
    public Boosting(
            Resources resources,
            Progress progress,
            NetworkTrainer trainer,
            Dataset training,
            Budget budget,
            Path work) {
        this.resources = resources;
        this.progress = progress;
        this.trainer = trainer;
        this.training = training;
        this.budget = budget;
        this.work = work;
    }

    /** Runs rounds on a study. */
    public Boosted run(Study study) {
        Network teacher = study.network();
        Candidate best = measured(study, Optional.empty(), 0);
        List<BoostRound> rounds = new ArrayList<>();
        double unharmed = best.found().accuracy().floatTop1();
        rounds.add(round(0, 0, unharmed, unharmed, best, true));
        for (int number = 1; number <= budget.rounds(); number++) {
            NetworkTrainer.Retrained retrained = trainer.train(
                    best.study(),
                    teacher,
                    training,
                    targets(best.found()).stream().map(Boosting::beyond).toList(),
                    budget.steps(),
                    work.resolve("round-%d.checkpoint".formatted(number)),
                    resources.threads(),
                    progress);
            Candidate next = measured(best.study().with(retrained.network()), Optional.of(retrained.onnx()), number);
            boolean better = next.betterThan(best);
            rounds.add(round(number, budget.steps(), retrained.before(), retrained.after(), next, better));
            if (!better) {
                break;
            }
            best = next;
        }
        return new Boosted(best.study(), best.onnx(), rounds);
    }

    private Candidate measured(Study study, Optional<byte[]> onnx, int round) {
        progress.stage("round %d of at most %d: tolerance and plan".formatted(round, budget.rounds()), 1);
        try (PointOptimizer optimizer = new PointOptimizer(resources)) {
            PointRecord found = optimizer.search(study, optimizer.characterize(study), Optional.empty());
            progress.step();
            return new Candidate(study, onnx, found);
        }
    }

    /** How the plan stores each layer. */
    private static List<LayerTarget> targets(PointRecord found) {
        return found.plan().layers().stream()
                .map(layer -> new LayerTarget(
                        layer.operands().weight().bits(),
                        layer.operands().input().bits(),
                        layer.operands().weight().bitErrorRate(),
                        layer.operands().input().bitErrorRate()))
                .toList();
    }

    private static LayerTarget beyond(LayerTarget layer) {
        return new LayerTarget(
                fewer(layer.weightBits()),
                fewer(layer.inputBits()),
                Math.min(CurveRequest.HIGHEST_RATE, MORE_ERRORS * layer.weightBitErrorRate()),
                Math.min(CurveRequest.HIGHEST_RATE, MORE_ERRORS * layer.inputBitErrorRate()));
    }

    private static int fewer(int bits) {
        return Math.min(bits, Math.max(FEWEST_BITS, bits - FEWER_BITS));
    }

    private static BoostRound round(
            int number, int steps, double before, double after, Candidate candidate, boolean best) {
        List<LayerTarget> layers = targets(candidate.found());
        return new BoostRound(
                number,
                candidate.study().network().sha256(),
                steps,
                before,
                after,
                candidate.energyJ(),
                candidate.found().accuracy().lossPp(),
                mean(layers, LayerTarget::weightBits),
                mean(layers, LayerTarget::inputBits),
                layers.stream()
                        .mapToDouble(LayerTarget::highestBitErrorRate)
                        .max()
                        .orElse(0),
                candidate.found().accuracy().acceptable(),
                best);
    }

    private static double mean(List<LayerTarget> layers, ToDoubleFunction<LayerTarget> of) {
        return layers.stream().mapToDouble(of).average().orElse(0);
    }
}
