package org.layco.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Rectangles whose areas are to scale, shaded by a value.
 *
 * @param aspect width over height of the whole
 * @param column the shaded value as a CSV column, unit included
 * @param low the value with the lightest shade
 * @param high the value with the darkest shade
 * @param blocks from the largest on
 */
record FloorPlan(double aspect, String column, double low, double high, List<Block> blocks) implements Plot {
    /** From light to dark, told apart by lightness alone (cividis, J. R. Nunez et al., PLoS ONE 2018). */
    private static final int[][] SHADES = {{254, 232, 56}, {187, 174, 106}, {125, 124, 120}, {67, 78, 108}, {0, 34, 78}
    };

    /** Shades from here on are dark enough for white letters; on lighter ones black reads better. */
    private static final double DARK_FROM = 0.6;

    FloorPlan {
        blocks = List.copyOf(blocks);
    }

    /** Something to place: its share of the whole is its size over the sum of all sizes. */
    record Item(String label, double size, double value, String shown, String text) {}

    /** Something placed; coordinates are shares of width and height from the upper left corner. */
    record Block(Item item, double x, double y, double width, double height) {}

    /** Cuts the plane along its longer side, again and again, so that both sides hold about the same. */
    static FloorPlan of(double aspect, String column, List<Item> items) {
        List<Item> ordered = items.stream()
                .sorted(Comparator.comparingDouble(Item::size).reversed())
                .toList();
        List<Block> blocks = new ArrayList<>();
        place(ordered, 0, 0, 1, 1, aspect, blocks);
        return new FloorPlan(
                aspect,
                column,
                items.stream().mapToDouble(Item::value).min().orElse(0),
                items.stream().mapToDouble(Item::value).max().orElse(0),
                blocks);
    }

    private static double size(List<Item> items) {
        return items.stream().mapToDouble(Item::size).sum();
    }

    private static void place(
            List<Item> items, double x, double y, double width, double height, double aspect, List<Block> blocks) {
        if (items.size() == 1) {
            blocks.add(new Block(items.getFirst(), x, y, width, height));
        }
        if (items.size() <= 1) {
            return;
        }
        int first = 1;
        double total = size(items);
        while (first < items.size() - 1 && 2 * size(items.subList(0, first)) < total) {
            first++;
        }
        double share = size(items.subList(0, first)) / total;
        boolean across = width * aspect >= height;
        List<Item> one = items.subList(0, first);
        List<Item> other = items.subList(first, items.size());
        if (across) {
            place(one, x, y, width * share, height, aspect, blocks);
            place(other, x + width * share, y, width * (1 - share), height, aspect, blocks);
        } else {
            place(one, x, y, width, height * share, aspect, blocks);
            place(other, x, y + height * share, width, height * (1 - share), aspect, blocks);
        }
    }

    /** 0 for the lowest value and 1 for the highest. */
    double depth(double value) {
        return high > low ? (value - low) / (high - low) : 0.5;
    }

    /** The shade of a value as {@code #rrggbb}. */
    String shade(double value) {
        double position = Math.clamp(depth(value), 0, 1) * (SHADES.length - 1);
        int index = Math.min((int) position, SHADES.length - 2);
        double part = position - index;
        int[] mixed = new int[3];
        for (int c = 0; c < mixed.length; c++) {
            mixed[c] = (int) Math.round(SHADES[index][c] * (1 - part) + SHADES[index + 1][c] * part);
        }
        return String.format(Locale.ROOT, "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
    }

    /** The colour that letters on a value's shade are read best in. */
    String letter(double value) {
        return depth(value) >= DARK_FROM ? "#ffffff" : "#000000";
    }
}
