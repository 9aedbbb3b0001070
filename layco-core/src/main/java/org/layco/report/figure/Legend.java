package org.layco.report.figure;

import java.util.List;
import org.layco.report.figure.Canvas.Anchor;
import org.layco.report.figure.Canvas.Lettering;

/** The legend below a drawing: as many lines as its entries need. */
record Legend(List<RowPlot.Series> entries, boolean lettered) {
    /** Width of an average character of a label, in units. */
    static final double CHARACTER = 6.2;

    private static final double LINE = 17;
    private static final double GAP = 8;

    Legend {
        entries = List.copyOf(entries);
    }

    /** The letter of the i-th entry. */
    static String letter(int index) {
        return String.valueOf((char) ('A' + index));
    }

    double height() {
        int lines = entries.isEmpty() ? 0 : 1;
        double x = 0;
        for (RowPlot.Series entry : entries) {
            if (x > 0 && x + width(entry) > Drawing.WIDTH) {
                lines++;
                x = 0;
            }
            x += width(entry);
        }
        return lines * LINE + (lines > 0 ? GAP : 0);
    }

    void draw(Canvas canvas, double top) {
        double x = 0;
        double y = top + GAP;
        for (int i = 0; i < entries.size(); i++) {
            RowPlot.Series entry = entries.get(i);
            if (x > 0 && x + width(entry) > Drawing.WIDTH) {
                y += LINE;
                x = 0;
            }
            if (lettered) {
                canvas.rectangle(entry.ink(), x, y - 6, 12, 12, "");
                canvas.letter(entry.ink().letter(), x + 6, y + 4, letter(i));
            } else {
                entry.mark().draw(canvas, entry.ink(), x + 6, y, "");
            }
            canvas.text(Lettering.LABEL, x + 16, y + 4, Anchor.START, entry.name());
            x += width(entry);
        }
    }

    private static double width(RowPlot.Series entry) {
        return 15 + entry.name().length() * CHARACTER + 2 * GAP;
    }
}
