/**
 * Files that survive a crash.
 *
 * <p>Entry type: {@link org.layco.train.file.DurableFile}. Depends on nothing.
 */
@NullMarked
package org.layco.train.file;

import org.jspecify.annotations.NullMarked;
