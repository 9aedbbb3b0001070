/**
 * A report's figures and tables as files for papers: {@link org.layco.report.paper.PaperFiles} has them all. May use
 * {@code report.figure} and {@code report.table}, and every package that they may use.
 */
@NullMarked
package org.layco.report.paper;

import org.jspecify.annotations.NullMarked;
