package org.layco.study.claims;

import org.layco.activity.LayerStatistics;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;

/**
 * What the designs of one array style are made of.
 *
 * @param design the RRAM-buffer design, of plan and uniform baselines
 * @param raq RAQ, built in the design's technology
 * @param timely TIMELY as published
 * @param cell the memory cell of all of them
 * @param data what the data of every layer look like, since nothing is measured
 */
public record Hardware(Accelerator design, Accelerator raq, Accelerator timely, MemoryCell cell, LayerStatistics data) {
    /** The same with another RRAM-buffer design. */
    public Hardware withDesign(Accelerator other) {
        return new Hardware(other, raq, timely, cell, data);
    }

    /** The same with another RAQ, which is built in the design's technology. */
    public Hardware withRaq(Accelerator other) {
        return new Hardware(design, other.builtIn(design.technology()), timely, cell, data);
    }

    /** The same with another TIMELY. */
    public Hardware withTimely(Accelerator other) {
        return new Hardware(design, raq, other, cell, data);
    }

    /** The same with another memory cell. */
    public Hardware withCell(MemoryCell other) {
        return new Hardware(design, raq, timely, other, data);
    }

    /** The same with other data. */
    public Hardware withData(LayerStatistics other) {
        return new Hardware(design, raq, timely, cell, other);
    }
}
