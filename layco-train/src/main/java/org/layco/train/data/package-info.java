/**
 * Training images: their augmentation and cutting into batches.
 *
 * <p>Entry type: {@link org.layco.train.data.Batches}. May depend on
 * {@code org.layco.accuracy}.
 */
@NullMarked
package org.layco.train.data;

import org.jspecify.annotations.NullMarked;
