package org.layco.device;

import java.util.List;

/**
 * The levels of a multi-level cell as normal distributions of what a programmed level reads as. The read threshold between
 * two neighbours is where their densities are equal, as in nvmFI (Pentecost et al., NVMExplorer, HPCA 2022); a level is misread
 * as a neighbour with the probability beyond that threshold.
 *
 * @param levels in ascending order of their means, 2..256 of them and a power of two
 */
public record LevelGaussians(List<Level> levels) {
    private static final int MAX_LEVELS = 256;

    /**
     * One level.
     *
     * @param mean of the value read, in any unit that all levels share
     * @param sd standard deviation, positive, in that unit
     */
    public record Level(double mean, double sd) {
        public Level {
            if (!(Double.isFinite(mean) && sd > 0 && sd < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "A level needs a finite mean (%s) and a positive sd (%s).".formatted(mean, sd));
            }
        }
    }

    public LevelGaussians {
        levels = List.copyOf(levels);
        if (levels.size() < 2 || levels.size() > MAX_LEVELS || Integer.bitCount(levels.size()) != 1) {
            throw new IllegalArgumentException(
                    "A cell has 2, 4, 8, ... or %d levels, not %d.".formatted(MAX_LEVELS, levels.size()));
        }
        for (int i = 1; i < levels.size(); i++) {
            // Throws unless the densities cross between the means.
            threshold(levels.get(i - 1), levels.get(i));
        }
    }

    /** Bits that a cell holds: log2 of the number of levels. */
    public int cellBits() {
        return Integer.numberOfTrailingZeros(levels.size());
    }

    /** Read threshold between a level, 0..n-2, and the next, in the unit of the means. */
    public double threshold(int level) {
        return threshold(levels.get(level), levels.get(level + 1));
    }

    /** Probability that a level is read one level up; 0 for the highest. */
    public double up(int level) {
        return level == levels.size() - 1 ? 0 : beyond(levels.get(level), threshold(level));
    }

    /** Probability that a level is read one level down; 0 for the lowest. */
    public double down(int level) {
        return level == 0 ? 0 : beyond(levels.get(level), threshold(level - 1));
    }

    private static double beyond(Level level, double threshold) {
        return NormalDistribution.cumulative(-Math.abs(threshold - level.mean) / level.sd);
    }

    /** The root between the means of the quadratic that equal densities give, by a form that bears equal sds. */
    private static double threshold(Level low, Level high) {
        double distance = high.mean - low.mean;
        double ratio = StrictMath.log(high.sd / low.sd);
        double lowVariance = low.sd * low.sd;
        double highVariance = high.sd * high.sd;
        // With x counted from the lower mean: x^2/lowVariance = (x - distance)^2/highVariance + 2 ratio.
        double square = highVariance - lowVariance;
        double constant = lowVariance * (distance * distance + 2 * highVariance * ratio);
        double root = Math.sqrt(lowVariance * distance * lowVariance * distance + square * constant);
        double x = constant / (lowVariance * distance + root);
        if (!(distance > 0 && x > 0 && x < distance)) {
            throw new IllegalArgumentException(
                    "Levels %s and %s cannot be told apart: their densities do not cross between their means."
                            .formatted(low, high));
        }
        return low.mean + x;
    }
}
