package org.layco.hardware;

import org.layco.source.Sourced;

/** Where the results of single crossbar reads wait until they are summed. */
public sealed interface PartialSumStore {
    /** Conversions per output and row tile of an array. */
    int conversions(CrossbarArray array, int weightBits, int inputBits);

    /** Every result is converted at once and summed by digital shift-and-add; nothing is written to memory cells. */
    record Digital() implements PartialSumStore {
        @Override
        public int conversions(CrossbarArray array, int weightBits, int inputBits) {
            return array.polarities() * array.weightSlices(weightBits) * array.inputSlices(inputBits);
        }
    }

    /**
     * Results are written as analog levels to RRAM cells beside their array, and summed while they are read.
     *
     * @param cellsPerArray buffer cells of one section, at least 1
     * @param lineCells cells on the line that a write charges, at least 1
     * @param driver what turns a bitline current into a write, per write
     * @param readBack how many conversions the summing saves
     */
    record AnalogRram(Sourced<Integer> cellsPerArray, int lineCells, Sourced<Component> driver, ReadBack readBack)
            implements PartialSumStore {
        public AnalogRram {
            if (cellsPerArray.value() < 1 || lineCells < 1) {
                throw new IllegalArgumentException("Cells per array (%d) and per line (%d) must be at least 1."
                        .formatted(cellsPerArray.value(), lineCells));
            }
        }

        @Override
        public int conversions(CrossbarArray array, int weightBits, int inputBits) {
            return readBack.conversions(array, weightBits, inputBits);
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
