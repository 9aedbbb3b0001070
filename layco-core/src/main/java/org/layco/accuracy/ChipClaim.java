package org.layco.accuracy;

/**
 * The claim "at least this share of chips meets the limit", made only if every one of n random chips is certified on its
 * own. If fewer chips meet it, then either all n drawn are good, with probability below share^n, or a bad one is
 * certified, with probability at most n times the error of one certificate; the errors of the certificates are what
 * {@code alpha - share^n} leaves, divided by n. The sum bounds the error even though the chips share their images.
 *
 * @param share of chips, in (0, 1)
 * @param confidence of the whole claim, in (0.5, 1)
 */
public record ChipClaim(double share, double confidence) {
    /** At least 95 % of chips at 95 %: needs 59 chips. */
    public static final ChipClaim DEFAULT = new ChipClaim(0.95, 0.95);

    public ChipClaim {
        if (!(share > 0 && share < 1 && confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "share (%s) must lie in (0, 1) and confidence (%s) in (0.5, 1).".formatted(share, confidence));
        }
    }

    /** The fewest chips the claim can rest on: the smallest n with share^n below 1 - confidence. */
    public int chipsNeeded() {
        return (int) Math.floor(Math.log(1 - confidence) / Math.log(share)) + 1;
    }

    /**
     * What each of {@code chips} chips has to be certified for.
     *
     * @param limitPp largest loss of a chip that meets the limit, in percentage points
     * @param chips number of chips, at least {@link #chipsNeeded}
     */
    public AccuracyGuarantee perChip(double limitPp, int chips) {
        if (chips < chipsNeeded()) {
            throw new IllegalArgumentException("%d chips cannot show that %s of all meet the limit. Use at least %d."
                    .formatted(chips, share, chipsNeeded()));
        }
        double left = 1 - confidence - Math.pow(share, chips);
        return new AccuracyGuarantee(limitPp, 1 - left / chips);
    }
}
