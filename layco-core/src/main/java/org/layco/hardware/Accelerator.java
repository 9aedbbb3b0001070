package org.layco.hardware;

import java.util.List;
import java.util.Optional;
import org.layco.network.MvmShape;
import org.layco.source.Knowable;
import org.layco.source.Sourced;

/**
 * A crossbar accelerator: the one template that every design of the library is an instance of.
 *
 * @param name of the design
 * @param aliases other names it answers to
 * @param title one line for people
 * @param reference the paper it follows
 * @param style its array style, for RRAM-buffer designs
 * @param technology node and chip-wide supply {@code v_supply} of converters, links and logic
 * @param array the crossbar and how operands are cut to it
 * @param layout how the columns of a layer are dealt to arrays
 * @param crossbarRead energy and time of a crossbar read
 * @param input from the feature-map buffer to the wordlines
 * @param partialSums where the results of crossbar reads wait
 * @param output from partial sums to digital codes
 * @param featureMaps memory between layers
 * @param link per bit moved between buffer and arrays, if a source gives it
 * @param shiftAdd per conversion added to its output, if a source gives it
 * @param activation per output value: bias, requantisation and activation function
 * @param parts components that the template has no place of its own for
 * @param wireFaradsPerMetre capacitance of a memory array's line
 * @param levels what is built, from the level above the array to the chip; empty if the card does not say
 * @param writeVoltage at which it writes RRAM buffers when no plan says otherwise
 */
