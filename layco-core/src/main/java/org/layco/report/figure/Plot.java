package org.layco.report.figure;

/** What a figure plots, as data: the renderers draw it, write it as CSV, or hand it to a page's charts. */
public sealed interface Plot permits RowPlot, CurvePlot, FloorPlan {}
