/**
 * Figures, in both senses: how a number looks ({@link org.layco.report.figure.Notation}), and drawings as SVG, which are
 * rows of labels with marks on a shared axis. {@link org.layco.report.figure.Figures} draws those of a report. May use
 * every other package but {@code report} itself.
 */
@NullMarked
package org.layco.report.figure;

import org.jspecify.annotations.NullMarked;
