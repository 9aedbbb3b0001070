package org.layco.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.MapChoice;
import org.layco.search.SurrogateSolution.LayerPick;
import org.layco.search.SurrogateSolution.MapPick;

/**
 * The surrogate problem with prices instead of limits on loss and wear, and no limit on capacity: its Lagrangian relaxation
 * (A. Geoffrion, Mathematical Programming Study 2, 1974). What is left falls into one small problem for each feature map
 * and the layers that read it, so the least price is known at once, and whatever the prices it is a lower bound of what
 * the goal costs under the limits.
 */
final class Prices {
    /** No price at all: an upper end for comparisons. */
    static final double NONE = Double.POSITIVE_INFINITY;

    /**
     * What a unit beyond a limit costs, each at least 0.
     *
     * @param perPp of predicted loss
     * @param perMapCell of feature-map cells worn out within the lifetime
     * @param perPsumCell of psum cells worn out within the lifetime
     */
    record Multipliers(double perPp, double perMapCell, double perPsumCell) {}

    /**
     * What no layer may exceed: the bits that converters are built for, of which all combinations that differ in area are
     * tried, and the wear of its sections.
     *
     * @param input index of input bits
     * @param psum index of psum bits
     * @param sectionWear share of its life that an inference may take from a psum cell, partial sums rotating in their section
     */
    record Cap(int input, int psum, double sectionWear) {
        /** The caps that make a difference to a goal. */
        static List<Cap> of(SurrogateProblem problem, Goal goal) {
            double[][] area = problem.hardware().arraySquareMetres();
            int inputs = problem.maps().getFirst().bits().length;
            int psums = problem.layers().getFirst().psumBits().length;
            boolean matters = goal instanceof Goal.Sum sum && sum.perSquareMetre() > 0;
            List<Cap> caps = new ArrayList<>();
            for (int i = 0; i < inputs; i++) {
                for (int p = 0; p < psums; p++) {
                    boolean last = i == inputs - 1 && p == psums - 1;
                    boolean smaller = (i == inputs - 1 || area[i][p] < area[i + 1][p])
                            && (p == psums - 1 || area[i][p] < area[i][p + 1]);
                    if (last || (matters && smaller)) {
                        caps.add(new Cap(i, p, NONE));
                    }
                }
            }
            return caps;
        }

        /** The cap that everything is within. */
        static Cap none(SurrogateProblem problem) {
            return new Cap(
                    problem.maps().getFirst().bits().length - 1,
                    problem.layers().getFirst().psumBits().length - 1,
                    NONE);
        }

        /** The same cap on bits with one on wear. */
        Cap within(double wear) {
            return new Cap(input, psum, wear);
        }
    }

    private final SurrogateProblem problem;
    private final List<List<Integer>> readers;
    private final double constant;

    /** By [map][input bits][voltage]. */
    final double[][][] map;

    /** By [layer][weight bits][input bits][voltage]. */
    final double[][][][] write;

    /** By [layer][weight bits][input bits][psum bits]. */
    final double[][][][] read;

    /** The least of {@link #read} over the psum bits. */
    final double[][][] leastRead;

    Prices(SurrogateProblem problem, Goal goal, Cap cap, Multipliers multipliers) {
        this.problem = problem;
        this.readers = readers(problem);
        double inferences = inferences(problem, goal);
        int fullest = fullest(problem);
        double joule = goal instanceof Goal.Sum sum ? sum.perJoule() : 0;
        double second = goal instanceof Goal.Sum sum ? sum.perSecond() : 0;
        double square = goal instanceof Goal.Sum sum ? sum.perSquareMetre() : 0;
        SurrogateProblem.Hardware hardware = problem.hardware();
        this.constant = -multipliers.perPp * problem.limits().lossBudgetPp()
                - multipliers.perMapCell * problem.limits().featureMapCells();
        this.map = new double[problem.maps().size()][][];
        for (int g = 0; g < map.length; g++) {
            MapChoice choice = problem.maps().get(g);
            map[g] = new double[choice.bits().length][problem.voltages().size()];
            for (int b = 0; b < map[g].length; b++) {
                double cells = square * hardware.bufferCellSquareMetres() * choice.cellsAt(fullest, b);
                for (int v = 0; v < map[g][b].length; v++) {
                    map[g][b][v] = b > cap.input
                            ? NONE
                            : joule * choice.energyJoules()[b][v]
                                    + cells
                                    + multipliers.perPp * choice.lossPp(b, v)
                                    + multipliers.perMapCell * inferences * choice.writes(b) * hardware.mapWear()[v];
                }
            }
        }
        int layers = problem.layers().size();
        this.write = new double[layers][][][];
        this.read = new double[layers][][][];
        this.leastRead = new double[layers][][];
        for (int l = 0; l < layers; l++) {
            LayerChoice choice = problem.layers().get(l);
            int weights = choice.weightBits().length;
            int inputs = problem.maps().get(choice.map()).bits().length;
            write[l] = new double[weights][inputs][problem.voltages().size()];
            read[l] = new double[weights][inputs][choice.psumBits().length];
            leastRead[l] = new double[weights][inputs];
            for (int w = 0; w < weights; w++) {
                double fixed = multipliers.perPp * choice.weightLossPp()[w]
                        + square * choice.arrays()[w] * hardware.arraySquareMetres()[cap.input][cap.psum]
                        - multipliers.perPsumCell * problem.psumCells(choice, w);
                for (int i = 0; i < inputs; i++) {
                    double worn = multipliers.perPsumCell * inferences * choice.psumWrites()[w][i];
                    for (int v = 0; v < write[l][w][i].length; v++) {
                        write[l][w][i][v] = problem.sectionWear(choice, w, i, v) > cap.sectionWear
                                ? NONE
                                : joule * choice.writeJoules()[w][i][v]
                                        + multipliers.perPp * choice.errorLossPp()[w][i][v]
                                        + worn * hardware.psumWear()[v];
                    }
                    for (int p = 0; p < read[l][w][i].length; p++) {
                        read[l][w][i][p] = p > cap.psum
                                ? NONE
                                : fixed
                                        + joule * choice.readJoules()[w][i][p]
                                        + second * choice.seconds()[w][i]
                                        + multipliers.perPp * choice.psumLossPp()[p];
                    }
                    leastRead[l][w][i] = least(read[l][w][i]);
                }
            }
        }
    }

