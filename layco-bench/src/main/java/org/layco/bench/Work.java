package org.layco.bench;

/** Something that classifies images, round by round, and can be timed. */
public interface Work extends AutoCloseable {
    /** Images of one round, at least 1. */
    int images();

    /**
     * Classifies the images of a round. Both sides of a contest classify the same images in the same round.
     *
     * @param round 0, 1, ...; other rounds take other images or other errors
     */
    void run(int round);

    @Override
    void close();
}
