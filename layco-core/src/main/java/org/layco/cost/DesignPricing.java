package org.layco.cost;

import java.util.List;
import org.layco.mapping.OperatingPoint;

/** Costs a network's designs with one memory cell at operating points of any choice, as a {@link Waterfall} needs for its steps. */
public interface DesignPricing {
    /** The plan's hardware at any operating points. */
    CostedDesign ours(List<OperatingPoint> points);

    /** RAQ's hardware at any operating points, its crossbar cells holding so many bits. */
    CostedDesign raq(List<OperatingPoint> points, int cellBits);
}
