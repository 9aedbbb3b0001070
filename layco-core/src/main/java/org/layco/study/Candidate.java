package org.layco.study;

import java.util.List;
import java.util.Optional;
import org.layco.cost.Baseline;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.Plan;
import org.layco.network.MvmLayer;
import org.layco.network.Network;
import org.layco.source.Knowable;

/** A design to be compared: an accelerator and the operating points at which it runs a network. */
public sealed interface Candidate {
    /** As in results. */
    String name();

    /** The hardware. */
    Accelerator accelerator();

    /** The design with its operating points for a network, or why there are none. */
    Knowable<Baseline> on(Network network, MemoryCell cell);

    /**
     * One bit-width and one write voltage everywhere.
     *
     * @param accelerator the hardware, under its own name
     * @param bits of weights and inputs, 2..16
     * @param writeVolts of RRAM buffers, within the cell's range; empty for the design's own
     */
    record Uniform(Accelerator accelerator, int bits, Optional<Double> writeVolts) implements Candidate {
        @Override
        public String name() {
            return accelerator.name();
        }

        @Override
        public Knowable<Baseline> on(Network network, MemoryCell cell) {
            Knowable<Double> volts = writeVolts
                    .<Knowable<Double>>map(Knowable::known)
                    .orElseGet(() -> accelerator.writeVoltage().volts(cell));
            return volts.map(each -> Baseline.uniform(name(), accelerator, cell, network, bits, each));
        }
    }

    /**
     * The operating points of a plan, which fit one network only.
     *
     * @param accelerator the hardware that the plan was made for
     * @param plan its operating points and partitions
     * @param network name of the network it was made for
     * @param networkSha256 of that network
     */
    record Planned(Accelerator accelerator, Plan plan, String network, String networkSha256) implements Candidate {
        /** What a plan is called in results. */
        public static final String NAME = "plan";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Knowable<Baseline> on(Network onto, MemoryCell cell) {
            if (!onto.sha256().equals(networkSha256)) {
                return Knowable.unavailable(
                        "the plan was made for network %s, not for %s".formatted(network, onto.name()));
            }
            List<String> layers = onto.mvmLayers().stream().map(MvmLayer::name).toList();
            if (!layers.equals(plan.layers().stream().map(LayerPoint::layer).toList())) {
                return Knowable.unavailable(
                        "the plan does not name the layers of %s in their order".formatted(onto.name()));
            }
            return Knowable.known(new Baseline(NAME, Optional.empty(), accelerator, plan));
        }
    }
}
