package org.layco.crossbar;

import java.nio.LongBuffer;

/** One layer's crossbars as one chip holds them. Not thread-safe. */
public interface ProgrammedLayer extends AutoCloseable {
    /** The layer. */
    LayerProgram program();

    /** Changes the chip: time is proportional to the faults of the chips before and after. */
    void chip(WeightFaults faults);

    /**
     * Computes one image.
     *
     * <p>A missed write of a partial sum leaves in its buffer cell what the previous position of the same image left there,
     * which is itself older if that write was missed too; before the first position every cell is at level 0.
     *
     * @param digits the image's stored input digits (code plus zero point), channels last, after any bit errors
     * @param missedWrites ascending write numbers of {@link PartialSums}, each once
     * @param stuck writes that meet a buffer cell which takes none
     * @return positions x outputs accumulators, valid until the next call
     */
    Accumulators run(char[] digits, LongBuffer missedWrites, StuckPartialSums stuck);

    @Override
    void close();
}
