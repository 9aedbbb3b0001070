package org.layco.io.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/**
 * Measured points of a CSV file beside a card. The first line that is neither blank nor begins with {@code #} names the
 * columns; every other has one number a column, or nothing where nothing was measured.
 */
final class MeasuredPoints {
    private final String file;
    private final int headerLine;
    private final String header;
    private final Map<String, List<Cell>> columns;

    private record Cell(int line, int column, String source, OptionalDouble value) {}

    private record Line(int number, String text) {}

    private MeasuredPoints(String file, Line header, Map<String, List<Cell>> columns) {
        this.file = file;
        this.headerLine = header.number();
        this.header = header.text();
        this.columns = columns;
    }

    /**
     * Reads a file.
     *
     * @param file its name, for diagnostics
     * @param text its content
     * @throws InvalidInputException with every mistake and its place
     */
    static MeasuredPoints read(String file, String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(new Line(number, line));
            }
        }
        if (lines.isEmpty()) {
            throw new InvalidInputException(Diagnostic.of(
                    file, "the file has no line of column names", "Begin it with 'voltage_v,error_rate'."));
        }
        List<String> names = Arrays.stream(lines.getFirst().text().split(",", -1))
                .map(String::strip)
                .toList();
        Map<String, List<Cell>> columns = new LinkedHashMap<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (String name : names) {
            if (columns.put(name, new ArrayList<>()) != null) {
                problems.add(Diagnostic.at(
                        file,
                        lines.getFirst().number(),
                        1,
                        lines.getFirst().text(),
                        "two columns are called '%s'".formatted(name),
                        "Rename or remove one of them."));
            }
        }
        for (Line line : lines.subList(1, lines.size())) {
            readLine(file, line, names, columns, problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new MeasuredPoints(file, lines.getFirst(), columns);
    }

    private static void readLine(
            String file, Line line, List<String> names, Map<String, List<Cell>> columns, List<Diagnostic> problems) {
        String[] values = line.text().split(",", -1);
        if (values.length != names.size()) {
            problems.add(Diagnostic.at(
                    file,
                    line.number(),
                    1,
                    line.text(),
                    "%d values stand below %d columns".formatted(values.length, names.size()),
                    "Give every line one value a column, none between two commas where nothing was measured."));
            return;
        }
        int column = 1;
        for (int i = 0; i < values.length; i++) {
            String value = values[i].strip();
            if (value.isEmpty() || value.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
                OptionalDouble number =
                        value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
                List<Cell> cells = columns.get(names.get(i));
                if (cells != null) {
                    cells.add(new Cell(line.number(), column, line.text(), number));
                }
            } else {
                problems.add(Diagnostic.at(
                        file,
                        line.number(),
                        column,
                        line.text(),
                        "'%s' is not a number".formatted(value),
                        "Write a number, or nothing where nothing was measured."));
            }
            column += values[i].length() + 1;
        }
    }

    /**
     * The lines that have a value in both columns, as the values of {@code x} and of {@code y}.
     *
     * @param xRange what {@code x} may be; other lines are left out
     * @param yRange what {@code y} must be
     * @throws InvalidInputException if a column is missing or a value of {@code y} is out of range
     */
    double[][] pairs(String x, Interval xRange, String y, Interval yRange) {
        List<Cell> xs = column(x);
        List<Cell> ys = column(y);
        List<double[]> pairs = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (int i = 0; i < xs.size(); i++) {
            OptionalDouble a = xs.get(i).value();
            OptionalDouble b = ys.get(i).value();
            if (a.isEmpty() || b.isEmpty() || !xRange.contains(a.getAsDouble())) {
                continue;
            }
            if (!yRange.contains(b.getAsDouble())) {
                Cell cell = ys.get(i);
                problems.add(Diagnostic.at(
                        file,
                        cell.line(),
                        cell.column(),
                        cell.source(),
                        "%s (%s) is outside [%s, %s]".formatted(y, b.getAsDouble(), yRange.low(), yRange.high()),
                        "Correct it, or leave it out: a point that was not resolved is no measurement."));
            }
            pairs.add(new double[] {a.getAsDouble(), b.getAsDouble()});
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new double[][] {
            pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
            pairs.stream().mapToDouble(pair -> pair[1]).toArray()
        };
    }

    /** A closed interval of numbers. */
    record Interval(double low, double high) {
        boolean contains(double value) {
            return value >= low && value <= high;
        }
    }

    private List<Cell> column(String name) {
        List<Cell> cells = columns.get(name);
        if (cells == null) {
            throw new InvalidInputException(Diagnostic.at(
                    file,
                    headerLine,
                    1,
                    header,
                    "there is no column '%s'".formatted(name),
                    Spelling.suggestion(name, columns.keySet())));
        }
        return cells;
    }
}
