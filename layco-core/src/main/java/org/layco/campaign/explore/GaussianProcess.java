package org.layco.campaign.explore;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * A Gaussian process over the points of a grid: constant mean, slopes along the axes that have an order, and a Matérn 5/2 kernel with a
 * length for every axis (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, eq. 2.25, 2.40, 4.17, 5.8).
 * Lengths, slopes and noise are the most probable ones on a lattice; mean and variance have closed forms.
 */
final class GaussianProcess {
    /** Candidate lengths; every axis is one long. */
    private static final double[] LENGTHS = {0.25, 0.5, 1, 2, 4, 8, 16};

    /** Candidate shares of the variance that neighbours do not explain. */
    private static final double[] NOISES = {1e-4, 1e-3, 1e-2, 1e-1};

    /** Candidate variances of a slope along an axis, over that of the rest. */
    private static final double[] TRENDS = {0, 0.1, 0.3, 1, 3};

    /** Lengths are log-normal a priori, around this and so wide: an axis matters unless the values say it does not. */
    private static final double USUAL_LENGTH = 3;

    private static final double LENGTH_SPREAD = 1;

    private static final int SWEEPS = 3;

    /** Lengths are fitted to at most so many points, evenly chosen: the time grows with their third power. */
    private static final int MOST_FITTED = 200;

    private static final double LEAST_VARIANCE = 1e-9;

    private static final double ROOT5 = Math.sqrt(5);

    private final Coordinates grid;
    private final int[] points;
    private final double[] lengths;
    private final double trend;

    /** Lower triangle whose square is the kernel matrix. */
    private final DMatrixRMaj triangle;

    private final double[] weights;
    private final double mean;
    private final double variance;

    private GaussianProcess(
            Coordinates grid, int[] points, double[] values, double[] lengths, double trend, double noise) {
        this.grid = grid;
        this.points = points;
        this.lengths = lengths;
        this.trend = trend;
        int n = points.length;
        DMatrixRMaj kernel = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            kernel.set(i, i, kernel(points[i], points[i]) + noise);
            for (int j = 0; j < i; j++) {
                double k = kernel(points[i], points[j]);
                kernel.set(i, j, k);
                kernel.set(j, i, k);
            }
        }
        CholeskyDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.chol(n, true);
        if (!decomposition.decompose(kernel)) {
            throw new IllegalStateException("The kernel of %d points is not positive definite.".formatted(n));
        }
        triangle = decomposition.getT(null);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] solvedOnes = solve(ones);
        double[] solvedValues = solve(values);
        mean = Arrays.stream(solvedValues).sum() / Arrays.stream(solvedOnes).sum();
        weights = new double[n];
        double fit = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = solvedValues[i] - mean * solvedOnes[i];
            fit += (values[i] - mean) * weights[i];
        }
        variance = Math.max(fit / n, LEAST_VARIANCE);
    }

    /**
     * What is expected at a point.
     *
     * @param mean most likely value
     * @param deviation its scale: a standard deviation but for what few points leave open
     * @param degreesOfFreedom of the t distribution that it has because the variance is estimated too
     */
    record Forecast(double mean, double deviation, int degreesOfFreedom) {
        /** Probability, 0..1, of a value that is at most this. */
        double cumulative(double value) {
            return TDistribution.of(degreesOfFreedom).cumulativeProbability((value - mean) / deviation);
        }
    }

    /** The process that explains values at some points of a grid best. */
    static GaussianProcess fit(Coordinates grid, int[] points, double[] values) {
        int step = (points.length + MOST_FITTED - 1) / MOST_FITTED;
        int[] some =
                IntStream.range(0, points.length).filter(i -> i % step == 0).toArray();
        int[] fitted = Arrays.stream(some).map(i -> points[i]).toArray();
        double[] seen = Arrays.stream(some).mapToDouble(i -> values[i]).toArray();
        double[] lengths = new double[grid.axes()];
        Arrays.fill(lengths, USUAL_LENGTH);
        double noise = NOISES[1];
        double trend = TRENDS[1];
        double best = new GaussianProcess(grid, fitted, seen, lengths, trend, noise).logPosterior();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int axis = 0; axis < lengths.length; axis++) {
                for (double length : LENGTHS) {
                    double[] tried = lengths.clone();
                    tried[axis] = length;
                    double posterior = new GaussianProcess(grid, fitted, seen, tried, trend, noise).logPosterior();
                    if (posterior > best) {
                        best = posterior;
                        lengths = tried;
                    }
                }
            }
            for (double tried : TRENDS) {
                double posterior = new GaussianProcess(grid, fitted, seen, lengths, tried, noise).logPosterior();
                if (posterior > best) {
                    best = posterior;
                    trend = tried;
                }
            }
            for (double tried : NOISES) {
                double posterior = new GaussianProcess(grid, fitted, seen, lengths, trend, tried).logPosterior();
                if (posterior > best) {
                    best = posterior;
                    noise = tried;
                }
            }
        }
        return new GaussianProcess(grid, points, values, lengths, trend, noise);
    }

    /** The value to expect at a point of the grid, and its standard deviation. */
    Forecast at(int point) {
        int n = points.length;
        double[] whitened = new double[n];
        double expected = mean;
        for (int i = 0; i < n; i++) {
            whitened[i] = kernel(point, points[i]);
            expected += whitened[i] * weights[i];
        }
        TriangularSolver_DDRM.solveL(triangle.data, whitened, n);
        double explained = Arrays.stream(whitened).map(w -> w * w).sum();
        return new Forecast(
                expected,
                Math.sqrt(variance * Math.max(LEAST_VARIANCE, kernel(point, point) - explained)),
                Math.max(1, n - 1));
    }

    private double logPosterior() {
        int n = points.length;
        double logDeterminant = 0;
        for (int i = 0; i < n; i++) {
            logDeterminant += 2 * Math.log(triangle.get(i, i));
        }
        double prior = 0;
        for (double length : lengths) {
            double z = Math.log(length / USUAL_LENGTH) / LENGTH_SPREAD;
            prior -= z * z / 2;
        }
        return prior - (n * Math.log(variance) + logDeterminant) / 2;
    }

    private double kernel(int one, int other) {
        double square = 0;
        for (int axis = 0; axis < lengths.length; axis++) {
            double d = grid.distance(axis, one, other) / lengths[axis];
            square += d * d;
        }
        double r = ROOT5 * Math.sqrt(square);
        return (1 + r + r * r / 3) * Math.exp(-r) + trend * grid.product(one, other);
    }

    private double[] solve(double[] right) {
        double[] solution = right.clone();
        TriangularSolver_DDRM.solveL(triangle.data, solution, solution.length);
        TriangularSolver_DDRM.solveTranL(triangle.data, solution, solution.length);
        return solution;
    }
}
