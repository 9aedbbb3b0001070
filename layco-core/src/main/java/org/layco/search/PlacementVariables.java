package org.layco.search;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.MapChoice;
import org.layco.search.SurrogateSolution.LayerPick;
import org.layco.search.SurrogateSolution.MapPick;

/**
 * The variables of the joint placement: bits and home of every operand, of the choices that are left, and the voltages in use.
 * A partition is named by what it holds and its voltage, so that no two solutions differ in names only.
 */
final class PlacementVariables {
    /** Losses become integers of this share of the budget. */
    static final long LIMIT_STEPS = 1_000_000_000;

    private final SurrogateProblem problem;
    private final CpModel model;
    private final Candidates left;

    /** Options of every feature map. */
    final List<List<MapOption>> maps = new ArrayList<>();

    /** Options of every layer. */
    final List<List<PairOption>> layers = new ArrayList<>();

    final BoolVar[] mapVoltage;
    final BoolVar[] psumVoltage;

    /** Predicted loss in steps. */
    final LinearExprBuilder loss = LinearExpr.newBuilder();

    /** Joules. */
    final List<Term> joules = new ArrayList<>();

    /** Seconds. */
    final List<Term> seconds = new ArrayList<>();

    /** Cells that an inference wears out. */
    final List<Term> mapWear = new ArrayList<>();

    final List<Term> psumWear = new ArrayList<>();

    /** Psum cells there are. */
    final List<Term> psumCells = new ArrayList<>();

    /** What a variable adds to a sum. */
    record Term(IntVar variable, double coefficient) {}

    /** Bits and voltage of a feature map, by index. */
    record MapOption(BoolVar flag, int bits, int voltage) {}

    /** A pair of bits, with the choices below it, by index. */
    record PairOption(BoolVar flag, int weightBits, int inputBits, List<Choice> voltages, List<Choice> reads) {}

    /** A psum voltage or resolution, by index. */
    record Choice(BoolVar flag, int index) {}

    PlacementVariables(SurrogateProblem problem, CpModel model, Candidates left) {
        this.problem = problem;
        this.model = model;
        this.left = left;
        this.mapVoltage = flags(model, problem.voltages().size());
        this.psumVoltage = flags(model, problem.voltages().size());
        for (int g = 0; g < problem.maps().size(); g++) {
            chooseMap(g);
        }
        for (int l = 0; l < problem.layers().size(); l++) {
            chooseLayer(l);
        }
    }

    static BoolVar[] flags(CpModel model, int count) {
        return IntStream.range(0, count).mapToObj(_ -> model.newBoolVar("")).toArray(BoolVar[]::new);
    }

    private void chooseMap(int g) {
        MapChoice map = problem.maps().get(g);
        List<MapOption> options = new ArrayList<>();
        for (int b = 0; b < map.bits().length; b++) {
            for (int v = 0; v < mapVoltage.length; v++) {
                if (left.map()[g][b][v]) {
                    BoolVar flag = model.newBoolVar("");
                    options.add(new MapOption(flag, b, v));
                    joules.add(new Term(flag, map.energyJoules()[b][v]));
                    loss.addTerm(flag, lossSteps(map.lossPp(b, v)));
                    mapWear.add(
                            new Term(flag, map.writes(b) * problem.hardware().mapWear()[v]));
                }
            }
        }
        model.addExactlyOne(options.stream().map(MapOption::flag).toArray(BoolVar[]::new));
        for (int v = 0; v < mapVoltage.length; v++) {
            int at = v;
            limit(
                    options.stream()
                            .filter(option -> option.voltage == at)
                            .map(MapOption::flag)
                            .toList(),
                    mapVoltage[v]);
        }
        maps.add(options);
    }

    /**
     * A pair of weight and input bits, then independently a voltage for the psums and a resolution to read them at: costs are
     * sums of a part that depends on the voltage and one that depends on the resolution. Input bits follow the layer's
     * feature map.
     */
    private void chooseLayer(int l) {
        LayerChoice layer = problem.layers().get(l);
        List<PairOption> pairs = new ArrayList<>();
        for (int w = 0; w < layer.weightBits().length; w++) {
            for (int i = 0; i < left.write()[l][w].length; i++) {
                if (any(left.write()[l][w][i]) && any(left.read()[l][w][i])) {
                    pairs.add(pair(l, layer, w, i));
                }
            }
        }
        model.addExactlyOne(pairs.stream().map(PairOption::flag).toArray(BoolVar[]::new));
        for (int v = 0; v < psumVoltage.length; v++) {
            int at = v;
            limit(
                    pairs.stream()
                            .flatMap(pair -> pair.voltages.stream())
                            .filter(choice -> choice.index == at)
                            .map(Choice::flag)
                            .toList(),
                    psumVoltage[v]);
        }
        for (int i = 0; i < left.map()[layer.map()].length; i++) {
            int bits = i;
            model.addEquality(
                    sum(pairs.stream()
                            .filter(pair -> pair.inputBits == bits)
                            .map(PairOption::flag)
                            .toList()),
                    sum(maps.get(layer.map()).stream()
                            .filter(option -> option.bits == bits)
                            .map(MapOption::flag)
                            .toList()));
        }
        layers.add(pairs);
    }

