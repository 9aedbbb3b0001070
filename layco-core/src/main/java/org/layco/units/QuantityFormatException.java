package org.layco.units;

/** Thrown when a text is not a quantity of the expected dimension; says what is wrong and how to write it. */
public final class QuantityFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    public QuantityFormatException(String problem, String remedy) {
        super(problem + ". " + remedy);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** What is wrong, a sentence without a final stop. */
    public String problem() {
        return problem;
    }

    /** What to write instead, a sentence. */
    public String remedy() {
        return remedy;
    }
}
