package org.layco.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import org.layco.campaign.SweepProgress;

/**
 * Progress of a sweep on stderr: points done, failed and running, rate and remaining time; a line that is rewritten in place on a
 * terminal, one line a minute elsewhere.
 */
final class ConsoleSweep implements SweepProgress {
    private static final long REDRAW_MILLIS = 500;
    private static final long LINE_MILLIS = 60_000;
    private static final double NANOS = 1e9;
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private final PrintWriter err;
    private final boolean terminal;
    private Timer timer = new Timer("layco-progress", true);
    private String what = "";
    private int total;
    private int before;
    private int done;
    private int failed;
    private int parallelism;
    private long started;

    ConsoleSweep(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public synchronized void begin(String kind, int all, int doneBefore, int atOnce) {
        what = kind;
        total = all;
        before = doneBefore;
        done = 0;
        failed = 0;
        parallelism = atOnce;
        started = System.nanoTime();
        err.println("%,d %s%s, %d at a time"
                .formatted(
                        all, kind, doneBefore == 0 ? "" : ", %,d of them done before".formatted(doneBefore), atOnce));
        err.flush();
        long period = terminal ? REDRAW_MILLIS : LINE_MILLIS;
        timer = new Timer("layco-progress", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        draw();
                    }
                },
                period,
                period);
    }

    @Override
    public synchronized void done(boolean withFailure) {
        done++;
        failed += withFailure ? 1 : 0;
    }

    @Override
    public synchronized void note(String text) {
        err.println((terminal ? "\r\033[K" : "") + text);
        err.flush();
    }

    @Override
    public synchronized void end() {
        timer.cancel();
        err.println((terminal ? "\r\033[K" : "") + line());
        err.flush();
    }

    private synchronized void draw() {
        err.print(terminal ? "\r\033[K" + line() : line() + System.lineSeparator());
        err.flush();
    }

    private String line() {
        double seconds = (System.nanoTime() - started) / NANOS;
        int left = total - before - done;
        String text = String.format(Locale.ROOT, "%,d/%,d %s", before + done, total, what)
                + (failed == 0 ? "" : ", %d failed".formatted(failed));
        if (left == 0) {
            return text + ", " + duration(seconds);
        }
        text += ", %d running".formatted(Math.min(parallelism, left));
        return done == 0
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                ", %.3g/s, about %s left",
                                done / seconds,
                                duration(seconds / done * left));
    }

    /** Seconds as a reader wants them. */
    static String duration(double seconds) {
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < HOUR
                ? String.format(Locale.ROOT, "%.0f min", seconds / MINUTE)
                : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
    }
}
