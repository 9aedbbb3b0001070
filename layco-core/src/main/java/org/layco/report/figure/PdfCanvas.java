package org.layco.report.figure;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** A one-page PDF being drawn, its font embedded: Liberation Sans, which comes with PDFBox. */
final class PdfCanvas implements Canvas, AutoCloseable {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

    /** A circle's arc over its radius as a Bezier curve's handles. */
    private static final double ARC = 0.5523;

    /** Outlines that make a letter bold, in units. */
    private static final double BOLD = 0.35;

    private static final char UNKNOWN = '?';

    /** Names the document, which would else be named by the clock. */
    private static final long ID = 1;

    private final PDDocument document = new PDDocument();
    private final PDPageContentStream stream;
    private final PDFont font;
    private final double height;

    private PdfCanvas(double width, double height, String title) throws IOException {
        this.height = height;
        double scale = Drawing.PAPER_MILLIMETRES * POINTS_PER_MILLIMETRE / width;
        PDPage page = new PDPage(new PDRectangle((float) (width * scale), (float) (height * scale)));
        document.setDocumentId(ID);
        document.getDocumentInformation().setTitle(title);
        document.addPage(page);
        try (InputStream letters = PdfCanvas.class.getResourceAsStream(FONT)) {
            if (letters == null) {
                throw new IllegalStateException(
                        "PDFBox comes without " + FONT + ". Use the version that LayCO is built with.");
            }
            font = PDType0Font.load(document, letters, true);
        }
        stream = new PDPageContentStream(document, page);
        stream.transform(Matrix.getScaleInstance((float) scale, (float) scale));
    }

    /** A figure as a PDF file, as wide as a column of a paper. */
    static byte[] draw(Figure figure) {
        Drawing drawing = Drawing.of(figure.plot());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PdfCanvas canvas = new PdfCanvas(Drawing.WIDTH, drawing.height(), figure.title())) {
            drawing.draw(canvas);
            canvas.stream.close();
            canvas.document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Something that is written to the page. */
    private interface Writing {
        void write() throws IOException;
    }

    private static void attempt(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private void fill(String colour) throws IOException {
        stream.setNonStrokingColor(Color.decode(colour));
    }

    private float y(double fromTop) {
        return (float) (height - fromTop);
    }

    @Override
    public void rectangle(Ink ink, double x, double y, double width, double height, String tooltip) {
        shaded(ink.light(), x, y, width, height, tooltip);
    }

    @Override
    public void shaded(String colour, double x, double y, double width, double height, String tooltip) {
        attempt(() -> {
            fill(colour);
            stream.addRect((float) x, y(y + height), (float) width, (float) height);
            stream.fill();
        });
    }

    @Override
    public void circle(Ink ink, double x, double y, double radius, String tooltip) {
        attempt(() -> {
            fill(ink.light());
            float r = (float) radius;
            float h = (float) (radius * ARC);
            float cx = (float) x;
            float cy = y(y);
            stream.moveTo(cx + r, cy);
            stream.curveTo(cx + r, cy + h, cx + h, cy + r, cx, cy + r);
            stream.curveTo(cx - h, cy + r, cx - r, cy + h, cx - r, cy);
            stream.curveTo(cx - r, cy - h, cx - h, cy - r, cx, cy - r);
            stream.curveTo(cx + h, cy - r, cx + r, cy - h, cx + r, cy);
            stream.fill();
        });
    }

    @Override
    public void polygon(Ink ink, String tooltip, double... corners) {
        attempt(() -> {
            fill(ink.light());
            outline(corners);
            stream.fill();
        });
    }

    @Override
    public void band(Ink ink, double... corners) {
        attempt(() -> {
            opacity(BAND_OPACITY);
            fill(ink.light());
            outline(corners);
            stream.fill();
            opacity(1);
        });
    }

    private void outline(double... corners) throws IOException {
        stream.moveTo((float) corners[0], y(corners[1]));
        for (int i = 2; i < corners.length; i += 2) {
            stream.lineTo((float) corners[i], y(corners[i + 1]));
        }
    }

    private void opacity(double opacity) throws IOException {
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant((float) opacity);
        state.setStrokingAlphaConstant((float) opacity);
        stream.setGraphicsStateParameters(state);
    }

    @Override
    public void line(Line line, double x1, double y1, double x2, double y2) {
        path(line, x1, y1, x2, y2);
    }

    @Override
    public void path(Line line, double... points) {
        attempt(() -> {
            opacity(line.opacity());
            stream.setStrokingColor(Color.decode(line.ink().light()));
            stream.setLineWidth((float) line.width());
            stream.setLineDashPattern(line.dashed() ? new float[] {4, 3} : new float[0], 0);
            outline(points);
            stream.stroke();
            opacity(1);
        });
    }

    @Override
    public void text(Lettering lettering, double x, double y, Anchor anchor, String content) {
        String written = writable(content);
        double shift = switch (anchor) {
            case START -> 0;
            case MIDDLE -> width(written, lettering.size) / 2;
            case END -> width(written, lettering.size);
        };
        write(lettering.ink.light(), lettering, Matrix.getTranslateInstance((float) (x - shift), y(y)), written);
    }

    @Override
    public void letter(String colour, double x, double y, String content) {
        String written = writable(content);
        double shift = width(written, Lettering.VALUE.size) / 2;
        write(colour, Lettering.VALUE, Matrix.getTranslateInstance((float) (x - shift), y(y)), written);
    }

    @Override
    public void letter(Ink ink, double x, double y, String content) {
        letter(ink.light(), x, y, content);
    }

    @Override
    public void upright(Lettering lettering, double x, double y, String content) {
        String written = writable(content);
        float shift = (float) (width(written, lettering.size) / 2);
        write(
                lettering.ink.light(),
                lettering,
                Matrix.getRotateInstance(Math.PI / 2, (float) x, y(y) - shift),
                written);
    }

    private void write(String colour, Lettering lettering, Matrix at, String content) {
        attempt(() -> {
            fill(colour);
            stream.beginText();
            stream.setFont(font, (float) lettering.size);
            if (lettering.bold) {
                stream.setStrokingColor(Color.decode(colour));
                stream.setLineDashPattern(new float[0], 0);
                stream.setLineWidth((float) BOLD);
                stream.setRenderingMode(RenderingMode.FILL_STROKE);
            } else {
                stream.setRenderingMode(RenderingMode.FILL);
            }
            stream.setTextMatrix(at);
            stream.showText(content);
            stream.endText();
        });
    }

    private double width(String content, double size) {
        try {
            return font.getStringWidth(content) / 1000 * size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text in letters that the font has. */
    private String writable(String content) {
        StringBuilder written = new StringBuilder();
        content.replace('\u00a0', ' ').replace('\u202f', ' ').codePoints().forEach(letter -> {
            if (has(letter)) {
                written.appendCodePoint(letter);
            } else {
                written.append(UNKNOWN);
            }
        });
        return written.toString();
    }

    private boolean has(int letter) {
        try {
            font.encode(Character.toString(letter));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
