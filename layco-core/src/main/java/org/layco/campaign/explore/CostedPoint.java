package org.layco.campaign.explore;

import org.layco.campaign.Point;
import org.layco.study.CostRange;

/**
 * A point whose cost is known in closed form.
 *
 * @param point of the grid
 * @param cost between what figures its cost lies
 * @param costKnown whether its plan is given, so that both are the same
 * @param maxLossPp that its study allows, percentage points
 * @param ratePerS inferences a second that its study states, else one
 */
record CostedPoint(Point point, CostRange cost, boolean costKnown, double maxLossPp, double ratePerS) {}
