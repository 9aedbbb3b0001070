package org.layco.search;

/** What one solve minimises; every {@link Objective} takes one or several. */
sealed interface Goal {
    /**
     * A weighted sum.
     *
     * @param perJoule weight of energy
     * @param perSecond weight of latency
     * @param perSquareMetre weight of area
     */
    record Sum(double perJoule, double perSecond, double perSquareMetre) implements Goal {
        @Override
        public double cost(SurrogateProblem problem, SurrogateSolution solution) {
            PlanFigures figures = solution.figures();
            return perJoule * figures.energyJoules()
                    + perSecond * figures.latencySeconds()
                    + perSquareMetre * figures.areaSquareMetres();
        }
    }

    /**
     * The longest lifetime, by W. Dinkelbach's method (Management Science 13, 1967): with f the least, over maps and psums,
     * of (cells - inferences x wear) / unit, a plan with f > 0 outlasts {@code inferences}, and if no f exceeds f* none
     * outlasts them by more than the factor 1 + f*.
     *
     * @param inferences that some plan is known to reach
     * @param mapUnit cells that {@code inferences} wear out at least, of feature maps
     * @param psumUnit the same of partial sums
     */
    record Outlast(double inferences, double mapUnit, double psumUnit) implements Goal {
        @Override
        public double cost(SurrogateProblem problem, SurrogateSolution solution) {
            return -Math.min(
                    (problem.limits().featureMapCells() - inferences * solution.mapWear(problem)) / mapUnit,
                    (solution.psumCells(problem) - inferences * solution.psumWear(problem)) / psumUnit);
        }
    }

    /** The value of a solution, the lower the better. */
    double cost(SurrogateProblem problem, SurrogateSolution solution);
}
