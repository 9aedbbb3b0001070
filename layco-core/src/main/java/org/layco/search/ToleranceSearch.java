package org.layco.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.layco.mapping.Liveness;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/**
 * Measures tolerance operand by operand: the loss where it is 1 to 5 percentage points, everything else clean, and from
 * it the first-order law {@code loss = c p}. Bisecting for the tiny loss an operand may really spend would fit noise; for
 * rare errors the loss is proportional to their rate, so the slope is measured where it stands out.
 *
 * <p>The softmax shift is far less noisy than counted mistakes and serves twice: at a quarter of the rate it should be a
 * quarter (if it is more, c is raised in proportion), and the loss of a bit-width is its shift times the network's loss
 * per shift, pooled over all bit-widths whose loss stands out.
 */
public final class ToleranceSearch {
    private static final double LOW_PP = 1;
    private static final double HIGH_PP = 5;
    private static final int ROUNDS = 5;
    private static final double FIRST_INPUT_RATE = 5e-3;

    /**
     * Psums are measured at this rate first and at none above: there are thousands of psum writes for one input write, a
     * measurement takes time in proportion to the errors, and the bound that it gives is tight enough.
     */
    private static final double HIGHEST_PSUM_RATE = 0.01;

    private static final double STEP_UP = 5;
    private static final double STEP_DOWN = 4;

    /** Loss per unit of softmax shift if every shifted image were a certain right answer turned into a certain wrong one. */
    private static final double WORST_LOSS_PER_SHIFT_PP = 50;

    private final SensitivityOracle oracle;
    private final List<Integer> bits;
    private final List<Integer> psumBits;
    private final double highestRate;

    /**
     * A search over the given candidates.
     *
     * @param bits candidate bit-widths, ascending; the last is the clean baseline's
     * @param psumBits candidate read-back resolutions, ascending; the last is the clean baseline's
     * @param highestRate bit error rate at the lowest voltage of the cell, 0..1
     */
    public ToleranceSearch(SensitivityOracle oracle, List<Integer> bits, List<Integer> psumBits, double highestRate) {
        this.oracle = oracle;
        this.bits = List.copyOf(bits);
        this.psumBits = List.copyOf(psumBits);
        this.highestRate = highestRate;
    }

    /** Measures every operand in the order of the schedule; {@code progress} hears of each feature map and layer done. */
    public ToleranceTable run(Network network, Liveness liveness, Runnable progress) {
        int maps = liveness.maps().size();
        int layers = network.mvmLayers().size();
        List<List<Measurement>> inputs = new ArrayList<>();
        List<List<OperandTolerance>> inputErrors = new ArrayList<>();
        List<List<Measurement>> weights = new ArrayList<>();
        List<List<Measurement>> readBack = new ArrayList<>();
        List<List<OperandTolerance>> psumErrors = new ArrayList<>();
        for (int step = -1; step < network.schedule().size(); step++) {
            for (int map = inputs.size(); map < maps && liveness.maps().get(map).producedAt() == step; map++) {
                int here = map;
                inputs.add(quantization(bits, b -> new Probe.InputBits(here, b)));
                inputErrors.add(errors((b, p) -> new Probe.InputErrors(here, b, p), FIRST_INPUT_RATE, highestRate));
                progress.run();
            }
            if (step >= 0 && network.schedule().get(step) instanceof MvmLayer layer) {
                weights.add(quantization(bits, b -> new Probe.WeightBits(layer.index(), b)));
                readBack.add(quantization(psumBits, b -> new Probe.PsumBits(layer.index(), b)));
                psumErrors.add(errors(
                        (b, p) -> new Probe.PsumErrors(layer.index(), b, p), HIGHEST_PSUM_RATE, HIGHEST_PSUM_RATE));
                progress.run();
            }
        }
        if (inputs.size() != maps || weights.size() != layers) {
            throw new IllegalStateException("The schedule produced %d of %d feature maps and %d of %d layers."
                    .formatted(inputs.size(), maps, weights.size(), layers));
        }
        double lossPerShift = lossPerShift(List.of(inputs, weights, readBack));
        List<List<OperandTolerance>> inputTolerances = new ArrayList<>();
        for (int map = 0; map < maps; map++) {
            inputTolerances.add(combine(predict(inputs.get(map), lossPerShift), inputErrors.get(map)));
        }
        return new ToleranceTable(
                bits,
                psumBits,
                inputTolerances,
                weights.stream()
                        .map(measured -> predict(measured, lossPerShift))
                        .toList(),
                readBack.stream()
                        .map(measured -> predict(measured, lossPerShift))
                        .toList(),
                psumErrors);
    }

    /** All widths but the last, which is the baseline itself. */
    private List<Measurement> quantization(List<Integer> widths, IntFunction<Probe> probe) {
        List<Probe> probes = new ArrayList<>();
        for (int width : widths.subList(0, widths.size() - 1)) {
            probes.add(probe.apply(width));
        }
        return probes.isEmpty() ? List.of() : oracle.measure(probes);
    }

