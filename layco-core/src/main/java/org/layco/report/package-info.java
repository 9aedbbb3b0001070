/**
 * The run record for people: {@link org.layco.report.HtmlReport} makes one self-contained page of it, with the numbers and
 * drawings of {@code report.figure}. Reads nothing but the record; may use every other package.
 */
@NullMarked
@StableApi
package org.layco.report;

import org.jspecify.annotations.NullMarked;
import org.layco.StableApi;
