/**
 * Labelled data sets as files: readers of the formats in which images and labels are kept.
 *
 * <p>Entry type: {@link org.layco.io.data.DatasetReader}; of the IDX format alone {@link org.layco.io.data.IdxFile}. The
 * readers of single formats report a damaged file by a {@link org.layco.io.data.DataFileException}, which names the file,
 * the byte and a remedy; the entry type turns these into diagnostics. No reader reserves more memory than twice the bytes
 * a file really delivers. May depend on the packages below {@code io}; nothing below {@code io} may depend on it.
 */
@NullMarked
package org.layco.io.data;

import org.jspecify.annotations.NullMarked;
