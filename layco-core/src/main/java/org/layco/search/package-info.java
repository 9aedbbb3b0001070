/**
 * Tolerance of each operand, the exact solver, verification and repair. Uses everything down to \`cost\`.
 */
@NullMarked
package org.layco.search;

import org.jspecify.annotations.NullMarked;