    /** The inferences that wear is counted over. */
    static double inferences(SurrogateProblem problem, Goal goal) {
        return switch (goal) {
            case Goal.Outlast outlast -> outlast.inferences();
            case Goal.Sum _ -> problem.limits().inferences().orElse(0.0);
        };
    }

    private static List<List<Integer>> readers(SurrogateProblem problem) {
        List<List<Integer>> readers = new ArrayList<>();
        problem.maps().forEach(_ -> readers.add(new ArrayList<>()));
        for (int l = 0; l < problem.layers().size(); l++) {
            readers.get(problem.layers().get(l).map()).add(l);
        }
        return readers;
    }

    /** The moment at which most codes are in the buffer. */
    private static int fullest(SurrogateProblem problem) {
        long[] total = new long[problem.moments()];
        for (MapChoice map : problem.maps()) {
            for (int moment = 0; moment < total.length; moment++) {
                total[moment] += map.elementsAt()[moment];
            }
        }
        return IntStream.range(0, total.length)
                .reduce((a, b) -> total[b] > total[a] ? b : a)
                .orElse(0);
    }

    /** The layers that read a map. */
    List<Integer> readers(int g) {
        return readers.get(g);
    }

    /** The least price of everything when the buffer has partitions at some voltages only: a lower bound for these. */
    double total(boolean[] mapVoltages, boolean[] psumVoltages) {
        double total = constant;
        for (int g = 0; g < map.length; g++) {
            double best = NONE;
            for (int i = 0; i < map[g].length; i++) {
                best = Math.min(best, group(g, i, mapVoltages, psumVoltages));
            }
            total += best;
        }
        return total;
    }

    private double group(int g, int i, boolean[] mapVoltages, boolean[] psumVoltages) {
        double sum = least(map[g][i], mapVoltages);
        for (int l : readers.get(g)) {
            double best = NONE;
            for (int w = 0; w < write[l].length; w++) {
                best = Math.min(best, leastRead[l][w][i] + least(write[l][w][i], psumVoltages));
            }
            sum += best;
        }
        return sum;
    }

    /** The cheapest choice when the buffer has partitions at some voltages only. */
    SurrogateSolution cheapest(boolean[] mapVoltages, boolean[] psumVoltages) {
        List<MapPick> maps = new ArrayList<>();
        LayerPick[] layers = new LayerPick[write.length];
        for (int g = 0; g < map.length; g++) {
            int best = 0;
            double price = NONE;
            for (int i = 0; i < map[g].length; i++) {
                double here = group(g, i, mapVoltages, psumVoltages);
                if (here < price) {
                    price = here;
                    best = i;
                }
            }
            maps.add(new MapPick(best, cheapest(map[g][best], mapVoltages)));
            for (int l : readers.get(g)) {
                layers[l] = cheapest(l, best, psumVoltages);
            }
        }
        return SurrogateSolution.of(problem, maps, Arrays.asList(layers));
    }

    private LayerPick cheapest(int l, int i, boolean[] psumVoltages) {
        int best = 0;
        double price = NONE;
        for (int w = 0; w < write[l].length; w++) {
            double here = leastRead[l][w][i] + least(write[l][w][i], psumVoltages);
            if (here < price) {
                price = here;
                best = w;
            }
        }
        double[] reads = read[l][best][i];
        boolean[] all = new boolean[reads.length];
        Arrays.fill(all, true);
        return new LayerPick(best, cheapest(reads, all), cheapest(write[l][best][i], psumVoltages));
    }

    private static int cheapest(double[] prices, boolean[] open) {
        int best = -1;
        for (int v = 0; v < prices.length; v++) {
            if (open[v] && (best < 0 || prices[v] < prices[best])) {
                best = v;
            }
        }
        return best;
    }

    private static double least(double[] prices, boolean[] open) {
        double least = NONE;
        for (int v = 0; v < prices.length; v++) {
            if (open[v] && prices[v] < least) {
                least = prices[v];
            }
        }
        return least;
    }

    /** The least of some prices. */
    static double least(double[] prices) {
        double least = NONE;
        for (double price : prices) {
            least = Math.min(least, price);
        }
        return least;
    }
}
