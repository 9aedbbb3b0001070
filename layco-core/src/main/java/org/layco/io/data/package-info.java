/**
 * Labelled data sets as files: readers of the formats in which images and labels are kept.
 *
 * <p>Entry type of the IDX format: {@link org.layco.io.data.IdxFile}. Every reader reports a damaged file by a
 * {@link org.layco.io.data.DataFileException}, which names the file, the byte and a remedy. May depend on the packages
 * below {@code io}; nothing below {@code io} may depend on it.
 */
@NullMarked
package org.layco.io.data;

import org.jspecify.annotations.NullMarked;
