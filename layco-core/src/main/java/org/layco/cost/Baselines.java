package org.layco.cost;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.WriteVoltage;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.PlanAssembler;
import org.layco.network.Network;
import org.layco.source.Knowable;

/** The designs that a plan of one array style is compared with, as plans of their own. */
public final class Baselines {
    /** The bit-width of the headline. */
    public static final int HEADLINE_BITS = 8;

    /** The bit-width RRAM accelerators were published at. */
    public static final int WIDE_BITS = 16;

    private final Accelerator template;
    private final Accelerator raq;
    private final MemoryCell cell;

    /**
     * Baselines.
     *
     * @param template the RRAM-buffer design of the plan's style, under its own name
     * @param raq the design with per-layer bits and digital accumulation
     * @param cell the memory cell of plan and baselines
     */
    public Baselines(Accelerator template, Accelerator raq, MemoryCell cell) {
        this.template = template;
        this.raq = raq;
        this.cell = cell;
    }

    /** {@code <template>_8bit} or {@code _16bit}: one bit-width and one partition at nominal voltage. */
    public Baseline uniform(Network network, int bits) {
        return uniform(network, template.name() + "_" + bits + "bit", bits, cell.nominalVolts());
    }

    /**
     * {@code <template>_safe}: what any careful designer would do. 8 bits, at the lowest uniform voltage at which writes
     * fail with at most {@link WriteVoltage#SAFE_PROBABILITY}; absent if the cell has no such voltage.
     */
    public Knowable<Baseline> safe(Network network) {
        return WriteVoltage.LOWEST_SAFE
                .volts(cell)
                .map(volts -> uniform(network, template.name() + "_safe", HEADLINE_BITS, volts));
    }

    /**
     * {@code raq}: per-layer bits on arrays of its own, at nominal voltage (Z. Zhu et al., DAC 2019).
     *
     * @param weightBits of each layer, in the network's order
     * @param inputBits of each layer
     */
    public Baseline raq(Network network, List<Integer> weightBits, List<Integer> inputBits) {
        double nominal = cell.nominalVolts();
        List<OperatingPoint> points = IntStream.range(0, weightBits.size())
                .mapToObj(layer -> new OperatingPoint(
                        weightBits.get(layer),
                        inputBits.get(layer),
                        raq.output().maxBits(),
                        nominal,
                        nominal))
                .toList();
        return new Baseline("raq", Optional.empty(), raq, new PlanAssembler(raq, cell).assemble(network, points));
    }

    private Baseline uniform(Network network, String name, int bits, double volts) {
        return Baseline.uniform(name, template, cell, network, bits, volts);
    }
}
