/**
 * Where data live: operating points, partitions, the plan, liveness, wear. Uses everything down to `accuracy`.
 */
@NullMarked
package org.layco.mapping;

import org.jspecify.annotations.NullMarked;
