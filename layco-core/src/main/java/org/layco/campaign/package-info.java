/**
 * Campaigns: a grid of studies, run point by point by an {@link org.layco.campaign.Engine}, each outcome written to one store by
 * the process that drives it. Entry type: {@link org.layco.campaign.Campaign}. Reads and writes files; uses every earlier line.
 */
@NullMarked
package org.layco.campaign;

import org.jspecify.annotations.NullMarked;
