package org.layco.campaign.explore;

/**
 * What is known of a point before it is run.
 *
 * @param best where it lies in a {@link FrontBox} if it turns out as good as closed form allows, without loss
 * @param costKnown whether all but the loss will be just that
 */
record Candidate(double[] best, boolean costKnown) {
    boolean isKnown(int objective) {
        return costKnown && objective != FrontBox.LOSS;
    }
}
