package org.layco.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.layco.search.SurrogateProblem.Hardware;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.Limits;
import org.layco.search.SurrogateProblem.MapChoice;

/** Random placement problems: a chain of layers, of which some read the map of the layer before as well. */
final class RandomPlacements {
    static final int[] BITS = {4, 8};
    static final int[] PSUM_BITS = {6, 8};
    static final List<Double> VOLTAGES = List.of(1.45, 1.55, 1.65);
    private static final long ARRAY_CELLS = 256;

    private RandomPlacements() {}

    static SurrogateProblem of(int layers, int seed, Objective objective) {
        Random random = new Random(seed);
        List<MapChoice> maps = new ArrayList<>();
        List<LayerChoice> choices = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
            boolean shared = l > 0 && random.nextInt(4) == 0;
            if (!shared) {
                maps.add(map(maps.size(), l, layers, random));
            }
            choices.add(layer(maps.size() - 1, random));
        }
        double budget = (0.15 + 0.35 * random.nextDouble()) * layers;
        return new SurrogateProblem(
                maps,
                choices,
                VOLTAGES,
                new Limits(budget, 2 + random.nextInt(3), ARRAY_CELLS * 8, Optional.empty()),
                new Hardware(
                        ARRAY_CELLS,
                        new double[] {1e-6, 2e-6, 6e-6},
                        new double[] {1e-6, 1.5e-6, 9e-6},
                        40,
                        1e-12,
                        new double[][] {{1e-9, 1.5e-9}, {1.1e-9, 1.7e-9}}),
                layers,
                objective);
    }

    /** A problem for least energy, in which psum writes take the same energy at every voltage. */
    static SurrogateProblem withEqualEnergies(int layers, int seed) {
        SurrogateProblem problem = of(layers, seed, Objective.ENERGY);
        for (LayerChoice layer : problem.layers()) {
            for (double[][] ofWeightBits : layer.writeJoules()) {
                for (double[] ofInputBits : ofWeightBits) {
                    Arrays.fill(ofInputBits, ofInputBits[0]);
                }
            }
        }
        return problem;
    }

    /** A map is there from the layer before its reader until then. */
    private static MapChoice map(int g, int layer, int layers, Random random) {
        long[] elements = new long[layers];
        Arrays.fill(elements, Math.max(0, layer - 1), layer + 1, 60 + random.nextInt(80));
        double sensitivity = random.nextDouble();
        double size = 1 + random.nextDouble();
        double[][] error = new double[2][3];
        double[][] energy = new double[2][3];
        for (int b = 0; b < 2; b++) {
            for (int v = 0; v < 3; v++) {
                error[b][v] = sensitivity * Math.pow(0.2, v);
                energy[b][v] = size * BITS[b] * Math.pow(VOLTAGES.get(v), 2);
            }
        }
        return new MapChoice(
                "map" + g, elements, elements[layer], BITS, BITS, new double[] {0.2, 0.001}, error, energy);
    }

    private static LayerChoice layer(int map, Random random) {
        double[][][] error = new double[2][2][3];
        double[][][] write = new double[2][2][3];
        double[][][] read = new double[2][2][2];
        long[][] writes = new long[2][2];
        double[][] sections = new double[2][2];
        double[][] seconds = new double[2][2];
        double size = 1 + random.nextDouble();
        for (int w = 0; w < 2; w++) {
            for (int i = 0; i < 2; i++) {
                writes[w][i] = 50L * BITS[w] * BITS[i] + random.nextInt(100);
                sections[w][i] = writes[w][i] / 100.0;
                seconds[w][i] = BITS[i] * (1 + random.nextDouble());
                for (int v = 0; v < 3; v++) {
                    error[w][i][v] = 0.5 * random.nextDouble() * Math.pow(0.2, v);
                    write[w][i][v] = size * BITS[w] * BITS[i] * Math.pow(VOLTAGES.get(v), 2);
                }
                for (int p = 0; p < 2; p++) {
                    read[w][i][p] = size * (BITS[w] + BITS[i]) * PSUM_BITS[p] * random.nextDouble();
                }
            }
        }
        return new LayerChoice(
                map,
                BITS,
                new double[] {0.3 * random.nextDouble(), 0.001},
                PSUM_BITS,
                new double[] {0.2 * random.nextDouble(), 0.001},
                error,
                write,
                read,
                new long[] {3 + random.nextInt(3), 8},
                writes,
                sections,
                seconds);
    }
}
