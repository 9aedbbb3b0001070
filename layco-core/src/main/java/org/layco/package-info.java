/** LayCO: layer-centric co-optimisation of RRAM-based DNN accelerators. */
@NullMarked
package org.layco;

import org.jspecify.annotations.NullMarked;
