package org.layco.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.MapChoice;
import org.layco.search.SurrogateSolution.LayerPick;
import org.layco.search.SurrogateSolution.MapPick;

/**
 * The fine-grained mapping of EDEN (S. Koppula et al., MICRO 2019, algorithm 1), read for RRAM: data are taken in the order of
 * their error tolerance, the least tolerant first, and each goes to the partition of the lowest voltage whose error rate it
 * tolerates and that has room for it.
 *
 * <p>EDEN is given partitions and a precision. Here half of the partitions hold feature maps and half partial sums, at
 * voltages spread evenly up to the highest; every uniform bit-width is tried and the best kept. What quantisation leaves of
 * the loss budget is shared equally: the error rate an operand tolerates is the one at which its loss is its share.
 */
public final class GreedyMapper {
    private final SurrogateProblem problem;

    private GreedyMapper(SurrogateProblem problem) {
        this.problem = problem;
    }

    /** The best mapping of any uniform bit-width that meets the limits, if one does. */
    public static Optional<SurrogateSolution> map(SurrogateProblem problem) {
        GreedyMapper mapper = new GreedyMapper(problem);
        return IntStream.range(0, problem.maps().getFirst().bits().length)
                .mapToObj(mapper::atBits)
                .filter(solution -> solution.meetsLimits(problem))
                .min(Comparator.comparingDouble(solution -> problem.objective().cost(solution.figures())));
    }

    private SurrogateSolution atBits(int b) {
        int psumBits = problem.layers().getFirst().psumBits().length - 1;
        double share = share(b, psumBits);
        int[] mapVoltage = placeMaps(b, share);
        List<MapPick> maps =
                Arrays.stream(mapVoltage).mapToObj(v -> new MapPick(b, v)).toList();
        List<LayerPick> layers = problem.layers().stream()
                .map(layer -> new LayerPick(b, psumBits, lowest(layer.errorLossPp()[b][b], psumVoltages(), share)))
                .toList();
        return SurrogateSolution.of(problem, maps, layers);
    }

    /** Loss from errors that each operand may cause. */
    private double share(int b, int psumBits) {
        double quantization = 0;
        for (MapChoice map : problem.maps()) {
            quantization += map.quantLossPp()[b];
        }
        for (LayerChoice layer : problem.layers()) {
            quantization += layer.weightLossPp()[b] + layer.psumLossPp()[psumBits];
        }
        return (problem.limits().lossBudgetPp() - quantization)
                / (problem.maps().size() + problem.layers().size());
    }

    private int[] placeMaps(int b, double share) {
        int top = problem.voltages().size() - 1;
        List<Integer> order = IntStream.range(0, problem.maps().size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer g) -> -problem.maps().get(g).errorLossPp()[b][0]))
                .toList();
        int[] voltage = new int[order.size()];
        long[][] occupied = new long[top + 1][problem.moments()];
        long[] peaks = new long[top + 1];
        for (int g : order) {
            MapChoice map = problem.maps().get(g);
            voltage[g] = top;
            for (int v : mapVoltages()) {
                if (map.errorLossPp()[b][v] <= share && fits(occupied[v], peaks, map, b, v)) {
                    voltage[g] = v;
                    break;
                }
            }
            peaks[voltage[g]] = add(occupied[voltage[g]], map, b);
        }
        return voltage;
    }

    /** Whether the whole arrays of all partitions still fit once a map is added to one. */
    private boolean fits(long[] occupied, long[] peaks, MapChoice map, int b, int at) {
        long[] after = peaks.clone();
        after[at] = add(occupied.clone(), map, b);
        return Arrays.stream(after)
                        .map(peak -> Math.ceilDiv(peak, problem.hardware().arrayCells()))
                        .sum()
                <= problem.mostArrays();
    }

    /** Adds a map; the peak with it. */
    private static long add(long[] occupied, MapChoice map, int b) {
        long peak = 0;
        for (int moment = 0; moment < occupied.length; moment++) {
            occupied[moment] += map.cellsAt(moment, b);
            peak = Math.max(peak, occupied[moment]);
        }
        return peak;
    }

    private static int lowest(double[] lossPp, List<Integer> voltages, double share) {
        return voltages.stream().filter(v -> lossPp[v] <= share).findFirst().orElse(voltages.getLast());
    }

    private List<Integer> mapVoltages() {
        return spread(problem.limits().maxPartitions() / 2);
    }

    private List<Integer> psumVoltages() {
        return spread(problem.limits().maxPartitions() - problem.limits().maxPartitions() / 2);
    }

    /** Indices of evenly spread voltages, ascending, the highest among them. */
    private List<Integer> spread(int count) {
        int all = problem.voltages().size();
        int some = Math.min(count, all);
        List<Integer> voltages = new ArrayList<>();
        for (int k = some - 1; k >= 0; k--) {
            voltages.add(all - 1 - k * all / some);
        }
        return voltages;
    }
}
