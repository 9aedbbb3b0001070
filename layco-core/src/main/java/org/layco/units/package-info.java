/**
 * Quantities with units: parsing what humans write (`0.6 pJ`), printing what humans read. SI inside. Uses nothing.
 */
@NullMarked
package org.layco.units;

import org.jspecify.annotations.NullMarked;
