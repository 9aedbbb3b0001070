/**
 * Where a number comes from: citations and values that carry them. Uses nothing.
 */
@NullMarked
package org.layco.source;

import org.jspecify.annotations.NullMarked;
