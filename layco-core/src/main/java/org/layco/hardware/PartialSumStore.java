package org.layco.hardware;

import java.util.Optional;
import org.layco.source.Sourced;

/** Where the results of single crossbar reads wait until they are summed. */
public sealed interface PartialSumStore {
    /** Conversions per output and group of {@link #rowTilesPerConversion} row tiles. */
    int conversions(CrossbarArray array, int weightBits, int inputBits);

    /** Row tiles whose results are summed in analog before they are converted. */
    default int rowTilesPerConversion() {
        return 1;
    }

    /** What takes a bitline's result to where it waits, once for each result; absent if results are converted at once. */
    default Optional<Sourced<Component>> driver() {
        return Optional.empty();
    }

    /** Every result is converted at once and summed by digital shift-and-add; nothing is written to memory cells. */
    record Digital() implements PartialSumStore {
        @Override
        public int conversions(CrossbarArray array, int weightBits, int inputBits) {
            return array.polarities() * array.weightSlices(weightBits) * array.inputSlices(inputBits);
        }
    }

    /**
     * Spikes are integrated over all input slices and counted, so that a column of an array is converted once for all of
     * them (L. Song et al., PipeLayer, HPCA 2017, "integration and fire"). Nothing is written to memory cells.
     */
    record IntegrateAndFire() implements PartialSumStore {
        @Override
        public int conversions(CrossbarArray array, int weightBits, int inputBits) {
            return array.polarities() * array.weightSlices(weightBits);
        }
    }

    /**
     * Currents of arrays below each other are handed on by analog local buffers and summed before one conversion (W. Li et
     * al., TIMELY, ISCA 2020, section IV: P-subBuf and I-adder). Nothing is written to memory cells.
     *
     * @param rowTilesPerConversion arrays whose currents add, at least 1
     * @param buffer hands one column's current on
     */
    record AnalogLocal(int rowTilesPerConversion, Sourced<Component> buffer) implements PartialSumStore {
        public AnalogLocal {
            if (rowTilesPerConversion < 1) {
                throw new IllegalArgumentException(
                        "rowTilesPerConversion (%d) must be at least 1.".formatted(rowTilesPerConversion));
            }
        }

        @Override
        public int conversions(CrossbarArray array, int weightBits, int inputBits) {
            return array.polarities() * array.weightSlices(weightBits) * array.inputSlices(inputBits);
        }

        @Override
        public Optional<Sourced<Component>> driver() {
            return Optional.of(buffer);
        }
    }

    /**
     * Results are written as analog levels to RRAM cells beside their array, and summed while they are read.
     *
     * @param cellsPerArray buffer cells of one section, at least 1
     * @param lineCells cells on the line that a write charges, at least 1
     * @param writer what turns a bitline current into a write, per write
     * @param readBack how many conversions the summing saves
     */
    record AnalogRram(Sourced<Integer> cellsPerArray, int lineCells, Sourced<Component> writer, ReadBack readBack)
            implements PartialSumStore {
        public AnalogRram {
            if (cellsPerArray.value() < 1 || lineCells < 1) {
                throw new IllegalArgumentException("Cells per array (%d) and per line (%d) must be at least 1."
                        .formatted(cellsPerArray.value(), lineCells));
            }
        }

        /** The same with so many times the cells, rounded up. */
        AnalogRram times(double factor) {
            return new AnalogRram(
                    cellsPerArray.map(cells -> Math.toIntExact((long) Math.ceil(cells * factor))),
                    lineCells,
                    writer,
                    readBack);
        }

        @Override
        public int conversions(CrossbarArray array, int weightBits, int inputBits) {
            return readBack.conversions(array, weightBits, inputBits);
        }

        @Override
        public Optional<Sourced<Component>> driver() {
            return Optional.of(writer);
        }
    }

    /** How many conversions it takes to read back the partial sums of one output and row tile. */
    sealed interface ReadBack {
        /** Conversions per output and row tile. */
        int conversions(CrossbarArray array, int weightBits, int inputBits);

        /**
         * Cells of equal significance share a column and add when read; {@code columnsPerConversion} neighbouring
         * columns are summed in analog (T. Chou et al., CASCADE, MICRO 2019: 16 x 16 bit slices lie in 30 columns and
         * take 10 conversions). Generalised to ceil((b_w + b_i - 2)/columnsPerConversion), at least 1.
         */
        record GroupedSignificance(int columnsPerConversion) implements ReadBack {
            public GroupedSignificance {
                if (columnsPerConversion < 1) {
                    throw new IllegalArgumentException(
                            "columnsPerConversion (%d) must be at least 1.".formatted(columnsPerConversion));
                }
            }

            @Override
            public int conversions(CrossbarArray array, int weightBits, int inputBits) {
                return Math.max(1, Math.ceilDiv(weightBits + inputBits - 2, columnsPerConversion));
            }
        }

        /** Every (weight slice, input slice) is converted by itself; the two polarities are subtracted in analog. */
        record PerSlice() implements ReadBack {
            @Override
            public int conversions(CrossbarArray array, int weightBits, int inputBits) {
                return array.weightSlices(weightBits) * array.inputSlices(inputBits);
            }
        }
    }
}
