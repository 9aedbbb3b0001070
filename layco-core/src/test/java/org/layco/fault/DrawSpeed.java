package org.layco.fault;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import org.layco.device.BitErrorModel;
import org.layco.device.FaultModel;
import org.layco.device.LineWeakness;
import org.layco.device.WeakCells;
import org.layco.network.Operand;

/** Prints the cost of drawing errors and level noise on one thread, in thread CPU time. Run by hand. */
final class DrawSpeed {
    private static final int ROUNDS = 30;
    private static final int WARM_UP_CALLS = 20_000;

    private DrawSpeed() {}

    public static void main(String[] arguments) {
        FailedWrites writes = new FailedWrites();
        for (int call = 0; call < WARM_UP_CALLS; call++) {
            writes.draw(call, 100_000, 1e-3);
        }
        for (long elements : new long[] {1000, 131_072, 50_000_000}) {
            for (double p : new double[] {1e-6, 1e-4, 1e-3, 1e-2}) {
                draws(writes, elements, p);
            }
        }
        composed();
        gaussians();
    }

    /** The plain model, then weak lines, weak cells and both. */
    private static void composed() {
        Optional<LineWeakness> lines = Optional.of(new LineWeakness(0.05, 4));
        Optional<WeakCells> weak = Optional.of(new WeakCells(1e-3, 0.5));
        FaultModel plain = FaultModel.of(new BitErrorModel.Uniform());
        FaultModel[] models = {
            plain,
            new FaultModel(plain.outcome(), lines, Optional.empty(), Optional.empty(), Optional.empty()),
            new FaultModel(plain.outcome(), lines, lines, Optional.empty(), Optional.empty()),
            new FaultModel(plain.outcome(), Optional.empty(), Optional.empty(), weak, Optional.empty()),
            new FaultModel(plain.outcome(), lines, lines, weak, Optional.empty())
        };
        for (FaultModel model : models) {
            CellFaults faults = new CellFaults(model, new ArrayGeometry(256, 256));
            long cells = 1_000_000;
            double best = Double.POSITIVE_INFINITY;
            double failures = 0;
            for (int round = 0; round < 10 * ROUNDS; round++) {
                StreamKey key = new StreamKey(1, round, 0, 3, Operand.INPUT);
                long start = cpuNanoseconds();
                int failed = faults.draw(key, cells, cells, CellProbability.uniform(1e-3))
                        .limit();
                double nanoseconds = cpuNanoseconds() - start;
                failures = nanoseconds < best ? failed : failures;
                best = Math.min(best, nanoseconds);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d writes at 1e-3, bitlines %s, wordlines %s, weak cells %s: %.0f ns, %.0f failures, %.1f ns each%n",
                    cells,
                    model.bitlines().isPresent(),
                    model.wordlines().isPresent(),
                    model.weakCells().isPresent(),
                    best,
                    failures,
                    best / failures);
        }
    }

    private static void draws(FailedWrites writes, long elements, double p) {
        double best = Double.POSITIVE_INFINITY;
        double perCall = 0;
        int calls = (int) Math.max(1, 2e6 / (1000 + elements * p * 20));
        for (int round = 0; round < ROUNDS; round++) {
            long failures = 0;
            long start = cpuNanoseconds();
            for (int call = 0; call < calls; call++) {
                long stream = new StreamKey(1, round, call, 3, Operand.INPUT).failedWrites();
                failures += writes.draw(stream, elements, p).limit();
            }
            double nanoseconds = cpuNanoseconds() - start;
            best = Math.min(best, nanoseconds / calls);
            perCall = (double) failures / calls;
        }
        System.out.printf(
                Locale.ROOT,
                "%,12d writes at %.0e: %12.0f ns a call, %10.1f failures, %6.1f ns each%n",
                elements,
                p,
                best,
                perCall,
                best / Math.max(1, perCall));
    }

    private static void gaussians() {
        float[] target = new float[16_384];
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 100 * ROUNDS; round++) {
            long start = cpuNanoseconds();
            new GaussianNoise().fill(round, 0, target, target.length);
            best = Math.min(best, (cpuNanoseconds() - start) / (double) target.length);
        }
        System.out.printf(Locale.ROOT, "Gaussian: %.2f ns each%n", best);
    }

    private static long cpuNanoseconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
