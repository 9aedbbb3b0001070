/**
 * Accuracy: labelled images in, a certified bound on the accuracy loss out. A {@link org.layco.accuracy.Dataset} is cut
 * by {@link org.layco.accuracy.DataSplit} into a search and a certification part; {@link org.layco.accuracy.Certifier}
 * turns runs on the latter into an {@link org.layco.accuracy.AccuracyEstimate}. Uses everything down to `inference`;
 * holds values only, no files.
 */
@NullMarked
package org.layco.accuracy;

import org.jspecify.annotations.NullMarked;
