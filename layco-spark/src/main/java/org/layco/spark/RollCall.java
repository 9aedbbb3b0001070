package org.layco.spark;

import org.apache.spark.api.java.function.Function;

/** Has an executor say what it is, and keeps its thread busy for a moment, so that those of all others are asked too. */
record RollCall() implements Function<Integer, Badge> {
    private static final int MILLIS = 300;

    @Override
    public Badge call(Integer number) throws InterruptedException {
        Thread.sleep(MILLIS);
        return Site.here().badge();
    }
}
