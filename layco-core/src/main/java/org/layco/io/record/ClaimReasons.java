package org.layco.io.record;

import java.util.Map;

/** Why a ratio of ours is not the paper's, in words; tests hold what is said here to the figures. */
final class ClaimReasons {
    private static final Map<String, String> REASONS = Map.of(
            "energy 16bit",
            "Networks are used as trained. The paper retrains them until they stand few bits and many errors in every"
                    + " layer; here one inner layer that needs 8 bits sets them all, and the median shows what a choice"
                    + " per layer is worth. Write voltage acts on the buffer's writes only.",
            "energy 8bit",
            "The claim without its 16-bit starting point: 8 bits are what these networks stand anyway.",
            "energy safe",
            "What co-optimisation is worth beside 8 bits at the lowest voltage without errors, which cost no accuracy.",
            "energy timely_16bit",
            "The nearest to the claim, on TIMELY's own arrays: TIMELY as published, at 16 bits. Most comes from buffers of RRAM in place of"
                    + " its own (`arrays`) and from the bits. Its table has no wires, shift-and-add and feature-map writes, so its energy is a"
                    + " lower bound. On bit-serial arrays of single-bit cells a plan takes more energy than TIMELY, at best (medians) about as much.",
            "energy timely_8bit",
            "The same without the 16-bit starting point.",
            "lifetime 16bit",
            "Of the claim's size, but for the write voltage: from the nominal 2.00 V down to 1.63 V, where the"
                    + " endurance law stops gaining, it alone gives 100 to 151 on any network. Rotation over cells that"
                    + " fewer slices leave free gives the rest.",
            "lifetime 8bit",
            "The same with fewer cells left free by fewer slices.",
            "lifetime safe",
            "A baseline at its own lowest safe voltage lives about as long: the claim rests on the nominal voltage of"
                    + " what it is compared with.",
            "lifetime raq",
            "The opposite of the claim: RAQ adds partial sums digitally and wears feature maps only, each cell a few"
                    + " times an inference; here every output position rewrites the same cells of its section.",
            "area raq",
            "As claimed in the time-domain style, for four bits in a cell instead of one and fewer converters with it;"
                    + " in the bit-serial style cells hold one bit as RAQ's do, and little is left.");

    private ClaimReasons() {}

    static String of(String claim, String rival) {
        String reason = REASONS.get(claim + " " + rival);
        if (reason == null) {
            throw new IllegalArgumentException(
                    "Nobody has said why %s against %s differs. Say it.".formatted(claim, rival));
        }
        return reason;
    }
}
