package org.layco.campaign.store;

import org.layco.study.CostRange;

/**
 * What came out at a point.
 *
 * @param cost of its plan
 * @param lossPp estimated on the search images, percentage points
 * @param standardErrorPp of that estimate
 * @param acceptable whether the loss leaves the room that a certificate needs
 */
public record PointResult(CostRange.Figures cost, double lossPp, double standardErrorPp, boolean acceptable) {}
