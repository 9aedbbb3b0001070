package org.layco.hardware;

import org.layco.source.Knowable;

/** A circuit between digital codes and analog quantities, at any resolution. */
public sealed interface Converter {
    /** Joules of one conversion of {@code bits} in a design at {@code technology}. */
    double energyJoules(int bits, Technology technology);

    /** Square metres of all converters of {@code bits} that serve one array. */
    double areaPerArraySquareMetres(int bits, Technology technology);

    /** Converters for each crossbar array; a fraction where arrays share one. */
    double perArray();

    /** Conversions a second of one converter. */
    double hertz();

    /** Watts that all converters that serve one array leak, if known. */
    Knowable<Double> leakagePerArrayWatts();

    /**
     * An ADC by {@link AdcModel}; energy scales with the square of the supply around {@code nominalSupplyVolts}, the
     * survey's ADCs running at their node's nominal supply.
     */
    record Adc(double hertz, double perArray, double nominalSupplyVolts) implements Converter {
        public Adc {
            positive(hertz, perArray);
        }

        @Override
        public double energyJoules(int bits, Technology technology) {
            double ratio = technology.supplyVolts() / nominalSupplyVolts;
            return AdcModel.energyJoules(bits, technology.nodeMetres(), hertz) * ratio * ratio;
        }

        @Override
        public double areaPerArraySquareMetres(int bits, Technology technology) {
            return perArray * AdcModel.areaSquareMetres(bits, technology.nodeMetres(), hertz);
        }

        @Override
        public Knowable<Double> leakagePerArrayWatts() {
            return Knowable.unavailable("the ADC survey gives no leakage");
        }
    }

    /**
     * A converter whose energy and area double with every bit: binary-weighted DACs, and time-domain converters (DTC,
     * TDC), whose delay lines do (rule of the Accelergy component library).
     *
     * @param component one converter at {@code statedBits}
     * @param statedBits the resolution its figures hold for, 1..16
     * @param hertz conversions a second
     */
    record Doubling(Component component, int statedBits, double hertz) implements Converter {
        public Doubling {
            positive(hertz, component.perArray());
        }

        @Override
        public double energyJoules(int bits, Technology technology) {
            return Math.scalb(component.energyJoules(technology), bits - statedBits);
        }

        @Override
        public double areaPerArraySquareMetres(int bits, Technology technology) {
            return Math.scalb(component.areaPerArraySquareMetres(technology), bits - statedBits);
        }

        @Override
        public double perArray() {
            return component.perArray();
        }

        @Override
        public Knowable<Double> leakagePerArrayWatts() {
            return component.leakagePerArrayWatts();
        }
    }

    private static void positive(double hertz, double perArray) {
        if (!(hertz > 0 && perArray > 0)) {
            throw new IllegalArgumentException(
                    "Rate (%s Hz) and converters per array (%s) must be positive.".formatted(hertz, perArray));
        }
    }
}
