package org.layco.study;

/** Hears how far a run has come. Results never depend on it. */
public interface Progress {
    /** Hears nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void stage(String name, int steps) {}

        @Override
        public void step() {}

        @Override
        public void note(String text) {}
    };

    /**
     * A stage begins; the one before is done.
     *
     * @param name what is being done
     * @param steps how many {@link #step} calls it will make, at least 1
     */
    void stage(String name, int steps);

    /** One step of the stage is done. */
    void step();

    /** Something worth reading. */
    void note(String text);
}
