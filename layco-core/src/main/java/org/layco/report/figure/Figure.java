package org.layco.report.figure;

/**
 * A drawn figure.
 *
 * @param id unique in its report, for links and file names
 * @param caption one sentence that says what the figure shows
 * @param svg the drawing, a complete {@code svg} element with title and description; coloured by the page's style sheet
 */
public record Figure(String id, String caption, String svg) {}
