package org.layco.crossbar;

/** A way to compute layers as crossbars would, errors included. All engines give the same integers. */
public interface CrossbarEngine {
    /** A layer's crossbars, as meant, without faults; belongs to the calling worker thread. */
    ProgrammedLayer program(LayerProgram program);
}