    /** Loss over shift, each summed over the measurements whose loss is significant but not yet saturated. */
    private static double lossPerShift(List<List<List<Measurement>>> measured) {
        double loss = 0;
        double shift = 0;
        for (List<List<Measurement>> ofOperand : measured) {
            for (List<Measurement> ofLayer : ofOperand) {
                for (Measurement at : ofLayer) {
                    if (at.lossPp() >= LOW_PP && at.lossPp() <= 2 * HIGH_PP && at.lossPp() > 2 * at.standardErrorPp()) {
                        loss += at.lossPp();
                        shift += at.scoreShift();
                    }
                }
            }
        }
        return shift > 0 ? Math.min(WORST_LOSS_PER_SHIFT_PP, loss / shift) : WORST_LOSS_PER_SHIFT_PP;
    }

    private static List<OperandTolerance> predict(List<Measurement> measured, double lossPerShift) {
        List<OperandTolerance> tolerances = new ArrayList<>();
        for (Measurement at : measured) {
            double loss = Math.max(at.scoreShift() * lossPerShift, at.lossPp() - 2 * at.standardErrorPp());
            tolerances.add(new OperandTolerance(loss, 0, 0, List.of(new OperandTolerance.Point(0, at))));
        }
        tolerances.add(new OperandTolerance(0, 0, 0, List.of()));
        return tolerances;
    }

    private interface ErrorProbe {
        Probe at(int bits, double bitErrorRate);
    }

    /** Steps each bit-width's error rate up or down until the loss lies between {@link #LOW_PP} and {@link #HIGH_PP}. */
    private List<OperandTolerance> errors(ErrorProbe probe, double firstRate, double limit) {
        double highest = Math.min(highestRate, limit);
        Ladder[] ladders = new Ladder[bits.size()];
        for (int b = 0; b < ladders.length; b++) {
            ladders[b] = new Ladder(bits.get(b), Math.min(firstRate, highest), highest);
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<Ladder> open =
                    Arrays.stream(ladders).filter(ladder -> !ladder.settled).toList();
            if (open.isEmpty()) {
                break;
            }
            boolean lastRound = round == ROUNDS - 1;
            List<Probe> probes = open.stream()
                    .map(ladder -> probe.at(ladder.bits, ladder.rate))
                    .toList();
            List<Measurement> measured = lastRound
                    ? oracle.measure(probes)
                    : oracle.locate(probes, open.stream().map(Ladder::passingBy).toList());
            for (int i = 0; i < measured.size(); i++) {
                open.get(i).record(measured.get(i), lastRound);
            }
        }
        List<Measurement> lower = oracle.measure(Arrays.stream(ladders)
                .map(ladder -> probe.at(ladder.bits, ladder.rate / STEP_DOWN))
                .toList());
        List<OperandTolerance> tolerances = new ArrayList<>();
        for (int b = 0; b < ladders.length; b++) {
            tolerances.add(ladders[b].law(lower.get(b)));
        }
        return tolerances;
    }

    private static List<OperandTolerance> combine(List<OperandTolerance> quantization, List<OperandTolerance> errors) {
        List<OperandTolerance> both = new ArrayList<>();
        for (int b = 0; b < quantization.size(); b++) {
            OperandTolerance error = errors.get(b);
            List<OperandTolerance.Point> points =
                    new ArrayList<>(quantization.get(b).points());
            points.addAll(error.points());
            both.add(new OperandTolerance(
                    quantization.get(b).quantizationLossPp(), error.slopePp(), error.slopeUpperPp(), points));
        }
        return both;
    }

    /** One bit-width's way to the error rate at which its loss stands out. */
    private static final class Ladder {
        final int bits;
        final double highest;
        double rate;
        boolean settled;
        private final List<OperandTolerance.Point> points = new ArrayList<>();

        Ladder(int bits, double rate, double highest) {
            this.bits = bits;
            this.highest = highest;
            this.rate = rate;
        }

        /** Losses outside this band send the ladder on to another rate; at the highest, a low loss settles it. */
        SensitivityOracle.Band passingBy() {
            return new SensitivityOracle.Band(rate < highest ? LOW_PP : Double.NEGATIVE_INFINITY, HIGH_PP);
        }

        void record(Measurement measured, boolean lastRound) {
            points.add(new OperandTolerance.Point(rate, measured));
            double next = measured.lossPp() > HIGH_PP
                    ? rate / STEP_DOWN
                    : measured.lossPp() < LOW_PP ? Math.min(highest, rate * STEP_UP) : rate;
            settled = lastRound || next == rate;
            rate = settled ? rate : next;
        }

        /** The slope where the ladder settled, raised if the softmax shift says that the law bends below it. */
        OperandTolerance law(Measurement lower) {
            Measurement last = points.getLast().measurement();
            points.add(new OperandTolerance.Point(rate / STEP_DOWN, lower));
            double expected = last.scoreShift() / STEP_DOWN;
            double bend = expected > 0 ? Math.max(1, lower.scoreShift() / expected) : 1;
            double loss = Math.max(0, last.lossPp());
            return new OperandTolerance(0, bend * loss / rate, bend * (loss + last.standardErrorPp()) / rate, points);
        }
    }
}
