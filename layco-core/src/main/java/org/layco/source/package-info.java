/**
 * Where a number comes from: citations, values that carry them, and figures that no source gives. Uses nothing.
 */
@NullMarked
package org.layco.source;

import org.jspecify.annotations.NullMarked;
