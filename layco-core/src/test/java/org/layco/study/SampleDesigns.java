package org.layco.study;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.layco.study.RunRecord.Comparison;
import org.layco.study.RunRecord.Design;
import org.layco.study.RunRecord.Part;

/** Costs of the sample record: the plan, its baselines and how they compare. */
final class SampleDesigns {
    private SampleDesigns() {}

    static List<Design> designs() {
        return List.of(
                design("layco", "the plan", 1, 0.82, 3.8e9, 4.1e6, "psum_low", null),
                design("cascade_rram_buffer_8bit", "uniform 8 bits at 2.0 V", 14.2, 1.0, 1.9e7, 5.1e3, "buffer", null),
                design(
                        "cascade_rram_buffer_safe",
                        "8 bits at the lowest safe voltage",
                        9.1,
                        1.0,
                        8.9e8,
                        2.4e5,
                        "buffer",
                        null),
                design(
                        "cascade_rram_buffer_16bit",
                        "uniform 16 bits at 2.0 V",
                        56.8,
                        1.9,
                        4.6e6,
                        1.3e3,
                        "buffer",
                        null),
                design("timely_rram_buffer_8bit", "time-domain, 8 bits", 3.1, 0.9, 2.2e8, 6.1e5, "buffer", null),
                design(
                        "raq",
                        "reconfigurable, 6-bit ADC",
                        7.3,
                        4.9,
                        null,
                        null,
                        null,
                        "its buffer is SRAM and does not wear out"));
    }

    private static Design design(
            String name,
            String description,
            double energyFactor,
            double areaFactor,
            @Nullable Double levelled,
            @Nullable Double unlevelled,
            @Nullable String limiting,
            @Nullable String reason) {
        double e = 9.4e-7 * energyFactor;
        double a = 2.1e-6 * areaFactor;
        List<Part> components = parts(
                e,
                new String[] {
                    "crossbar read",
                    "input drivers",
                    "output converters",
                    "psum buffer write",
                    "psum buffer read",
                    "feature-map buffer",
                    "shift-add",
                    "digital periphery",
                    "leakage"
                },
                new double[] {0.14, 0.05, 0.11, 0.39, 0.06, 0.12, 0.04, 0.06, 0.03});
        List<Part> operands = parts(
                e, new String[] {"weight", "input", "partial_sum", "other"}, new double[] {0.16, 0.2, 0.55, 0.09});
        List<Part> area = parts(
                a,
                new String[] {"crossbars", "psum buffers", "feature-map buffer", "converters", "periphery"},
                new double[] {0.24, 0.31, 0.12, 0.21, 0.12});
        return new Design(
                name,
                description,
                List.of(8, 5, 4, 5, 4, 5, 4, 4, 5, 8),
                List.of(8, 4, 5, 4, 5, 4, 5, 5, 4, 8),
                total(components),
                total(area),
                1.4e-4 * Math.sqrt(energyFactor),
                levelled,
                unlevelled,
                limiting,
                reason,
                0.34,
                components,
                operands,
                area);
    }

    private static List<Part> parts(double total, String[] names, double[] shares) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            parts.add(new Part(names[i], total * shares[i]));
        }
        return List.copyOf(parts);
    }

    private static double total(List<Part> parts) {
        return parts.stream().mapToDouble(Part::value).sum();
    }

    static List<WaterfallRecord> waterfalls() {
        return List.of(
                new WaterfallRecord(
                        "cascade_rram_buffer_8bit",
                        "energy",
                        2.0 * 3.55 * 1.25 * 1.6,
                        List.of(
                                new WaterfallRecord.Factor("fewer_writes", 2),
                                new WaterfallRecord.Factor("bits", 3.55),
                                new WaterfallRecord.Factor("converters", 1.25),
                                new WaterfallRecord.Factor("voltage", 1.6)),
                        null),
                new WaterfallRecord(
                        "cascade_rram_buffer_8bit",
                        "lifetime",
                        2.0 * 200 * 0.5,
                        List.of(
                                new WaterfallRecord.Factor("fewer_writes", 2),
                                new WaterfallRecord.Factor("voltage", 200),
                                new WaterfallRecord.Factor("levelling", 0.5)),
                        null),
                new WaterfallRecord("raq", "lifetime", null, List.of(), "its buffer is SRAM and does not wear out"));
    }

    static List<Comparison> comparison(double factor) {
        return List.of(
                new Comparison(
                        "cascade_rram_buffer_8bit",
                        "cascade",
                        8,
                        14.2 * factor,
                        200 * factor,
                        804 * factor,
                        1.22,
                        3.8,
                        null),
                new Comparison(
                        "cascade_rram_buffer_safe",
                        "cascade",
                        8,
                        9.1 * factor,
                        4.27 * factor,
                        17 * factor,
                        1.22,
                        3.0,
                        null),
                new Comparison(
                        "cascade_rram_buffer_16bit",
                        "cascade",
                        16,
                        56.8 * factor,
                        826 * factor,
                        3150 * factor,
                        2.3,
                        7.5,
                        null),
                new Comparison(
                        "timely_rram_buffer_8bit",
                        "timely",
                        8,
                        3.1 * factor,
                        null,
                        null,
                        0.91,
                        0.76,
                        "lifetimes of different array styles are not compared"),
                new Comparison(
                        "raq",
                        "raq",
                        6,
                        7.3 * factor,
                        null,
                        null,
                        5.9,
                        2.7,
                        "its buffer is SRAM and does not wear out"));
    }
}
