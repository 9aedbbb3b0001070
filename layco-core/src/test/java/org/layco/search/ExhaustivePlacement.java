package org.layco.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.MapChoice;

/** The oracle of the exact solver: tries every choice of a tiny problem, and adds everything up in its own way. */
final class ExhaustivePlacement {
    private final SurrogateProblem problem;
    private final int[] bits;
    private final int[] mapVoltage;
    private final int[] weight;
    private final int[] psum;
    private final int[] psumVoltage;
    private double best = Double.POSITIVE_INFINITY;
    private double leastWear = Double.POSITIVE_INFINITY;
    private double mostWear;

    private ExhaustivePlacement(SurrogateProblem problem) {
        this.problem = problem;
        this.bits = new int[problem.maps().size()];
        this.mapVoltage = new int[bits.length];
        this.weight = new int[problem.layers().size()];
        this.psum = new int[weight.length];
        this.psumVoltage = new int[weight.length];
    }

    /** The least cost of the problem's objective, if any choice meets the limits. */
    static OptionalDouble least(SurrogateProblem problem) {
        ExhaustivePlacement all = new ExhaustivePlacement(problem);
        all.chooseMap(0);
        return all.best < Double.POSITIVE_INFINITY ? OptionalDouble.of(all.best) : OptionalDouble.empty();
    }

    /**
     * Wear of the section worn most, partial sums rotating in it, among the plans of least cost.
     *
     * @param least infinite if no choice meets the limits
     */
    record SectionWear(double least, double most) {}

    static SectionWear sectionWearOfCheapest(SurrogateProblem problem) {
        ExhaustivePlacement all = new ExhaustivePlacement(problem);
        all.chooseMap(0);
        return new SectionWear(all.leastWear, all.mostWear);
    }

    private double sectionWear() {
        double most = 0;
        for (int l = 0; l < weight.length; l++) {
            LayerChoice layer = problem.layers().get(l);
            most = Math.max(
                    most,
                    layer.sectionWrites()[weight[l]][bits[layer.map()]]
                            * problem.hardware().psumWear()[psumVoltage[l]]);
        }
        return most;
    }

    private void chooseMap(int g) {
        if (g == bits.length) {
            chooseLayer(0);
            return;
        }
        for (bits[g] = 0; bits[g] < 2; bits[g]++) {
            for (mapVoltage[g] = 0; mapVoltage[g] < 3; mapVoltage[g]++) {
                chooseMap(g + 1);
            }
        }
    }

    private void chooseLayer(int l) {
        if (l == weight.length) {
            double cost = cost();
            if (cost < best * (1 - 1e-12)) {
                leastWear = Double.POSITIVE_INFINITY;
                mostWear = 0;
            }
            best = Math.min(best, cost);
            if (cost < Double.POSITIVE_INFINITY && cost <= best * (1 + 1e-12)) {
                leastWear = Math.min(leastWear, sectionWear());
                mostWear = Math.max(mostWear, sectionWear());
            }
            return;
        }
        for (weight[l] = 0; weight[l] < 2; weight[l]++) {
            for (psum[l] = 0; psum[l] < 2; psum[l]++) {
                for (psumVoltage[l] = 0; psumVoltage[l] < 3; psumVoltage[l]++) {
                    chooseLayer(l + 1);
                }
            }
        }
    }

    private double cost() {
        double joules = 0;
        double loss = 0;
        double seconds = 0;
        double mapWear = 0;
        double psumWear = 0;
        long arrays = 0;
        for (int g = 0; g < bits.length; g++) {
            MapChoice map = problem.maps().get(g);
            joules += map.energyJoules()[bits[g]][mapVoltage[g]];
            loss += map.quantLossPp()[bits[g]] + map.errorLossPp()[bits[g]][mapVoltage[g]];
            mapWear += map.writtenElements()
                    * map.bits()[bits[g]]
                    * problem.hardware().mapWear()[mapVoltage[g]];
        }
        for (int l = 0; l < weight.length; l++) {
            LayerChoice layer = problem.layers().get(l);
            int i = bits[layer.map()];
            joules += layer.writeJoules()[weight[l]][i][psumVoltage[l]] + layer.readJoules()[weight[l]][i][psum[l]];
            loss += layer.weightLossPp()[weight[l]]
                    + layer.psumLossPp()[psum[l]]
                    + layer.errorLossPp()[weight[l]][i][psumVoltage[l]];
            seconds += layer.seconds()[weight[l]][i];
            arrays += layer.arrays()[weight[l]];
            psumWear += layer.psumWrites()[weight[l]][i] * problem.hardware().psumWear()[psumVoltage[l]];
        }
        long mostCells = problem.limits().featureMapCells();
        double lifetime = Math.min(mostCells / mapWear, 40 * arrays / psumWear);
        long buffer = bufferArrays();
        Optional<Double> required = problem.limits().inferences();
        if (loss > problem.limits().lossBudgetPp() * (1 - 1e-6)
                || distinct(mapVoltage) + distinct(psumVoltage)
                        > problem.limits().maxPartitions()
                || buffer * 256 > mostCells
                || required.map(inferences -> lifetime < inferences * (1 + 1e-6))
                        .orElse(false)) {
            return Double.POSITIVE_INFINITY;
        }
        double wear = mapWear;
        long sized = required.map(inferences -> Math.max(buffer, (long) Math.ceil(inferences * wear / 256)))
                .orElse(buffer);
        double area = arrays * problem.hardware().arraySquareMetres()[most(bits)][most(psum)] + sized * 256 * 1e-12;
        return switch (problem.objective()) {
            case ENERGY -> joules;
            case EDP -> joules * seconds;
            case AREA -> area;
            case LIFETIME -> 1 / lifetime;
        };
    }

    private long bufferArrays() {
        long arrays = 0;
        for (int v = 0; v < 3; v++) {
            long peak = 0;
            for (int moment = 0; moment < problem.moments(); moment++) {
                long cells = 0;
                for (int g = 0; g < bits.length; g++) {
                    if (mapVoltage[g] == v) {
                        cells += problem.maps().get(g).elementsAt()[moment]
                                * problem.maps().get(g).bits()[bits[g]];
                    }
                }
                peak = Math.max(peak, cells);
            }
            arrays += Math.ceilDiv(peak, 256L);
        }
        return arrays;
    }

    private static long distinct(int[] values) {
        return Arrays.stream(values).distinct().count();
    }

    private static int most(int[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
