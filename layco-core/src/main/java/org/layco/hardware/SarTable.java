package org.layco.hardware;

/**
 * Energy and area of a SAR ADC versus resolution, relative to another resolution.
 *
 * <p>ISAAC's table at 32 nm (A. Shafiee et al., ISCA 2016, after Saberi's analysis of SAR DACs; transcribed in the Accelergy
 * component library, isaac_adc.csv), 4 to 10 bits; below 4 bits linear in the bits.
 */
final class SarTable {
    /** Where it holds, for people. */
    static final String VALIDITY = "1..10 bits by ISAAC's SAR table";

    private static final int FROM_BITS = 4;
    private static final int MAX_BITS = 10;
    private static final double[] PICOJOULES = {0.79, 0.99, 1.20, 1.42, 1.67, 1.97, 2.38};
    private static final double[] SQUARE_MICROMETRES = {361, 477, 627, 845, 1200, 1828, 3002};

    private SarTable() {}

    /** Energy at {@code bits} over energy at {@code statedBits}, both 1..10. */
    static double energyRatio(int bits, int statedBits) {
        return at(bits, PICOJOULES) / at(statedBits, PICOJOULES);
    }

    /** Area at {@code bits} over area at {@code statedBits}, both 1..10. */
    static double areaRatio(int bits, int statedBits) {
        return at(bits, SQUARE_MICROMETRES) / at(statedBits, SQUARE_MICROMETRES);
    }

    private static double at(int bits, double[] table) {
        if (bits < 1 || bits > MAX_BITS) {
            throw new IllegalArgumentException("bits (%d) is outside [1, %d].".formatted(bits, MAX_BITS));
        }
        return bits >= FROM_BITS ? table[bits - FROM_BITS] : table[0] * bits / FROM_BITS;
    }
}
