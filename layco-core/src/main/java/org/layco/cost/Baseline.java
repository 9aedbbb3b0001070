package org.layco.cost;

import java.util.Optional;
import org.layco.hardware.Accelerator;
import org.layco.mapping.Plan;

/**
 * A design that a plan is compared with.
 *
 * @param name as in results: {@code cascade_rram_buffer_8bit}
 * @param bits its uniform bit-width; empty if its bits differ between layers
 * @param accelerator the hardware
 * @param plan its operating points and partitions
 */
public record Baseline(String name, Optional<Integer> bits, Accelerator accelerator, Plan plan) {}