    private PairOption pair(int l, LayerChoice layer, int w, int i) {
        BoolVar flag = model.newBoolVar("");
        loss.addTerm(flag, lossSteps(layer.weightLossPp()[w]));
        seconds.add(new Term(flag, layer.seconds()[w][i]));
        psumCells.add(new Term(flag, problem.psumCells(layer, w)));
        List<Choice> voltages = new ArrayList<>();
        for (int v = 0; v < psumVoltage.length; v++) {
            if (left.write()[l][w][i][v]) {
                BoolVar here = model.newBoolVar("");
                voltages.add(new Choice(here, v));
                joules.add(new Term(here, layer.writeJoules()[w][i][v]));
                loss.addTerm(here, lossSteps(layer.errorLossPp()[w][i][v]));
                psumWear.add(new Term(
                        here, layer.psumWrites()[w][i] * problem.hardware().psumWear()[v]));
            }
        }
        List<Choice> reads = new ArrayList<>();
        for (int p = 0; p < layer.psumBits().length; p++) {
            if (left.read()[l][w][i][p]) {
                BoolVar here = model.newBoolVar("");
                reads.add(new Choice(here, p));
                joules.add(new Term(here, layer.readJoules()[w][i][p]));
                loss.addTerm(here, lossSteps(layer.psumLossPp()[p]));
            }
        }
        model.addEquality(sum(voltages.stream().map(Choice::flag).toList()), flag);
        model.addEquality(sum(reads.stream().map(Choice::flag).toList()), flag);
        return new PairOption(flag, w, i, voltages, reads);
    }

    /** Starts the solver from a solution. */
    void hint(SurrogateSolution known) {
        for (int v = 0; v < mapVoltage.length; v++) {
            int at = v;
            model.addHint(mapVoltage[v], known.maps().stream().anyMatch(pick -> pick.voltage() == at));
            model.addHint(psumVoltage[v], known.layers().stream().anyMatch(pick -> pick.psumVoltage() == at));
        }
        for (int g = 0; g < maps.size(); g++) {
            MapPick pick = known.maps().get(g);
            for (MapOption option : maps.get(g)) {
                model.addHint(option.flag, option.bits == pick.bits() && option.voltage == pick.voltage());
            }
        }
        for (int l = 0; l < layers.size(); l++) {
            for (PairOption pair : layers.get(l)) {
                boolean chosen = picked(known, l, pair);
                LayerPick pick = known.layers().get(l);
                model.addHint(pair.flag, chosen);
                pair.voltages.forEach(one -> model.addHint(one.flag, chosen && one.index == pick.psumVoltage()));
                pair.reads.forEach(one -> model.addHint(one.flag, chosen && one.index == pick.psumBits()));
            }
        }
    }

    /** Whether a solution has this pair of bits. */
    boolean picked(SurrogateSolution known, int l, PairOption pair) {
        int input = known.maps().get(problem.layers().get(l).map()).bits();
        return pair.inputBits == input
                && pair.weightBits == known.layers().get(l).weightBits();
    }

    /** The solver's solution. */
    SurrogateSolution read(CpSolver solver) {
        List<MapPick> mapPicks = new ArrayList<>();
        for (List<MapOption> options : maps) {
            MapOption one = options.stream()
                    .filter(option -> solver.booleanValue(option.flag))
                    .findFirst()
                    .orElseThrow();
            mapPicks.add(new MapPick(one.bits, one.voltage));
        }
        List<LayerPick> layerPicks = new ArrayList<>();
        for (List<PairOption> pairs : layers) {
            PairOption one = pairs.stream()
                    .filter(pair -> solver.booleanValue(pair.flag))
                    .findFirst()
                    .orElseThrow();
            layerPicks.add(new LayerPick(one.weightBits, chosen(solver, one.reads), chosen(solver, one.voltages)));
        }
        return SurrogateSolution.of(problem, mapPicks, layerPicks);
    }

    private static int chosen(CpSolver solver, List<Choice> choices) {
        return choices.stream()
                .filter(choice -> solver.booleanValue(choice.flag))
                .findFirst()
                .orElseThrow()
                .index;
    }

    private void limit(List<BoolVar> flags, BoolVar atMost) {
        if (!flags.isEmpty()) {
            model.addLessOrEqual(sum(flags), atMost);
        }
    }

    /** The sum of some flags. */
    static LinearExpr sum(List<BoolVar> flags) {
        return LinearExpr.sum(flags.toArray(BoolVar[]::new));
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    /** Rounded up, so that a sum within the budget is; what alone exceeds it does so by as much as is needed. */
    private long lossSteps(double lossPp) {
        return (long) Math.ceil(
                Math.min(lossPp / Math.max(problem.limits().lossBudgetPp(), Double.MIN_NORMAL), 2) * LIMIT_STEPS);
    }
}
