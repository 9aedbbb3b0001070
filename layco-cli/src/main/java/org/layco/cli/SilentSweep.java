package org.layco.cli;

import org.layco.campaign.SweepProgress;

/** Tells nothing. */
final class SilentSweep implements SweepProgress {
    @Override
    public void begin(String what, int total, int before, int parallelism) {}

    @Override
    public void done(boolean failed) {}

    @Override
    public void note(String text) {}

    @Override
    public void end() {}
}
