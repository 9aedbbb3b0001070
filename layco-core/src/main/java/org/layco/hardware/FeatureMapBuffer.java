package org.layco.hardware;

import org.layco.source.Knowable;
import org.layco.source.Sourced;

/** The memory that holds feature maps between layers. */
public sealed interface FeatureMapBuffer {
    /** Decoders, sense amplifiers and all else that one bit's read takes beside the cell. */
    Sourced<Component> readBit();

    /** Cells that a feature map occupies. */
    long cells(long elements, int bits);

    /**
     * Digital RRAM cells in whole arrays.
     *
     * @param rows of one array, at least 1
     * @param columns of one array, at least 1
     * @param readBit periphery per bit read
     * @param arrayEfficiency share of the area that is cells, 0..1
     * @param writes how words are written
     */
    record Rram(
            int rows, int columns, Sourced<Component> readBit, Sourced<Double> arrayEfficiency, FeatureMapWrites writes)
            implements FeatureMapBuffer {
        public Rram {
            if (rows < 1 || columns < 1) {
                throw new IllegalArgumentException(
                        "Rows (%d) and columns (%d) must be at least 1.".formatted(rows, columns));
            }
            if (!(arrayEfficiency.value() > 0 && arrayEfficiency.value() <= 1)) {
                throw new IllegalArgumentException(
                        "arrayEfficiency (%s) must lie in (0, 1].".formatted(arrayEfficiency.value()));
            }
        }

        @Override
        public long cells(long elements, int bits) {
            return elements * writes.cellsOfWord(bits);
        }

        /** {@code cells} rounded up to whole arrays. */
        public long wholeArrays(long cells) {
            long array = (long) rows * columns;
            return Math.ceilDiv(cells, array) * array;
        }
    }

    /**
     * SRAM, eDRAM or another memory with figures of its own: writes neither err nor wear, at a cost that the write voltage
     * does not touch.
     *
     * @param readBit per bit read; its area is that of one whole buffer, periphery included
     * @param writeBit per bit written, if the source gives it
     * @param capacityBits of one buffer, at least 1
     */
    record Charge(Sourced<Component> readBit, Knowable<Sourced<Component>> writeBit, double capacityBits)
            implements FeatureMapBuffer {
        public Charge {
            if (!(capacityBits >= 1)) {
                throw new IllegalArgumentException("capacityBits (%s) must be at least 1.".formatted(capacityBits));
            }
        }

        @Override
        public long cells(long elements, int bits) {
            return elements * bits;
        }
    }
}
