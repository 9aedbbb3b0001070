package org.layco.accuracy;

/**
 * A fixed portfolio of bets against "the mean loss is m". The bet with fraction c keeps 1 - c of its wealth in hand and
 * stakes c on each image, which pays (1 - loss) / (1 - m): on average at most 1 if the mean loss is m or more. In the
 * notation of Waudby-Smith and Ramdas (2024), c = lambda (1 - m).
 *
 * @param fractions c of each bet, in (0, 1); not to be modified
 * @param shares initial wealth of each bet, together 1; not to be modified
 */
record Bets(double[] fractions, double[] shares) {
    /** The search aims below the limit by this many times the smallest gap that a bet of the right size could show. */
    static final double MARGIN_FACTOR = 1.2;

    /** Standard deviation of ln c around its planned value, and how many of them the portfolio reaches out. */
    private static final double SPREAD = 0.5;

    private static final double REACH = 2;
    private static final int COUNT = 7;
    /** With few images the fastest bet nears 1, where a single loss takes nearly everything. */
    private static final double LARGEST_FRACTION = 0.8;

    /**
     * The portfolio for a planned number of images: fractions log-normal around the one that grows fastest if the loss
     * is {@link AccuracyGuarantee#requiredMarginPp} below the limit. Any number of images and any variance give a valid
     * certificate; the nearer they are to the truth, the likelier is one.
     *
     * @param images number of images at hand, at least 1
     * @param variance expected variance of the per-image loss, in (0, 1]
     */
    static Bets planned(AccuracyGuarantee guarantee, int images, double variance) {
        if (images < 1 || !(variance > 0 && variance <= 1)) {
            throw new IllegalArgumentException(
                    "images (%d) must be positive and variance (%s) in (0, 1].".formatted(images, variance));
        }
        double lambda = MARGIN_FACTOR * Math.sqrt(2 * Math.log(1 / guarantee.alpha()) / (images * variance));
        double centre = Math.min(lambda * (1 - guarantee.limit()), LARGEST_FRACTION);
        double[] fractions = new double[COUNT];
        double[] shares = new double[COUNT];
        double total = 0;
        for (int k = 0; k < COUNT; k++) {
            double z = REACH * (2.0 * k / (COUNT - 1) - 1);
            fractions[k] = Math.min(centre * StrictMath.exp(SPREAD * z), LARGEST_FRACTION);
            shares[k] = StrictMath.exp(-z * z / 2);
            total += shares[k];
        }
        for (int k = 0; k < COUNT; k++) {
            shares[k] /= total;
        }
        return new Bets(fractions, shares);
    }
}
