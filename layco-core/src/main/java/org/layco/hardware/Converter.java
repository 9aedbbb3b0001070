package org.layco.hardware;

import org.layco.hardware.Component.Copies;
import org.layco.source.Knowable;

/** A circuit between digital codes and analog quantities, at any resolution. */
public sealed interface Converter {
    /** Joules of one conversion of {@code bits} in a design at {@code technology}. */
    double energyJoules(int bits, Technology technology);

    /** Square metres of one converter of {@code bits} in a design at {@code technology}. */
    double areaSquareMetres(int bits, Technology technology);

    /** How many are built. */
    Copies copies();

    /** Conversions a second of one converter. */
    double hertz();

    /** Watts that one converter leaks, if known. */
    Knowable<Double> leakageWatts();

    /** Where the figures hold, for people. */
    String validity();

    /** The same converter in a technology whose nominal supply is {@code volts}. */
    default Converter nominalAt(double volts) {
        return switch (this) {
            case Adc adc -> new Adc(adc.hertz(), adc.copies(), volts);
            case Sar sar -> sar;
            case Doubling doubling -> doubling;
        };
    }

    /** Square metres of all converters of {@code bits} that serve one array. */
    default double areaPerArraySquareMetres(int bits, Technology technology) {
        return copies().perArray() * areaSquareMetres(bits, technology);
    }

    /**
     * An ADC by {@link AdcModel}; energy scales with the square of the supply around {@code nominalSupplyVolts}, the
     * survey's ADCs running at their node's nominal supply.
     */
    record Adc(double hertz, Copies copies, double nominalSupplyVolts) implements Converter {
        public Adc {
            positive(hertz, copies);
        }

        @Override
        public double energyJoules(int bits, Technology technology) {
            double ratio = technology.supplyVolts() / nominalSupplyVolts;
            return AdcModel.energyJoules(bits, technology.nodeMetres(), hertz) * ratio * ratio;
        }

        @Override
        public double areaSquareMetres(int bits, Technology technology) {
            return AdcModel.areaSquareMetres(bits, technology.nodeMetres(), hertz);
        }

        @Override
        public Knowable<Double> leakageWatts() {
            return Knowable.unavailable("the ADC survey gives no leakage");
        }

        @Override
        public String validity() {
            return AdcModel.VALIDITY;
        }
    }

    /**
     * A published SAR ADC, moved to other resolutions by {@link SarTable}.
     *
     * @param component one converter at {@code statedBits}
     * @param statedBits the resolution its figures hold for, 1..10
     * @param hertz conversions a second
     */
    record Sar(Component component, int statedBits, double hertz) implements Converter {
        public Sar {
            positive(hertz, component.copies());
        }

        @Override
        public double energyJoules(int bits, Technology technology) {
            return component.energyJoules(technology) * SarTable.energyRatio(bits, statedBits);
        }

        @Override
        public double areaSquareMetres(int bits, Technology technology) {
            return component.areaSquareMetres(technology) * SarTable.areaRatio(bits, statedBits);
        }

        @Override
        public Copies copies() {
            return component.copies();
        }

        @Override
        public Knowable<Double> leakageWatts() {
            return component.leakageWatts();
        }

        @Override
        public String validity() {
            return SarTable.VALIDITY + ", " + Technology.VALIDITY;
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
        private static final int MAX_BITS = 16;

        public Doubling {
            positive(hertz, component.copies());
        }

        @Override
        public double energyJoules(int bits, Technology technology) {
            check(bits);
            return Math.scalb(component.energyJoules(technology), bits - statedBits);
        }

        @Override
        public double areaSquareMetres(int bits, Technology technology) {
            check(bits);
            return Math.scalb(component.areaSquareMetres(technology), bits - statedBits);
        }

        @Override
        public Copies copies() {
            return component.copies();
        }

        @Override
        public Knowable<Double> leakageWatts() {
            return component.leakageWatts();
        }

        @Override
        public String validity() {
            return "1..%d bits, doubling with each, %s".formatted(MAX_BITS, Technology.VALIDITY);
        }

        private static void check(int bits) {
            if (bits < 1 || bits > MAX_BITS) {
                throw new IllegalArgumentException("bits (%d) is outside [1, %d].".formatted(bits, MAX_BITS));
            }
        }
    }

    private static void positive(double hertz, Copies copies) {
        if (!(hertz > 0 && copies.perArray() > 0)) {
            throw new IllegalArgumentException(
                    "Rate (%s Hz) and converters per array (%s) must be positive.".formatted(hertz, copies.perArray()));
        }
    }
}
