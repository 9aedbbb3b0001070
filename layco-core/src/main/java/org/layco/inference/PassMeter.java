package org.layco.inference;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/**
 * Counts inference work in MACs of MVM layers, and what it would have been without its shortcuts. Threads may share it;
 * sums do not depend on their order.
 */
public final class PassMeter {
    /** MACs of one image in the steps before each step. */
    private final long[] macsBefore;

    private final int images;
    private final LongAdder executed = new LongAdder();
    private final LongAdder executedFromStart = new LongAdder();
    private final LongAdder spared = new LongAdder();
    private final LongAdder sparedFromStart = new LongAdder();

    /**
     * A meter at zero.
     *
     * @param images of one pass, at least 1
     */
    public PassMeter(Network network, int images) {
        if (images < 1) {
            throw new IllegalArgumentException("A pass needs at least 1 image, not %d.".formatted(images));
        }
        this.images = images;
        List<Layer> schedule = network.schedule();
        macsBefore = new long[schedule.size() + 1];
        for (int step = 0; step < schedule.size(); step++) {
            long own =
                    schedule.get(step) instanceof MvmLayer layer ? layer.shape().macs() : 0;
            macsBefore[step + 1] = macsBefore[step] + own;
        }
    }

    /** Images walked from one step to before another, to be resumed from there. */
    void prefix(int walked, int fromStep, int toStep) {
        executed.add(walked * (macsBefore[toStep] - macsBefore[fromStep]));
    }

    /** Images run from a step to the end. */
    public void run(int finished, int fromStep) {
        executed.add(finished * after(fromStep));
        executedFromStart.add(finished * after(0));
    }

    /** Images that did not have to be run from a step to the end. */
    public void spare(long left, int fromStep) {
        spared.add(left * after(fromStep));
        sparedFromStart.add(left * after(0));
    }

    /** The work so far. */
    public InferenceCost cost() {
        double pass = (double) images * after(0);
        return new InferenceCost(
                executed.sum() / pass,
                executedFromStart.sum() / pass,
                (executed.sum() + spared.sum()) / pass,
                (executedFromStart.sum() + sparedFromStart.sum()) / pass);
    }

    private long after(int step) {
        return macsBefore[macsBefore.length - 1] - macsBefore[step];
    }
}
