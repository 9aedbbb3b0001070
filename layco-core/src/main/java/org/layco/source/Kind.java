package org.layco.source;

/** How a constant came to be known, from the firmest to the weakest. */
public enum Kind {
    /** Measured on silicon, in the cited source. */
    MEASURED,
    /** Computed by a circuit or device simulator, in the cited source. */
    SIMULATED,
    /** Fitted to cited data; the fit's quality is part of the note. */
    FITTED,
    /** Assumed: a design inference with no data behind it. Reports state the share of energy that rests on these. */
    ASSUMED
}
