/**
 * Matrix-vector products on crossbars, tile by tile, with the errors of faulty weights and of missed partial-sum writes.
 * Entry types: {@link org.layco.crossbar.LayerProgram}, {@link org.layco.crossbar.CrossbarEngine}. Uses `network`,
 * `hardware`, `quant`.
 */
@NullMarked
package org.layco.crossbar;

import org.jspecify.annotations.NullMarked;
