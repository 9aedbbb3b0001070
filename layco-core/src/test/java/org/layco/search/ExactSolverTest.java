package org.layco.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.layco.search.SurrogateSolution.Status;

class ExactSolverTest {
    private static final double GAP = 1.0011e-3;

    @ParameterizedTest
    @EnumSource(Objective.class)
    void aSolutionCostsNoMoreThanAnyOtherFoundByEnumeration(Objective objective) {
        int found = 0;
        for (int seed = 0; seed < 25; seed++) {
            SurrogateProblem problem = RandomPlacements.of(2, seed, objective);
            SurrogateSolution solution = new ExactSolver(10).solve(problem);
            OptionalDouble least = ExhaustivePlacement.least(problem);
            assertThat(solution.found()).as("seed %d", seed).isEqualTo(least.isPresent());
            if (least.isEmpty()) {
                assertThat(solution.status()).isEqualTo(Status.INFEASIBLE);
                continue;
            }
            found++;
            double cost = objective.cost(solution.figures());
            // The gap is proven, so the least cost lies within it.
            assertThat(cost * (1 - solution.relativeGap()))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(least.getAsDouble() * (1 + 1e-6));
            assertThat(cost).as("seed %d", seed).isLessThanOrEqualTo(least.getAsDouble() * (1 + 2 * GAP));
            if (objective == Objective.ENERGY) {
                assertThat(cost).isGreaterThanOrEqualTo(least.getAsDouble() * (1 - 1e-9));
                assertThat(solution.status()).isEqualTo(Status.OPTIMAL);
                assertThat(solution.relativeGap()).isBetween(0.0, GAP);
            }
        }
        assertThat(found).isGreaterThan(10);
    }

    /** Where two voltages cost the same energy, many plans cost the same: the one whose sections last longest is chosen. */
    @Test
    void ofPlansOfEqualEnergyTheOneWhoseSectionsLastLongestIsChosen() {
        int differed = 0;
        for (int seed = 0; seed < 25; seed++) {
            SurrogateProblem problem = RandomPlacements.withEqualEnergies(2, seed);
            ExhaustivePlacement.SectionWear wear = ExhaustivePlacement.sectionWearOfCheapest(problem);
            if (wear.least() < Double.POSITIVE_INFINITY) {
                assertThat(new ExactSolver(10).solve(problem).sectionWear(problem))
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(wear.least() * (1 + 1e-9));
                differed += wear.most() > 1.01 * wear.least() ? 1 : 0;
            }
        }
        assertThat(differed).isGreaterThan(5);
    }

    @Test
    void underARequiredLifetimeASolutionIsStillTheCheapest() {
        int binding = 0;
        for (int seed = 0; seed < 25; seed++) {
            SurrogateProblem free = RandomPlacements.of(2, seed, Objective.ENERGY);
            SurrogateSolution unbound = new ExactSolver(10).solve(free);
            if (!unbound.found()) {
                continue;
            }
            SurrogateProblem problem =
                    free.outlasting(Optional.of(1.15 * unbound.figures().lifetimeInferences()));
            SurrogateSolution solution = new ExactSolver(10).solve(problem);
            OptionalDouble least = ExhaustivePlacement.least(problem);
            assertThat(solution.found()).as("seed %d", seed).isEqualTo(least.isPresent());
            if (least.isPresent()) {
                assertThat(solution.figures().energyJoules())
                        .as("seed %d", seed)
                        .isBetween(least.getAsDouble() * (1 - 1e-6), least.getAsDouble() * (1 + GAP));
                assertThat(solution.meetsLimits(problem)).isTrue();
                binding += solution.figures().energyJoules() > unbound.figures().energyJoules() * (1 + GAP) ? 1 : 0;
            }
        }
        assertThat(binding).isGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource(Objective.class)
    void aSolutionMeetsEveryLimitAndIsNeverWorseThanTheGreedyMapping(Objective objective) {
        int mapped = 0;
        for (int seed = 0; seed < 12; seed++) {
            SurrogateProblem problem = RandomPlacements.of(5, seed, objective);
            // Hardly any time: what is found then counts as well.
            SurrogateSolution solution = new ExactSolver(seed % 2 == 0 ? 0.01 : 2).solve(problem);
            if (solution.found()) {
                assertThat(solution.meetsLimits(problem)).isTrue();
                assertThat(solution.relativeGap()).isBetween(0.0, 1.0);
            }
            Optional<SurrogateSolution> greedy = GreedyMapper.map(problem);
            if (greedy.isPresent()) {
                mapped++;
                assertThat(greedy.get().meetsLimits(problem)).isTrue();
                // Of the longest lives, the last part in a thousand is given for energy.
                double slack = objective == Objective.LIFETIME ? GAP : 1e-12;
                assertThat(objective.cost(solution.figures()))
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(objective.cost(greedy.get().figures()) * (1 + slack));
            }
        }
        assertThat(mapped).isGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource(Objective.class)
    void theSameProblemIsSolvedTheSameWayTwice(Objective objective) {
        SurrogateProblem problem = RandomPlacements.of(8, 7, objective);
        SurrogateSolution once = new ExactSolver(1).solve(problem);
        assertThat(once.found()).isTrue();
        assertThat(new ExactSolver(1).solve(problem)).isEqualTo(once);
    }

    @Test
    void aBudgetThatNothingMeetsIsInfeasible() {
        assertThat(new ExactSolver(1)
                        .solve(RandomPlacements.of(2, 1, Objective.ENERGY).withLossBudget(1e-6))
                        .status())
                .isEqualTo(Status.INFEASIBLE);
    }

    @Test
    void withNoTimeAtAllTheGreedyMappingIsTheLeastThatComesBack() {
        SurrogateProblem problem = RandomPlacements.of(8, 7, Objective.ENERGY);
        SurrogateSolution solution = new ExactSolver(0).solve(problem);
        assertThat(solution.found()).isTrue();
        assertThat(solution.figures().energyJoules())
                .isLessThanOrEqualTo(
                        GreedyMapper.map(problem).orElseThrow().figures().energyJoules());
    }
}
