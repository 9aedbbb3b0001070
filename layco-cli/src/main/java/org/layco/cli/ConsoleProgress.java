package org.layco.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.layco.study.Progress;

/**
 * Progress on stderr: a line that is rewritten in place on a terminal, one line a stage elsewhere. Rate and remaining time
 * are of the stage at hand.
 */
final class ConsoleProgress implements Progress {
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final double NANOS = 1e9;

    private final PrintWriter err;
    private final boolean terminal;
    private String stage = "";
    private int steps;
    private int done;
    private long started;
    private long drawn;

    ConsoleProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public synchronized void stage(String name, int stepCount) {
        finish();
        stage = name;
        steps = Math.max(1, stepCount);
        done = 0;
        started = System.nanoTime();
        drawn = 0;
        if (terminal) {
            draw();
        }
    }

    @Override
    public synchronized void step() {
        done++;
        if (terminal && System.nanoTime() - drawn > REDRAW_NANOS) {
            draw();
        }
    }

    @Override
    public synchronized void note(String text) {
        if (terminal) {
            err.print("\r\033[K");
        }
        err.println("  " + text);
        err.flush();
    }

    /** Ends the last stage's line, if this is progress on a console. */
    static void finish(Progress progress) {
        if (progress instanceof ConsoleProgress console) {
            console.finish();
        }
    }

    private synchronized void finish() {
        if (stage.isEmpty()) {
            return;
        }
        double seconds = (System.nanoTime() - started) / NANOS;
        if (terminal) {
            err.print("\r\033[K");
        }
        err.println(String.format(Locale.ROOT, "%-34s %6.1f s", stage, seconds));
        err.flush();
        stage = "";
    }

    private void draw() {
        drawn = System.nanoTime();
        double seconds = (drawn - started) / NANOS;
        String left = done == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  %.3g/s, about %.0f s left",
                        done / seconds,
                        seconds / done * Math.max(0, steps - done));
        err.print(String.format(Locale.ROOT, "\r\033[K%-34s %d/%d  %.0f s%s", stage, done, steps, seconds, left));
        err.flush();
    }
}
