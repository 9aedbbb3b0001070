package org.layco.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layco.activity.LayerStatistics;
import org.layco.cost.CostModel;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.Liveness;
import org.layco.network.Network;
import org.layco.network.reference.ReferenceNetworks;
import org.layco.search.CostTerms;
import org.layco.search.ExactSolver;
import org.layco.search.GreedyMapper;
import org.layco.search.Objective;
import org.layco.search.SurrogateBuilder;
import org.layco.search.SurrogateProblem;
import org.layco.search.SurrogateSolution;

/**
 * Times the exact placement of ResNet-152 for each objective: real shapes, liveness and costs, synthetic tolerance. The budget
 * is deterministic time, so that the gap does not depend on the machine; needs no data.
 */
final class PlacementTiming {
    /** The rows, for {@code --only}. */
    static final String NAME = "placement";

    private static final String NETWORK = "resnet152";
    private static final double MUST_SECONDS = 60;
    private static final double MUST_GAP = 0.01;
    private static final int PARTITIONS = 8;
    private static final double LOWEST_VOLTS = 1.47;
    private static final double HIGHEST_VOLTS = 1.66;
    private static final int EIGHT_BITS = 8;
    private static final double LOSS_BUDGET_PP = 1;
    private static final double DETERMINISTIC_SECONDS = 20;
    private static final long SEED = 1;
    private static final double NANOS = 1e9;

    private PlacementTiming() {}

    /** One row for each objective. */
    static List<TimedRow> rows() {
        SurrogateProblem problem = problem();
        List<TimedRow> rows = new ArrayList<>();
        for (Objective objective : Objective.values()) {
            rows.add(row(problem.with(objective)));
        }
        return rows;
    }

    private static TimedRow row(SurrogateProblem problem) {
        long started = System.nanoTime();
        SurrogateSolution solution = new ExactSolver(DETERMINISTIC_SECONDS).solve(problem);
        double seconds = (System.nanoTime() - started) / NANOS;
        Objective objective = problem.objective();
        double greedy = objective.cost(GreedyMapper.map(problem).orElseThrow().figures());
        return new PlacementRow(
                NAME + "_" + objective.key(),
                seconds,
                MUST_SECONDS,
                solution.relativeGap(),
                MUST_GAP,
                NETWORK,
                problem.maps().size() + 2 * problem.layers().size(),
                problem.voltages().size(),
                PARTITIONS,
                greedy / objective.cost(solution.figures()));
    }

    private static SurrogateProblem problem() {
        HardwareLibrary library = HardwareLibrary.shipped();
        Accelerator accelerator = library.accelerator("layco", Style.CASCADE);
        MemoryCell cell = library.cell("default");
        Network network = ReferenceNetworks.find(NETWORK).orElseThrow();
        Liveness liveness = Liveness.of(network);
        List<Double> voltages = cell.voltages().stream()
                .filter(volts -> volts >= LOWEST_VOLTS && volts <= HIGHEST_VOLTS)
                .toList();
        CostTerms terms =
                new CostTerms(new CostModel(accelerator, cell), network, (_, _, _) -> LayerStatistics.DEFAULT);
        long cells = SurrogateBuilder.featureMapCells(
                liveness, (FeatureMapBuffer.Rram) accelerator.featureMaps(), EIGHT_BITS);
        return new SurrogateBuilder(
                        network,
                        liveness,
                        SyntheticTolerance.of(network, liveness, SEED),
                        terms,
                        accelerator,
                        cell,
                        voltages)
                .build(
                        new SurrogateProblem.Limits(LOSS_BUDGET_PP, PARTITIONS, cells, Optional.empty()),
                        Objective.ENERGY);
    }
}
