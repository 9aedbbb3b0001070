package org.layco.study.claims;

import java.util.List;

/** A claim against one rival. */
record Question(Claim claim, Rival rival) {
    /** What is asked of every network in every style, in the order of results. */
    static final List<Question> ALL = List.of(
            new Question(Claim.ENERGY, Rival.WIDE),
            new Question(Claim.ENERGY, Rival.HEADLINE),
            new Question(Claim.ENERGY, Rival.SAFE),
            new Question(Claim.ENERGY, Rival.TIMELY_WIDE),
            new Question(Claim.ENERGY, Rival.TIMELY),
            new Question(Claim.LIFETIME, Rival.WIDE),
            new Question(Claim.LIFETIME, Rival.HEADLINE),
            new Question(Claim.LIFETIME, Rival.SAFE),
            new Question(Claim.LIFETIME, Rival.RAQ),
            new Question(Claim.AREA, Rival.RAQ));
}
