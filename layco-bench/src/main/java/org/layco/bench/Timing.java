package org.layco.bench;

/**
 * What some rounds of work took.
 *
 * @param images classified, at least 1
 * @param cpuSeconds processor time of all threads that compute, more than 0
 * @param wallSeconds elapsed time, more than 0
 */
public record Timing(long images, double cpuSeconds, double wallSeconds) {
    public Timing {
        if (images < 1 || !(cpuSeconds > 0) || !(wallSeconds > 0)) {
            throw new IllegalArgumentException("%d images in %s s of processor time and %s s of elapsed time."
                    .formatted(images, cpuSeconds, wallSeconds));
        }
    }

    /** Images per second of processor time. */
    public double imagesPerCpuSecond() {
        return images / cpuSeconds;
    }

    /** Images per elapsed second. */
    public double imagesPerSecond() {
        return images / wallSeconds;
    }
}
