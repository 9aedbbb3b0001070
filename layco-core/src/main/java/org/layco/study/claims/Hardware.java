package org.layco.study.claims;

import org.layco.activity.LayerStatistics;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;

/**
 * What the designs of one array style are made of.
 *
 * @param design the RRAM-buffer design, of plan and uniform baselines
 * @param raq RAQ, built in the design's technology
 * @param cell the memory cell of all of them
 * @param data what the data of every layer look like, since nothing is measured
 */
public record Hardware(Accelerator design, Accelerator raq, MemoryCell cell, LayerStatistics data) {}
