package org.layco.report.figure;

/** A plot laid out for a column of a page or a paper. */
interface Drawing {
    /** Width of every drawing in units; at {@link #PAPER_MILLIMETRES} its letters are 7 points high. */
    double WIDTH = 360;

    /** Width of a column of a paper. */
    double PAPER_MILLIMETRES = 88;

    /** Height in units. */
    double height();

    /** Draws everything. */
    void draw(Canvas canvas);

    /** The layout of a plot. */
    static Drawing of(Plot plot) {
        return switch (plot) {
            case RowPlot rows -> new RowDrawing(rows);
            case CurvePlot curves -> new CurveDrawing(curves);
            case FloorPlan plan -> new FloorDrawing(plan);
        };
    }
}
