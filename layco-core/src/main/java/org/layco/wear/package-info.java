/**
 * Wear of the RRAM buffer: what inference writes ({@link org.layco.wear.WearDemand}), how swapping policies spread it over
 * the cells ({@link org.layco.wear.SwappingPolicy}), and when cells of unequal endurance fail
 * ({@link org.layco.wear.WearSimulation}). Uses {@code mapping}, {@code hardware}, {@code device} and {@code network}.
 */
@NullMarked
package org.layco.wear;

import org.jspecify.annotations.NullMarked;
