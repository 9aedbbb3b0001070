package org.layco.cost;

import java.util.Locale;
import java.util.Optional;

/**
 * A figure that a design is expected to give: what its paper prints, or what our own model gave when the row was written.
 *
 * @param quantity what
 * @param of a level, a component or another design, where the quantity needs one
 * @param shape rows and outputs of the layer, where the quantity needs one
 * @param weightBits b_w, 2..16
 * @param inputBits b_i, 2..16
 * @param variant of the design that the figure holds for
 * @param operationsPerMac operations that the source counts a MAC as, 1 or 2
 * @param value in {@code unit}
 * @param unit as the source prints it; 1 for a number
 * @param unitInSi SI units in one {@code unit}
 * @param tolerance largest relative error that passes, at least 0
 * @param because why this tolerance
 * @param origin where the figure comes from
 * @param source a citation
 * @param exception what is missing where the figure is known to be missed
 * @param unavailable why our model gives no figure at all
 */
public record ExpectedFigure(
        Quantity quantity,
        Optional<String> of,
        Optional<LayerSize> shape,
        int weightBits,
        int inputBits,
        String variant,
        int operationsPerMac,
        double value,
        String unit,
        double unitInSi,
        double tolerance,
        String because,
        Origin origin,
        String source,
        Optional<String> exception,
        Optional<String> unavailable) {
    /** A fully connected layer. */
    public record LayerSize(int rows, int outputs) {}

    /** What is compared. */
    public enum Quantity {
        /** Power of one unit of a level at its peak, in watts. */
        POWER,
        /** Area of one unit of a level, in square metres. */
        AREA,
        /** Operations per joule of one unit of a level at its peak. */
        EFFICIENCY,
        /** Operations a second and square metre of one unit of a level at its peak. */
        DENSITY,
        /** Part of the whole chip's peak power that a component, or several joined by {@code +}, take. */
        POWER_SHARE,
        /** MACs per joule at the peak, inputs as wide as weights, over those of another design with b_i-bit inputs. */
        EFFICIENCY_RATIO,
        /** Energy of one full array at digital accumulation over that at the design's own. */
        ADC_REFERENCE_ENERGY_RATIO,
        /** The same over sense amplifiers. */
        SA_REFERENCE_ENERGY_RATIO,
        /** T * pol * S_w * S_i for one row tile. */
        PARTIAL_SUMS_PER_OUTPUT_AND_ROW_TILE,
        /** Conversions for one output and row tile. */
        CONVERSIONS_PER_OUTPUT_AND_ROW_TILE,
        /** Crossbar arrays that hold a layer. */
        ARRAYS,
        /** Energy of an inference of ResNet-20 with the default cell, in joules. */
        RESNET20_ENERGY;

        /** True if what an operation is changes the figure. */
        public boolean countsOperations() {
            return this == EFFICIENCY || this == DENSITY;
        }

        /** The key used in files. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where an expected figure comes from. */
    public enum Origin {
        /** Printed in the paper. */
        PUBLISHED,
        /** Follows from figures that the paper prints, but is not printed itself. */
        DERIVED,
        /** Our own model's, to notice changes; never called published. */
        REGRESSION;

        /** The word used in files. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ExpectedFigure {
        if (!(tolerance >= 0 && unitInSi > 0)) {
            throw new IllegalArgumentException(
                    "tolerance (%s) must be at least 0, the unit (%s SI) positive.".formatted(tolerance, unitInSi));
        }
        if (exception.isPresent() && unavailable.isPresent()) {
            throw new IllegalArgumentException("A figure is missed or unavailable, not both. Remove one.");
        }
    }

    /** The expected value in SI units. */
    public double si() {
        return value * unitInSi;
    }
}
