package org.layco.inference;

import java.util.Optional;
import org.layco.device.LevelGaussians;
import org.layco.fault.PlaneRates;
import org.layco.quant.StoredCode;

/**
 * How the cells err that hold the weights or the input of one layer.
 *
 * @param code how words of cells stand for codes; absent: as the hardware stores them, weights as the crossbars' own digits and
 *     inputs in offset binary
 * @param cells what they hold and how they fail
 */
public record OperandErrors(Optional<StoredCode> code, Cells cells) {
    /** Perfect cells. */
    public static final OperandErrors NONE = at(0);

    /** What cells hold and how they fail. */
    public sealed interface Cells {
        /**
         * One bit a cell. Their memory's fault model acts on them unless all rates are 0: then they are perfect.
         *
         * @param rates mean failure probability of a write, by bit plane
         */
        record SingleLevel(PlaneRates rates) implements Cells {}

        /**
         * Several bits a cell, which is misread as a neighbouring level. The fault model of single-level cells does not act on them.
         *
         * @param levels of every cell
         */
        record MultiLevel(LevelGaussians levels) implements Cells {}
    }

    /**
     * Codes stored as the hardware stores them, all bits alike.
     *
     * @param rate mean failure probability of a write, 0..1
     */
    public static OperandErrors at(double rate) {
        return new OperandErrors(Optional.empty(), new Cells.SingleLevel(new PlaneRates(rate, 0, rate)));
    }

    /** Codes in a stored code of choice, bit planes at their rates. */
    public static OperandErrors of(StoredCode code, PlaneRates rates) {
        return new OperandErrors(Optional.of(code), new Cells.SingleLevel(rates));
    }

    /** Codes in a stored code of choice, several bits a cell. */
    public static OperandErrors of(StoredCode code, LevelGaussians levels) {
        return new OperandErrors(Optional.of(code), new Cells.MultiLevel(levels));
    }
}
