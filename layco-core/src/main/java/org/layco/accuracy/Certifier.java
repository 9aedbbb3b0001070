package org.layco.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.layco.inference.Trial;

/**
 * Certifies the accuracy of a plan on held-out images. Every run of {@link #certify} has a chip of its own, so that the
 * per-image losses are independent and identically distributed over (image, chip) and the bound covers both populations;
 * a few chips shared by all images would leave the spread between chips uncovered. Losses are accumulated in the order
 * of the images, whatever the batch size and however the runner spreads its work.
 */
public final class Certifier {
    /** When to stop. */
    public enum Stopping {
        /** After all images: the tightest bound. */
        AFTER_ALL_IMAGES,
        /** After the batch in which the limit is ruled out. */
        WHEN_MET
    }

    /** Which chip a run of an image is on. */
    private interface Assignment {
        Trial trial(int image, int replicate);
    }

    private final AccuracyGuarantee guarantee;
    private final int replicates;
    private final int batchImages;
    private final Stopping stopping;

    /**
     * A certifier.
     *
     * @param replicates runs per image, each on a chip of its own; more lower the variance that errors cause
     * @param batchImages images given to the runner at once
     */
    public Certifier(AccuracyGuarantee guarantee, int replicates, int batchImages, Stopping stopping) {
        if (replicates < 1 || replicates > Trial.MAX_REPLICATES || batchImages < 1) {
            throw new IllegalArgumentException("replicates (%d) must lie in [1, %d] and batchImages (%d) be positive."
                    .formatted(replicates, Trial.MAX_REPLICATES, batchImages));
        }
        this.guarantee = guarantee;
        this.replicates = replicates;
        this.batchImages = batchImages;
        this.stopping = stopping;
    }

    /**
     * Certifies the mean loss over images and chips.
     *
     * @param images certification images that nothing was tuned on, in hashed order, at least one
     * @param floatRight whether the float network is right, by index in the data set
     * @param expectedVariance of the per-image loss, in (0, 1], from other images ({@link
     *     PairedLoss#expectedVariance}); sizes the bets, never the validity
     * @param plan runs the plan
     */
    public AccuracyEstimate certify(int[] images, boolean[] floatRight, double expectedVariance, TrialRunner plan) {
        return certify(images, floatRight, expectedVariance, plan, Trial::onFreshChip);
    }

    /**
     * Certifies the mean loss of a single chip over images: a statement about that chip only.
     *
     * @param chip number of the chip, at least 0
     */
    public AccuracyEstimate certifyChip(
            int chip, int[] images, boolean[] floatRight, double expectedVariance, TrialRunner plan) {
        return certify(
                images, floatRight, expectedVariance, plan, (image, replicate) -> Trial.onChip(image, replicate, chip));
    }

    private AccuracyEstimate certify(
            int[] images, boolean[] floatRight, double expectedVariance, TrialRunner plan, Assignment assignment) {
        if (images.length == 0) {
            throw new IllegalArgumentException("No images to certify on. Use more data.");
        }
        BettingBound bound = new BettingBound(guarantee, Bets.planned(guarantee, images.length, expectedVariance));
        boolean[] floatOutcomes = new boolean[images.length];
        double[] planOutcomes = new double[images.length];
        int done = 0;
        OptionalInt imagesToMeet = OptionalInt.empty();
        while (done < images.length && !(bound.met() && stopping == Stopping.WHEN_MET)) {
            int end = Math.min(images.length, done + batchImages);
            boolean[] right = run(plan, trials(images, done, end, assignment));
            for (int r = 0; done < end; done++, r += replicates) {
                floatOutcomes[done] = floatRight[images[done]];
                planOutcomes[done] = shareRight(right, r);
                bound.add((floatOutcomes[done] ? 1 : 0) - planOutcomes[done]);
                if (bound.met() && imagesToMeet.isEmpty()) {
                    imagesToMeet = OptionalInt.of(done + 1);
                }
            }
        }
        return estimate(bound, Arrays.copyOf(floatOutcomes, done), Arrays.copyOf(planOutcomes, done), imagesToMeet);
    }

    private List<Trial> trials(int[] images, int from, int to, Assignment assignment) {
        List<Trial> trials = new ArrayList<>((to - from) * replicates);
        for (int i = from; i < to; i++) {
            for (int replicate = 0; replicate < replicates; replicate++) {
                trials.add(assignment.trial(images[i], replicate));
            }
        }
        return trials;
    }

    private static boolean[] run(TrialRunner plan, List<Trial> trials) {
        boolean[] right = plan.right(trials);
        if (right.length != trials.size()) {
            throw new IllegalStateException(
                    "The runner gave %d outcomes for %d trials.".formatted(right.length, trials.size()));
        }
        return right;
    }

    private double shareRight(boolean[] right, int from) {
        int count = 0;
        for (int r = from; r < from + replicates; r++) {
            count += right[r] ? 1 : 0;
        }
        return (double) count / replicates;
    }

    private AccuracyEstimate estimate(
            BettingBound bound, boolean[] floatOutcomes, double[] planOutcomes, OptionalInt imagesToMeet) {
        int floatRight = 0;
        double planRight = 0;
        for (int i = 0; i < planOutcomes.length; i++) {
            floatRight += floatOutcomes[i] ? 1 : 0;
            planRight += planOutcomes[i];
        }
        PairedLoss loss = PairedLoss.of(floatOutcomes, planOutcomes);
        // The tightest bound of all moments may lie below the final mean; a bound that contradicts it convinces nobody.
        double upperBoundPp = Math.max(bound.upperBoundPp(), loss.lossPp());
        boolean met = bound.met() && upperBoundPp <= guarantee.limitPp();
        return new AccuracyEstimate(
                guarantee,
                loss,
                (double) floatRight / planOutcomes.length,
                planRight / planOutcomes.length,
                upperBoundPp,
                (long) replicates * planOutcomes.length,
                met,
                met ? imagesToMeet : OptionalInt.empty(),
                bound.maxLogWealth());
    }
}
