package org.layco.report.figure;

import org.layco.report.figure.Canvas.Anchor;
import org.layco.report.figure.Canvas.Lettering;

/** The plan over the whole width, every block with its name where there is room, and a key of the shades. */
final class FloorDrawing implements Drawing {
    private static final double KEY_HEIGHT = 34;
    private static final int KEY_STEPS = 12;
    private static final double LINE = 13;

    private final FloorPlan plan;

    FloorDrawing(FloorPlan plan) {
        this.plan = plan;
    }

    private double planHeight() {
        return WIDTH / plan.aspect();
    }

    @Override
    public double height() {
        return planHeight() + KEY_HEIGHT;
    }

    @Override
    public void draw(Canvas canvas) {
        for (FloorPlan.Block block : plan.blocks()) {
            FloorPlan.Item item = block.item();
            double x = block.x() * WIDTH;
            double y = block.y() * planHeight();
            double width = block.width() * WIDTH;
            double height = block.height() * planHeight();
            canvas.shaded(plan.shade(item.value()), x, y, width, height, item.label() + ": " + item.text());
            String letters = plan.letter(item.value());
            boolean named = item.label().length() * Legend.CHARACTER < width && height > 2 * LINE;
            double middle = y + height / 2 + 4;
            if (named) {
                canvas.letter(letters, x + width / 2, middle - LINE / 2, item.label());
            }
            if (item.shown().length() * Legend.CHARACTER < width && height > LINE) {
                canvas.letter(letters, x + width / 2, named ? middle + LINE / 2 : middle, item.shown());
            }
        }
        key(canvas);
    }

    private void key(Canvas canvas) {
        double top = planHeight() + 10;
        double step = WIDTH / 2 / KEY_STEPS;
        for (int i = 0; i < KEY_STEPS; i++) {
            double value = plan.low() + (plan.high() - plan.low()) * i / (KEY_STEPS - 1);
            canvas.shaded(plan.shade(value), WIDTH / 4 + i * step, top, step, 12, "");
        }
        canvas.text(Lettering.AXIS, WIDTH / 4 - 6, top + 10, Anchor.END, Notation.volts(plan.low()));
        canvas.text(Lettering.AXIS, 3 * WIDTH / 4 + 6, top + 10, Anchor.START, Notation.volts(plan.high()));
    }
}
