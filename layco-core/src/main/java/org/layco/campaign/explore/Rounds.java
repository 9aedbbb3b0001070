package org.layco.campaign.explore;

import org.layco.campaign.SweepProgress;

/** Progress of many small batches of points as one: what is begun and ended inside is not told. */
final class Rounds implements SweepProgress {
    private static final String POINTS = "points";

    private final SweepProgress whole;
    private boolean points;

    Rounds(SweepProgress whole) {
        this.whole = whole;
    }

    @Override
    public void begin(String what, int total, int before, int parallelism) {
        points = what.equals(POINTS);
        if (!points) {
            whole.note("measuring %,d %s".formatted(total - before, what));
        }
    }

    @Override
    public void done(boolean failed) {
        if (points) {
            whole.done(failed);
        }
    }

    @Override
    public void note(String text) {
        whole.note(text);
    }

    @Override
    public void end() {
        points = false;
    }
}
