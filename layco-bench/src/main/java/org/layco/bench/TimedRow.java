package org.layco.bench;

/** The elapsed time of a job that is compared with no reference but with what it may take. */
interface TimedRow {
    /** Name of the row. */
    String name();

    /** The row as a line of the table. */
    String line();
}
