package org.layco.report.figure;

/**
 * A figure: data with axes and a sentence. Everything that shows it is made from this, as SVG, PDF, CSV or a page's chart.
 *
 * @param id unique in its report, for links and file names
 * @param title what it is about, a few words
 * @param caption sentences that say what it shows, made from its numbers
 * @param plot the data
 */
public record Figure(String id, String title, String caption, Plot plot) {
    /** The drawing as an {@code svg} element with title and description, to stand in a page. */
    public String svg() {
        Drawing drawing = Drawing.of(plot);
        SvgCanvas canvas = new SvgCanvas(id, Drawing.WIDTH, drawing.height(), title, caption);
        drawing.draw(canvas);
        return canvas.finish();
    }

    /** The drawing as an SVG file, as wide as a column of a paper. */
    public String svgFile() {
        return svg().replaceFirst(
                                "<svg ",
                                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%smm\" "
                                        .formatted(Notation.tick(Drawing.PAPER_MILLIMETRES)))
                + "\n";
    }

    /** The drawing as a PDF file of the same width, its font embedded. */
    public byte[] pdfFile() {
        return PdfCanvas.draw(this);
    }

    /** The data as CSV, units in the header. */
    public String csv() {
        return FigureCsv.of(plot);
    }
}
