package org.layco.study;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lifetime and wear of the sample record. */
final class SampleWear {
    private SampleWear() {}

    static LifetimeRecord lifetime(
            @Nullable Double levelled,
            @Nullable Double unlevelled,
            @Nullable String limiting,
            @Nullable String reason) {
        return new LifetimeRecord(
                levelled,
                unlevelled,
                levelled == null ? null : 10.0,
                30,
                levelled == null ? null : 4.0,
                levelled == null ? null : 0.004,
                levelled == null ? null : 1.5,
                levelled == null ? null : 2.5,
                null,
                limiting,
                levelled == null ? null : false,
                limiting == null
                        ? List.of()
                        : List.of(new LifetimeRecord.Shortfall(limiting, 4, 2.5, 655_360, 1.5e-7, null, 12)),
                limiting == null ? null : 2.63,
                reason,
                reason,
                reason,
                "endurance held at N(1.63 V) below 1.63 V");
    }

    static WearRecord wear() {
        return new WearRecord(
                List.of(
                        policy("none", 0.05, 4.1e6),
                        policy("layco", 0.97, 3.8e9),
                        policy("perfect_levelling", 1, 3.9e9)),
                "Feature maps are placed anew at every inference.",
                List.of(new WearRecord.Timeline(
                        0.64,
                        100,
                        475_136,
                        new WearRecord.Band(0.002, 0.004, 0.007),
                        List.of(
                                new WearRecord.Age(0.1, new WearRecord.Band(0.0001, 0.0002, 0.0003)),
                                new WearRecord.Age(1, new WearRecord.Band(0.17, 0.18, 0.19)),
                                new WearRecord.Age(10, new WearRecord.Band(0.72, 0.73, 0.74))))),
                List.of(aged(1.5, 0, 0.4, true), aged(3, 0, 1.3, false), aged(2.5, 0.0156, 0.6, true)),
                null);
    }

    private static WearRecord.AgedAccuracy aged(double years, double spares, double loss, boolean met) {
        return new WearRecord.AgedAccuracy(
                years, years * 1e9, spares, Map.of("psum_low", 1e-3), Map.of("psum_low", 1e-4), loss, loss + 0.3, met);
    }

    private static WearRecord.Policy policy(String name, double eta, double inferences) {
        return new WearRecord.Policy(
                name,
                "reference of " + name,
                eta,
                Map.of("psum_low", eta),
                inferences,
                "psum_low",
                0.001,
                1e-9,
                1e-7,
                0,
                0);
    }
}
