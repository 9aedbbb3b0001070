package org.layco.search;

import java.util.ArrayList;
import java.util.List;
import org.layco.search.Prices.Cap;
import org.layco.search.SurrogateProblem.LayerChoice;

/**
 * The choices that are left of a problem.
 *
 * @param caps on the bits of converters
 * @param map by [map][input bits][voltage]
 * @param write by [layer][weight bits][input bits][psum voltage]
 * @param read by [layer][weight bits][input bits][psum bits]
 */
record Candidates(List<Cap> caps, boolean[][][] map, boolean[][][][] write, boolean[][][][] read) {
    static Candidates none(SurrogateProblem problem) {
        int voltages = problem.voltages().size();
        boolean[][][] map = new boolean[problem.maps().size()][][];
        for (int g = 0; g < map.length; g++) {
            map[g] = new boolean[problem.maps().get(g).bits().length][voltages];
        }
        boolean[][][][] write = new boolean[problem.layers().size()][][][];
        boolean[][][][] read = new boolean[write.length][][][];
        for (int l = 0; l < write.length; l++) {
            LayerChoice layer = problem.layers().get(l);
            int weights = layer.weightBits().length;
            int inputs = map[layer.map()].length;
            write[l] = new boolean[weights][inputs][voltages];
            read[l] = new boolean[weights][inputs][layer.psumBits().length];
        }
        return new Candidates(new ArrayList<>(), map, write, read);
    }

    /** Adds every choice whose best completion is dearer than the cheapest plan by at most {@code slack}. */
    void add(Prices prices, double slack) {
        for (int g = 0; g < map.length; g++) {
            double[] group = new double[map[g].length];
            for (int i = 0; i < group.length; i++) {
                group[i] = Prices.least(prices.map[g][i]);
                for (int l : prices.readers(g)) {
                    group[i] += best(prices, l, i);
                }
            }
            double limit = Prices.least(group) + slack;
            for (int i = 0; i < group.length; i++) {
                if (group[i] <= limit && group[i] < Prices.NONE) {
                    mark(map[g][i], prices.map[g][i], group[i] - Prices.least(prices.map[g][i]), limit);
                    for (int l : prices.readers(g)) {
                        addLayer(prices, l, i, group[i] - best(prices, l, i), limit);
                    }
                }
            }
        }
    }

    private void addLayer(Prices prices, int l, int i, double others, double limit) {
        for (int w = 0; w < write[l].length; w++) {
            mark(write[l][w][i], prices.write[l][w][i], others + prices.leastRead[l][w][i], limit);
            mark(read[l][w][i], prices.read[l][w][i], others + Prices.least(prices.write[l][w][i]), limit);
        }
    }

    private static double best(Prices prices, int l, int i) {
        double best = Prices.NONE;
        for (int w = 0; w < prices.write[l].length; w++) {
            best = Math.min(best, prices.leastRead[l][w][i] + Prices.least(prices.write[l][w][i]));
        }
        return best;
    }

    private static void mark(boolean[] left, double[] prices, double others, double limit) {
        for (int o = 0; o < left.length; o++) {
            left[o] |= others + prices[o] <= limit && prices[o] < Prices.NONE;
        }
    }

    /** How many choices are left. */
    int size() {
        int size = count(map);
        for (int l = 0; l < write.length; l++) {
            size += count(write[l]) + count(read[l]);
        }
        return size;
    }

    private static int count(boolean[][][] left) {
        int count = 0;
        for (boolean[][] plane : left) {
            for (boolean[] row : plane) {
                for (boolean one : row) {
                    count += one ? 1 : 0;
                }
            }
        }
        return count;
    }
}
