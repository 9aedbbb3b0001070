/**
 * Energy, area, latency and lifetime of a plan: counts x tables x placement. Entry: {@link org.layco.cost.CostModel};
 * baselines are plans and pass through the same code. Uses everything down to {@code mapping}.
 */
@NullMarked
package org.layco.cost;

import org.jspecify.annotations.NullMarked;
