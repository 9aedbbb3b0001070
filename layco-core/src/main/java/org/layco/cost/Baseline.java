package org.layco.cost;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.PartialSumStore;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.network.Network;

/**
 * A design that a plan is compared with.
 *
 * @param name as in results: {@code cascade_rram_buffer_8bit}
 * @param bits its uniform bit-width; empty if its bits differ between layers
 * @param accelerator the hardware
 * @param plan its operating points and partitions
 */
public record Baseline(String name, Optional<Integer> bits, Accelerator accelerator, Plan plan) {
    /**
     * A design at one bit-width and one write voltage. RRAM-buffer designs read partial sums back at that many bits, if
     * they can; others convert at the resolution they are built with.
     *
     * @param bits of weights and inputs, 2..16
     * @param volts of all RRAM buffers, within the cell's range
     */
    public static Baseline uniform(
            String name, Accelerator accelerator, MemoryCell cell, Network network, int bits, double volts) {
        boolean buffered = accelerator.partialSums() instanceof PartialSumStore.AnalogRram;
        int partialSumBits = buffered
                ? accelerator.output().resolution(bits)
                : accelerator.output().maxBits();
        OperatingPoint point = new OperatingPoint(bits, bits, partialSumBits, volts, volts);
        List<OperatingPoint> points = Collections.nCopies(network.mvmLayers().size(), point);
        return new Baseline(
                name, Optional.of(bits), accelerator, new PlanAssembler(accelerator, cell).assemble(network, points));
    }
}
