/**
 * Finds the Pareto front of a grid without running all of its points. Entry type: {@link org.layco.campaign.explore.Exploration};
 * {@link org.layco.campaign.explore.FrontSearch} chooses, everything else is what it chooses by. Uses what campaigns use.
 */
@NullMarked
package org.layco.campaign.explore;

import org.jspecify.annotations.NullMarked;
