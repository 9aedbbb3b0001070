/**
 * Training images in memory, their normalisation, augmentation and cutting into batches.
 *
 * <p>Entry types: {@link org.layco.train.data.FashionMnist}, {@link org.layco.train.data.LabelledImages}. May depend on
 * {@code org.layco.io.data}.
 */
@NullMarked
package org.layco.train.data;

import org.jspecify.annotations.NullMarked;
