package org.layco.hardware;

/**
 * Energy and area of a Nyquist-rate analog-to-digital converter versus resolution, node and rate.
 *
 * <p>From 6 bits up: the regression over B. Murmann's ADC performance survey in the Accelergy ADC plug-in (T. Andrulis et
 * al.; github.com/Accelergy-Project/accelergy-adc-plug-in, model.yaml), whose lower envelope is flat below. Below 6 bits:
 * its 6-bit figure scaled by {@link SarTable}, E(6) * ISAAC(b)/ISAAC(6). Monotone in bits, node and rate.
 */
public final class AdcModel {
    /** Greatest resolution in bits. */
    public static final int MAX_BITS = 12;

    /** Where the model holds, for people. */
    static final String VALIDITY = "1..12 bits, 7..180 nm, 0.1 MHz..5 GHz, energy ~ V^2";

    private static final int SURVEY_FROM_BITS = 6;
    private static final double MIN_NODE_METRES = 7e-9;
    private static final double MAX_NODE_METRES = 180e-9;
    private static final double MIN_HERTZ = 1e5;
    private static final double MAX_HERTZ = 5e9;

    /** Best figure of merit (Schreier, dB) at low rates, by resolution from 0 bits. */
    private static final double[] BEST_MERIT = {
        128.3068287398817, 131.52734025085925, 134.7478517618368, 137.96836327281437, 141.1888747837919,
        144.4093862947695, 147.62989780574708, 150.85040931672464, 154.0709208277022, 157.2914323386798,
        160.5119438496573, 163.73245536063487, 166.95296687161243
    };

    private static final double MERIT_INTERCEPT = 213.7806687348118;
    private static final double MERIT_PER_LN_HERTZ = -2.8719030399529957;
    private static final double ENERGY_INTERCEPT = 26.0496215686518 - 1.4702022133784405;
    private static final double ENERGY_PER_LN_NODE = 1.8800369206815004;
    private static final double ENERGY_PER_LN_BITS = -2.8291256050594527;
    private static final double AREA_INTERCEPT = 1.3461916439910742;
    private static final double AREA_PER_LN_NODE = 0.9932794744745022;
    private static final double AREA_PER_LN_HERTZ = 0.18071538424508238;
    private static final double AREA_PER_LN_PICOJOULES = 0.29912426192653485;

    private AdcModel() {}

    /** Joules of one conversion of {@code bits} (1..12) at a node (7..180 nm) and a rate (0.1 MHz..5 GHz). */
    public static double energyJoules(int bits, double nodeMetres, double hertz) {
        check(bits, nodeMetres, hertz);
        double survey = surveyPicojoules(Math.max(bits, SURVEY_FROM_BITS), nodeMetres, hertz) * 1e-12;
        return bits >= SURVEY_FROM_BITS ? survey : survey * SarTable.energyRatio(bits, SURVEY_FROM_BITS);
    }

    /** Square metres of one converter; ranges as for {@link #energyJoules}. */
    public static double areaSquareMetres(int bits, double nodeMetres, double hertz) {
        check(bits, nodeMetres, hertz);
        double picojoules = surveyPicojoules(Math.max(bits, SURVEY_FROM_BITS), nodeMetres, hertz);
        double squareMicrometres = Math.exp(AREA_PER_LN_NODE * Math.log(nodeMetres * 1e9)
                + AREA_PER_LN_HERTZ * Math.log(hertz)
                + AREA_PER_LN_PICOJOULES * Math.log(picojoules)
                + AREA_INTERCEPT);
        double survey = squareMicrometres * 1e-12;
        return bits >= SURVEY_FROM_BITS ? survey : survey * SarTable.areaRatio(bits, SURVEY_FROM_BITS);
    }

    private static double surveyPicojoules(int bits, double nodeMetres, double hertz) {
        double merit = Math.min(MERIT_INTERCEPT + MERIT_PER_LN_HERTZ * Math.log(hertz), BEST_MERIT[bits]);
        double noiseRatio = 20 * Math.log10(2) * bits + 10 * Math.log10(1.5);
        return 0.5
                / Math.pow(10, (merit - noiseRatio) / 10)
                * Math.exp(ENERGY_INTERCEPT
                        + ENERGY_PER_LN_NODE * Math.log(nodeMetres * 1e9)
                        + ENERGY_PER_LN_BITS * Math.log(bits));
    }

    private static void check(int bits, double nodeMetres, double hertz) {
        if (bits < 1 || bits > MAX_BITS) {
            throw new IllegalArgumentException("bits (%d) is outside [1, %d].".formatted(bits, MAX_BITS));
        }
        if (!(nodeMetres >= MIN_NODE_METRES && nodeMetres <= MAX_NODE_METRES)) {
            throw new IllegalArgumentException("nodeMetres (%s) is outside [%s, %s] m, the nodes of the survey."
                    .formatted(nodeMetres, MIN_NODE_METRES, MAX_NODE_METRES));
        }
        if (!(hertz >= MIN_HERTZ && hertz <= MAX_HERTZ)) {
            throw new IllegalArgumentException("hertz (%s) is outside [%s, %s] Hz, the rates of the survey."
                    .formatted(hertz, MIN_HERTZ, MAX_HERTZ));
        }
    }
}
