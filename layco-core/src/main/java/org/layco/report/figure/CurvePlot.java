package org.layco.report.figure;

import java.util.List;

/**
 * Points and lines over two axes.
 *
 * @param curves in the order they are drawn
 * @param rules horizontal lines
 */
record CurvePlot(Axis x, Axis y, List<Curve> curves, List<RowPlot.Rule> rules) implements Plot {
    CurvePlot {
        curves = List.copyOf(curves);
        rules = List.copyOf(rules);
    }

    /**
     * One series.
     *
     * @param mark of its points; {@link Mark#NONE} for a line alone
     * @param line whether its points are joined
     * @param named whether the legend has it
     */
    record Curve(String name, Ink ink, Mark mark, boolean line, boolean named, List<Point> points) {
        Curve {
            points = List.copyOf(points);
        }
    }

    /** A point with the interval of its y, which is [y, y] where there is none. */
    record Point(double x, double y, double low, double high, String text) {
        static Point of(double x, double y, String text) {
            return new Point(x, y, y, y, text);
        }
    }
}
