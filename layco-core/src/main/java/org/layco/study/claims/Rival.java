package org.layco.study.claims;

/** What a plan is compared with. */
enum Rival {
    /** The plan's hardware at 16 bits and nominal voltage. */
    WIDE("16bit"),
    /** The plan's hardware at 8 bits and nominal voltage. */
    HEADLINE("8bit"),
    /** The plan's hardware at 8 bits and the lowest voltage at which writes practically never fail. */
    SAFE("safe"),
    /** RAQ on arrays of its own, with its own bits of every layer. */
    RAQ("raq"),
    /** TIMELY as published, at 16 bits. */
    TIMELY_WIDE("timely_16bit"),
    /** TIMELY as published, at 8 bits. */
    TIMELY("timely_8bit");

    private final String key;

    Rival(String key) {
        this.key = key;
    }

    /** The key used in results. */
    String key() {
        return key;
    }
}
