/**
 * Accelerators as data: the crossbar template, its components and their energies and areas. Uses `units`, `source`, `network`, `device`.
 */
@NullMarked
package org.layco.hardware;

import org.jspecify.annotations.NullMarked;
