package org.layco.device;

import java.util.Arrays;

/**
 * The straight line y = intercept + slope x of least squared error in y through measured points.
 *
 * @param points how many there were, at least 3
 * @param intercept y at x = 0
 * @param slope change of y with x
 * @param rSquared share, 0..1, of the variance of y that the line explains; 1 if y does not vary
 * @param residual standard deviation of the points about the line, in y, with n - 2 degrees of freedom
 * @param from least x of a point
 * @param to greatest x of a point
 */
public record LinearFit(
        int points, double intercept, double slope, double rSquared, double residual, double from, double to) {
    /** Fewest points through which a line says anything about its error. */
    public static final int FEWEST_POINTS = 3;

    /** Fits the points (x[i], y[i]); throws if there are fewer than three, or all at one x. */
    public static LinearFit of(double[] x, double[] y) {
        int n = x.length;
        if (n < FEWEST_POINTS || y.length != n) {
            throw new IllegalArgumentException(
                    "%d points are too few to judge a line by. Give at least %d.".formatted(n, FEWEST_POINTS));
        }
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double from = x[0];
        double to = x[0];
        for (int i = 0; i < n; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
            from = Math.min(from, x[i]);
            to = Math.max(to, x[i]);
        }
        if (from == to) {
            throw new IllegalArgumentException(
                    "All %d points lie at %s. A fit needs at least two different values.".formatted(n, from));
        }
        double slope = xy / xx;
        double unexplained = Math.max(0, yy - slope * xy);
        return new LinearFit(
                n,
                meanY - slope * meanX,
                slope,
                yy == 0 ? 1 : 1 - unexplained / yy,
                Math.sqrt(unexplained / (n - 2)),
                from,
                to);
    }

    /** The decimal logarithm of every value. */
    public static double[] log10(double[] values) {
        return Arrays.stream(values).map(Math::log10).toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
