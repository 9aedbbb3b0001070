package org.layco.campaign;

/** Hears how far a sweep has come; called by one thread at a time. */
public interface SweepProgress {
    /** Hears nothing. */
    SweepProgress SILENT = new SweepProgress() {
        @Override
        public void begin(String what, int total, int before, int parallelism) {}

        @Override
        public void done(boolean failed) {}

        @Override
        public void note(String text) {}

        @Override
        public void end() {}
    };

    /**
     * Tasks of one kind begin.
     *
     * @param what they find, in the plural
     * @param total of them, those done before included
     * @param before done in earlier sweeps
     * @param parallelism that run at the same time
     */
    void begin(String what, int total, int before, int parallelism);

    /** A task is done. */
    void done(boolean failed);

    /** Something worth reading. */
    void note(String text);

    /** All tasks of this kind are done, or none may start any more. */
    void end();
}
