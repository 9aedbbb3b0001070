/**
 * Memory cells: write energy, error probability and endurance versus voltage. Uses `units`, `source`.
 */
@NullMarked
package org.layco.device;

import org.jspecify.annotations.NullMarked;
