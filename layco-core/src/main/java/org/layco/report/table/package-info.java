/**
 * The tables of a report as data ({@link org.layco.report.table.Tables}): a page, CSV, LaTeX and Markdown show the same cells.
 * May use {@code report.figure}, for how numbers look, and every package that it may use.
 */
@NullMarked
package org.layco.report.table;

import org.jspecify.annotations.NullMarked;
