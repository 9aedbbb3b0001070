package org.layco.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layco.hardware.Component.Copies;
import org.layco.source.Kind;
import org.layco.source.Knowable;
import org.layco.source.Sourced;

/**
 * Every component of a design, with what one copy takes at the design's node and supply. Memory cells are not among
 * them: they have cards of their own.
 *
 * @param items in the order of the template
 */
public record Inventory(List<Item> items) {
    /** A place in the template. */
    public enum Slot {
        /** A crossbar read of a whole array. */
        CROSSBAR_READ,
        /** DAC or DTC. */
        INPUT_CONVERTER,
        /** Latch that hands inputs on. */
        INPUT_FORWARD,
        /** What takes a bitline's result to where partial sums wait. */
        PARTIAL_SUM_DRIVER,
        /** ADC or TDC. */
        OUTPUT_CONVERTER,
        /** A bit read from the feature-map buffer. */
        FEATURE_MAP_READ,
        /** A bit written to it. */
        FEATURE_MAP_WRITE,
        /** A bit moved between buffer and arrays. */
        LINK,
        /** A converted code added to its output. */
        SHIFT_ADD,
        /** An output value finished. */
        ACTIVATION,
        /** Charged to nothing that an MVM layer does. */
        OTHER
    }

    /**
     * A component.
     *
     * @param name where it stands in the card
     * @param slot the action it takes part in
     * @param copies how many are built
     * @param energyJoules of one action
     * @param areaSquareMetres of one copy, if known
     * @param leakageWatts of one copy, if known
     * @param busyHertz actions a second of a copy that is always busy, if stated; converters act as often as reads need
     * @param statedAt node and supply of its source
     * @param validity where its figures hold, after the resolution of a converter
     * @param source a citation
     * @param kind how its figures came to be known
     */
    public record Item(
            String name,
            Slot slot,
            Copies copies,
            double energyJoules,
            Knowable<Double> areaSquareMetres,
            Knowable<Double> leakageWatts,
            Optional<Double> busyHertz,
            Technology statedAt,
            String validity,
            String source,
            Kind kind) {}

    public Inventory {
        items = List.copyOf(items);
    }

    /** The inventory of a design; converters at the resolution of its input slices and its greatest output resolution. */
    public static Inventory of(Accelerator design) {
        Listing listing = new Listing(design.technology());
        listing.crossbar(design.crossbarRead());
        listing.converter(
                "input.converter",
                Slot.INPUT_CONVERTER,
                design.input().converter(),
                design.array().inputSliceBits());
        design.input().forward().ifPresent(latch -> listing.component("input.forward", Slot.INPUT_FORWARD, latch));
        design.partialSums()
                .driver()
                .ifPresent(driver -> listing.component("partial_sums.driver", Slot.PARTIAL_SUM_DRIVER, driver));
        listing.converter(
                "output.converter",
                Slot.OUTPUT_CONVERTER,
                design.output().converter(),
                design.output().maxBits());
        listing.featureMaps(design.featureMaps());
        listing.knowable("link", Slot.LINK, design.link());
        listing.knowable("shift_add", Slot.SHIFT_ADD, design.shiftAdd());
        listing.component("activation", Slot.ACTIVATION, design.activation());
        for (Part part : design.parts()) {
            listing.component(part.name(), slot(part.charged()), part.component());
        }
        return new Inventory(listing.items);
    }

    private static Slot slot(Part.Charged charged) {
        return switch (charged) {
            case INPUT_CONVERSION -> Slot.INPUT_CONVERTER;
            case OUTPUT_CONVERSION -> Slot.OUTPUT_CONVERTER;
            case FEATURE_MAP_WRITE -> Slot.FEATURE_MAP_WRITE;
            case NOTHING -> Slot.OTHER;
        };
    }

    /** Items being listed at one technology. */
    private static final class Listing {
        private static final Copies ONE = new Copies(1, Level.ARRAY);

        private final List<Item> items = new ArrayList<>();
        private final Technology technology;

        Listing(Technology technology) {
            this.technology = technology;
        }

        void crossbar(Sourced<Accelerator.CrossbarRead> read) {
            items.add(new Item(
                    "crossbar_read",
                    Slot.CROSSBAR_READ,
                    ONE,
                    read.value().energyJoules(),
                    read.value().areaSquareMetres(),
                    Knowable.unavailable("cells do not leak between reads"),
                    Optional.empty(),
                    technology,
                    "proportional to inputs and conductances; node and supply as stated",
                    read.reference(),
                    read.kind()));
        }

        void converter(String name, Slot slot, Sourced<Converter> sourced, int bits) {
            Converter converter = sourced.value();
            items.add(new Item(
                    name,
                    slot,
                    converter.copies(),
                    converter.energyJoules(bits, technology),
                    Knowable.known(converter.areaSquareMetres(bits, technology)),
                    converter.leakageWatts(),
                    Optional.empty(),
                    statedAt(converter),
                    "%d bits; %s".formatted(bits, converter.validity()),
                    sourced.reference(),
                    sourced.kind()));
        }

        void featureMaps(FeatureMapBuffer buffer) {
            component("feature_maps.read_bit", Slot.FEATURE_MAP_READ, buffer.readBit());
            switch (buffer) {
                case FeatureMapBuffer.Rram rram -> {
                    // Writes are the memory cell's.
                }
                case FeatureMapBuffer.Charge charge -> {
                    if (!charge.writeBit().equals(Knowable.known(charge.readBit()))) {
                        knowable("feature_maps.write_bit", Slot.FEATURE_MAP_WRITE, charge.writeBit());
                    }
                }
            }
        }

        void knowable(String name, Slot slot, Knowable<Sourced<Component>> component) {
            switch (component) {
                case Knowable.Known<Sourced<Component>>(Sourced<Component> known) -> component(name, slot, known);
                case Knowable.Unavailable<Sourced<Component>> unavailable -> {
                    // No source gives it; estimates say that they leave it out.
                }
            }
        }

        void component(String name, Slot slot, Sourced<Component> sourced) {
            Component component = sourced.value();
            items.add(new Item(
                    name,
                    slot,
                    component.copies(),
                    component.energyJoules(technology),
                    Knowable.known(component.areaSquareMetres(technology)),
                    component.leakageWatts(),
                    component.hertz(),
                    component.statedAt(),
                    Technology.VALIDITY,
                    sourced.reference(),
                    sourced.kind()));
        }

        private Technology statedAt(Converter converter) {
            return switch (converter) {
                case Converter.Adc adc -> new Technology(technology.nodeMetres(), adc.nominalSupplyVolts());
                case Converter.Sar sar -> sar.component().statedAt();
                case Converter.Doubling doubling -> doubling.component().statedAt();
            };
        }
    }
}
