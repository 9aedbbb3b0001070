package org.layco.activity;

import java.util.Locale;
import java.util.Optional;
import org.layco.network.Operand;

/** Something a component does for one MVM layer, counted per inference. */
public enum Action {
    /** One crossbar cell takes part in one read: a row driven by one input slice, a column sensed. */
    CROSSBAR_CELL_READ(Operand.WEIGHT),
    /** One input slice becomes the drive of one wordline. */
    INPUT_CONVERSION(Operand.INPUT),
    /** One converted input is handed on to the next array. */
    INPUT_FORWARD(Operand.INPUT),
    /** One feature-map bit is written. */
    FEATURE_MAP_WRITE(Operand.INPUT),
    /** The line to one feature-map cell is charged for a write. */
    FEATURE_MAP_LINE(Operand.INPUT),
    /** One feature-map bit is read: its cell. */
    FEATURE_MAP_CELL_READ(Operand.INPUT),
    /** One feature-map bit is read: periphery. */
    FEATURE_MAP_READ(Operand.INPUT),
    /** One bit moves between the feature-map buffer and the arrays. */
    LINK(Operand.INPUT),
    /** One bitline result is driven to its partial-sum cell. */
    PARTIAL_SUM_DRIVE(Operand.PARTIAL_SUM),
    /** One partial-sum cell is written. */
    PARTIAL_SUM_WRITE(Operand.PARTIAL_SUM),
    /** The line to one partial-sum cell is charged for a write. */
    PARTIAL_SUM_LINE(Operand.PARTIAL_SUM),
    /** One partial-sum cell is read back. */
    PARTIAL_SUM_READ(Operand.PARTIAL_SUM),
    /** Partial sums become one digital code. */
    OUTPUT_CONVERSION(Operand.PARTIAL_SUM),
    /** One converted code is shifted and added to its output. */
    SHIFT_ADD(Operand.PARTIAL_SUM),
    /** One output value gets its bias, requantisation and activation function. */
    ACTIVATION;

    private final Optional<Operand> operand;

    Action() {
        this.operand = Optional.empty();
    }

    Action(Operand operand) {
        this.operand = Optional.of(operand);
    }

    /** The operand it is charged to, if one. */
    public Optional<Operand> operand() {
        return operand;
    }

    /** The key used in JSON and CSV. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
