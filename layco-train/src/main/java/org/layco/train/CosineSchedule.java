package org.layco.train;

/**
 * A learning rate that rises linearly, then falls to zero along half a cosine (Loshchilov and Hutter, ICLR 2017).
 *
 * @param peak highest learning rate
 * @param warmUpSteps steps of the rise
 * @param steps steps of the whole training
 */
public record CosineSchedule(double peak, long warmUpSteps, long steps) {

    /** Learning rate of a step, the first of which is 0. */
    public double at(long step) {
        if (step < warmUpSteps) {
            return peak * (step + 1) / warmUpSteps;
        }
        double progress = (double) (step - warmUpSteps) / Math.max(1, steps - warmUpSteps);
        return peak * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
}
