package org.layco.inference;

import org.layco.device.FaultModel;
import org.layco.fault.ArrayGeometry;

/**
 * A memory of cells in arrays.
 *
 * @param faults what goes wrong with its cells
 * @param arrays that its cells fill in the order of their numbers
 */
public record Memory(FaultModel faults, ArrayGeometry arrays) {}
