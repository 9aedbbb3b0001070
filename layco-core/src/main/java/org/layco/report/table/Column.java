package org.layco.report.table;

/**
 * A column of a table.
 *
 * @param title its heading, for people
 * @param key its name in CSV, unit included: {@code energy_j}
 * @param numeric whether its cells are numbers, which are set flush right
 * @param group heading over neighbouring columns that belong together, blank if none
 */
public record Column(String title, String key, boolean numeric, String group) {
    static Column text(String title, String key) {
        return new Column(title, key, false, "");
    }

    static Column number(String title, String key) {
        return new Column(title, key, true, "");
    }

    Column in(String heading) {
        return new Column(title, key, numeric, heading);
    }
}