public record Accelerator(
        String name,
        List<String> aliases,
        String title,
        String reference,
        Optional<Style> style,
        Technology technology,
        CrossbarArray array,
        ColumnLayout layout,
        Sourced<CrossbarRead> crossbarRead,
        InputInterface input,
        PartialSumStore partialSums,
        OutputInterface output,
        FeatureMapBuffer featureMaps,
        Knowable<Sourced<Component>> link,
        Knowable<Sourced<Component>> shiftAdd,
        Sourced<Component> activation,
        List<Part> parts,
        Sourced<Double> wireFaradsPerMetre,
        List<Level> levels,
        WriteVoltage writeVoltage) {
    /** How the columns of a layer are dealt to arrays. */
    public enum ColumnLayout {
        /** Slices and polarities of one output lie side by side in one array. */
        INTERLEAVED,
        /** Every slice of every polarity has arrays of its own (RAQ, DAC 2019: 2*W_i crossbars a tile). */
        PLANE_PER_ARRAY
    }

    /**
     * A read of a whole array.
     *
     * @param energyJoules with all rows and columns in use, at a mean normalised input of 0.5 and a mean normalised
     *     conductance of 0.5; proportional to each
     * @param cycleSeconds from one input slice to the next
     * @param areaSquareMetres of one array as its source gives it; plans take the area of their memory cell instead
     */
    public record CrossbarRead(double energyJoules, double cycleSeconds, Knowable<Double> areaSquareMetres) {
        /** Mean input times mean conductance that {@code energyJoules} is stated at. */
        public static final double STATED_ACTIVITY = 0.25;

        public CrossbarRead {
            if (!(energyJoules >= 0 && cycleSeconds > 0)) {
                throw new IllegalArgumentException("Read energy (%s J) must be at least 0 and cycle (%s s) positive."
                        .formatted(energyJoules, cycleSeconds));
            }
        }
    }

    public Accelerator {
        aliases = List.copyOf(aliases);
        parts = List.copyOf(parts);
        levels = List.copyOf(levels);
        if (input.reuse() == InputInterface.Reuse.ONCE && input.forward().isEmpty()) {
            throw new IllegalArgumentException(
                    "Design %s reads inputs once but has nothing to hand them on. Add 'forward'.".formatted(name));
        }
    }

    /** True if partial sums or feature maps wait in memory cells, which cost as their card says. */
    public boolean hasCellBuffers() {
        return partialSums instanceof PartialSumStore.AnalogRram || featureMaps instanceof FeatureMapBuffer.Rram;
    }

    /** Arrays side by side over which one row tile of one group's outputs spreads. */
    public int columnTiles(MvmShape shape, int weightBits) {
        int planes = array.polarities() * array.weightSlices(weightBits);
        int outputs = shape.outputs() / shape.groups();
        return switch (layout) {
            case INTERLEAVED -> Math.ceilDiv(outputs * planes, array.columns());
            case PLANE_PER_ARRAY -> planes * Math.ceilDiv(outputs, array.columns());
        };
    }

    /** Most columns of one array that a layer uses. */
    public int usedColumns(MvmShape shape, int weightBits) {
        int outputs = shape.outputs() / shape.groups();
        int planes = array.polarities() * array.weightSlices(weightBits);
        int wanted = switch (layout) {
            case INTERLEAVED -> outputs * planes;
            case PLANE_PER_ARRAY -> outputs;
        };
        return Math.min(array.columns(), wanted * groupsPerArray(shape, weightBits));
    }

    /**
     * Crossbar arrays that hold a layer. Groups small enough to share an array lie on its diagonal, so that all of them
     * compute in one read.
     */
    public long arrays(MvmShape shape, int weightBits) {
        int together = groupsPerArray(shape, weightBits);
        if (together > 1) {
            int planeArrays = switch (layout) {
                case INTERLEAVED -> 1;
                case PLANE_PER_ARRAY -> array.polarities() * array.weightSlices(weightBits);
            };
            return (long) planeArrays * Math.ceilDiv(shape.groups(), together);
        }
        return (long) shape.groups() * array.rowTiles(shape.rows()) * columnTiles(shape, weightBits);
    }

    /** True if inference writes memory cells: feature maps, partial sums or both. */
    public boolean writesCells() {
        return featureMaps instanceof FeatureMapBuffer.Rram || partialSums instanceof PartialSumStore.AnalogRram;
    }

    /** The same design at another chip-wide supply voltage. */
    public Accelerator withSupplyVolts(double volts) {
        return copy(name, aliases, new Technology(technology.nodeMetres(), volts), array, partialSums, output, input);
    }

    /** The same circuits built in another technology, ADCs running at its supply. */
    public Accelerator builtIn(Technology target) {
        double volts = target.supplyVolts();
        return copy(name, aliases, target, array, partialSums, output.nominalAt(volts), input.nominalAt(volts));
    }

    /** The same design under another name. */
    public Accelerator named(String newName, List<String> newAliases) {
        return copy(newName, newAliases, technology, array, partialSums, output, input);
    }

    /** True if both are built of the same parts, whatever they are called and written at. */
    public boolean builtAs(Accelerator other) {
        return equals(new Accelerator(
                name,
                aliases,
                title,
                reference,
                other.style,
                other.technology,
                other.array,
                other.layout,
                other.crossbarRead,
                other.input,
                other.partialSums,
                other.output,
                other.featureMaps,
                other.link,
                other.shiftAdd,
                other.activation,
                other.parts,
                other.wireFaradsPerMetre,
                other.levels,
                writeVoltage));
    }

    /** The same design with crossbar cells of so many bits, 1..8, and nothing else changed. */
    public Accelerator withCellBits(int bits) {
        CrossbarArray dense =
                new CrossbarArray(array.rows(), array.columns(), bits, array.polarities(), array.inputSliceBits());
        return copy(name, aliases, technology, dense, partialSums, output, input);
    }

    /**
     * The same design with larger sections: so many times the psum cells beside every array, in further lines of the same
     * length. Unchanged where partial sums do not wait in RRAM.
     *
     * @param factor at least 1
     */
    public Accelerator withSections(double factor) {
        return partialSums instanceof PartialSumStore.AnalogRram rram
                ? copy(name, aliases, technology, array, rram.times(factor), output, input)
                : this;
    }

    /** The same arrays with an ADC that resolves every bitline, and digital accumulation. */
    public Accelerator convertingEveryPartialSum() {
        int levels = array.rows() * ((1 << array.cellBits()) - 1) * ((1 << array.inputSliceBits()) - 1);
        int bits = Math.min(AdcModel.MAX_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(levels - 1));
        return copy(
                name,
                aliases,
                technology,
                array,
                new PartialSumStore.Digital(),
                new OutputInterface(output.converter(), bits),
                input);
    }

    private Accelerator copy(
            String newName,
            List<String> newAliases,
            Technology newTechnology,
            CrossbarArray newArray,
            PartialSumStore newPartialSums,
            OutputInterface newOutput,
            InputInterface newInput) {
        return new Accelerator(
                newName,
                newAliases,
                title,
                reference,
                style,
                newTechnology,
                newArray,
                layout,
                crossbarRead,
                newInput,
                newPartialSums,
                newOutput,
                featureMaps,
                link,
                shiftAdd,
                activation,
                parts,
                wireFaradsPerMetre,
                levels,
                writeVoltage);
    }

    private int groupsPerArray(MvmShape shape, int weightBits) {
        if (shape.groups() == 1) {
            return 1;
        }
        int outputs = shape.outputs() / shape.groups();
        int columns = switch (layout) {
            case INTERLEAVED -> outputs * array.polarities() * array.weightSlices(weightBits);
            case PLANE_PER_ARRAY -> outputs;
        };
        return Math.clamp(Math.min(array.rows() / shape.rows(), array.columns() / columns), 1, shape.groups());
    }
}
