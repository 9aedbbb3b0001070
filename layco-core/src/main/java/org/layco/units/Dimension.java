package org.layco.units;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A physical dimension: its SI unit and every unit a person may write it in. */
public enum Dimension {
    /** SI unit joule. */
    ENERGY("J", "5 pJ", prefixed("J", 1)),
    /** SI unit watt. */
    POWER("W", "2 mW", prefixed("W", 1)),
    /** SI unit volt. */
    VOLTAGE("V", "1.6 V", prefixed("V", 1)),
    /** SI unit second. */
    TIME("s", "10 ns", with(prefixed("s", 1), Map.of("min", 60.0, "h", 3600.0, "d", 86_400.0, "y", 365.25 * 86_400.0))),
    /** SI unit hertz, also written per second. */
    FREQUENCY("Hz", "40 MHz", with(prefixed("Hz", 1), Map.of("/s", 1.0))),
    /** SI unit metre. */
    LENGTH("m", "65 nm", with(prefixed("m", 1), Map.of("cm", 1e-2))),
    /** SI unit square metre; prefixes are squared with it: 1 um2 = 1e-12 m2. */
    AREA("m2", "1200 um2", with(prefixed("m2", 2), Map.of("cm2", 1e-4))),
    /** Area relative to the square of the technology's feature size F. */
    FEATURE_AREA("F2", "53 F2", Map.of("F2", 1.0)),
    /** SI unit ohm. */
    RESISTANCE("ohm", "10 kohm", prefixed("ohm", 1)),
    /** SI unit farad per metre. */
    CAPACITANCE_PER_LENGTH("F/m", "0.2 fF/um", Map.of("F/m", 1.0, "pF/m", 1e-12, "fF/um", 1e-9, "pF/mm", 1e-9)),
    /** Operations per joule, also written per second and watt; what an operation is stands beside the figure. */
    OPERATIONS_PER_ENERGY("op/J", "380.7 GOPS/W", Map.of("op/J", 1.0, "GOPS/W", 1e9, "TOPS/W", 1e12)),
    /** Operations a second and square metre. */
    OPERATION_DENSITY(
            "op/(s m2)", "479 GOPS/(s mm2)", Map.of("op/(s m2)", 1.0, "GOPS/(s mm2)", 1e15, "TOPS/(s mm2)", 1e18)),
    /** Bits; a byte is 8 bits, KiB and MiB are 2^10 and 2^20 bytes. */
    CAPACITY(
            "bit",
            "2 KiB",
            Map.of("bit", 1.0, "B", 8.0, "KiB", 8.0 * 1024, "MiB", 8.0 * 1024 * 1024, "GiB", 8.0 * 1024 * 1024 * 1024));

    private final String siUnit;
    private final String example;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy of Strings and Doubles
    private final Map<String, Double> unitsInSi;

    Dimension(String siUnit, String example, Map<String, Double> unitsInSi) {
        this.siUnit = siUnit;
        this.example = example;
        this.unitsInSi = Map.copyOf(unitsInSi);
    }

    /** The unit values are held in. */
    public String siUnit() {
        return siUnit;
    }

    /** A quantity of this dimension as a person would write it. */
    public String example() {
        return example;
    }

    /** How many SI units one {@code unit} is, if it is a unit of this dimension. Upper and lower case differ. */
    public Optional<Double> factor(String unit) {
        return Optional.ofNullable(unitsInSi.get(unit));
    }

    /** True where people expect engineering prefixes on output. */
    boolean prefixesOnOutput() {
        return switch (this) {
            case ENERGY, POWER, VOLTAGE, TIME, FREQUENCY, LENGTH, AREA, RESISTANCE -> true;
            case FEATURE_AREA, CAPACITANCE_PER_LENGTH, OPERATIONS_PER_ENERGY, OPERATION_DENSITY, CAPACITY -> false;
        };
    }

    /** The power the prefix is raised to: 2 for areas. */
    int prefixPower() {
        return this == AREA ? 2 : 1;
    }

    private static Map<String, Double> prefixed(String unit, int power) {
        Map<String, Double> units = new TreeMap<>();
        for (Prefix prefix : Prefix.values()) {
            units.put(prefix.symbol() + unit, Math.pow(10, prefix.exponent() * power));
        }
        units.put("µ" + unit, Math.pow(10, -6 * power));
        return units;
    }

    private static Map<String, Double> with(Map<String, Double> units, Map<String, Double> more) {
        Map<String, Double> all = new TreeMap<>(units);
        all.putAll(more);
        return all;
    }
}
