package org.layco.cli;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.layco.activity.Action;
import org.layco.activity.LayerStatistics;
import org.layco.cost.CostModel;
import org.layco.cost.ExpectedFigure;
import org.layco.cost.ExpectedFigure.Origin;
import org.layco.cost.ValidationRow;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Inventory;
import org.layco.hardware.Level;
import org.layco.hardware.Technology;
import org.layco.mapping.OperatingPoint;
import org.layco.source.Knowable;
import org.layco.units.Dimension;
import org.layco.units.Quantity;

/** The hardware library as tables for people. */
final class HardwareTables {
    private static final String COMPONENT = "%-32s %10s %11s %-12s %14s  %-10s %s [%s]%n";
    private static final String FIGURE = "%-24s %-76s %20s %8s %8s %-10s %s%n";

    private static final int SHOWN_BITS = 8;
    private static final Set<Action> CELL_ACTIONS = EnumSet.of(
            Action.FEATURE_MAP_WRITE,
            Action.FEATURE_MAP_LINE,
            Action.FEATURE_MAP_CELL_READ,
            Action.PARTIAL_SUM_WRITE,
            Action.PARTIAL_SUM_LINE,
            Action.PARTIAL_SUM_READ);

    private HardwareTables() {}

    /** Every component with what one copy takes at the design's node, and where its figures come from and hold. */
    static void inventory(Accelerator design, MemoryCell cell, PrintWriter out) {
        out.printf("%s: %s%n%s%n%n", design.name(), design.title(), design.reference());
        out.printf(
                Locale.ROOT,
                "arrays %d x %d, %d bits a cell, %d polarities, %d-bit input slices; %s%n",
                design.array().rows(),
                design.array().columns(),
                design.array().cellBits(),
                design.array().polarities(),
                design.array().inputSliceBits(),
                technology(design.technology()));
        if (!design.levels().isEmpty()) {
            out.println(design.levels().stream()
                    .map(level -> "%s: %d arrays".formatted(level.name(), level.arrays()))
                    .collect(Collectors.joining("; ")));
        }
        out.println();
        out.printf(COMPONENT, "component", "energy", "area", "stated at", "copies", "kind", "source", "range");
        for (Inventory.Item item : Inventory.of(design).items()) {
            out.printf(
                    COMPONENT,
                    item.name(),
                    Quantity.format(item.energyJoules(), Dimension.ENERGY),
                    area(item.areaSquareMetres()),
                    technology(item.statedAt()),
                    copies(design, item),
                    item.kind().name().toLowerCase(Locale.ROOT),
                    item.source(),
                    item.validity());
        }
        actions(design, cell, out);
        out.printf("%nEnergies are for one action, areas for one copy, both at the node and supply of the design.%n");
        omitted(design, "link", design.link(), out);
        omitted(design, "shift_add", design.shiftAdd(), out);
    }

    /** What a buffer made of memory cells takes at the cell's nominal voltage: writes with their lines, and reads. */
    private static void actions(Accelerator design, MemoryCell cell, PrintWriter out) {
        if (!design.hasCellBuffers() || !cell.write().isKnown()) {
            return;
        }
        double volts = cell.nominalVolts();
        OperatingPoint point = new OperatingPoint(SHOWN_BITS, SHOWN_BITS, SHOWN_BITS, volts, volts);
        new CostModel(design, cell).actionJoules(point, LayerStatistics.DEFAULT).forEach((action, joules) -> {
            if (CELL_ACTIONS.contains(action)) {
                out.printf(
                        COMPONENT,
                        action.key(),
                        Quantity.format(joules.value(), Dimension.ENERGY),
                        Quantity.format(
                                cell.areaSquareMetres(design.technology().nodeMetres()), Dimension.AREA),
                        Quantity.format(volts, Dimension.VOLTAGE),
                        "1/cell",
                        joules.kind().name().toLowerCase(Locale.ROOT),
                        joules.reference(),
                        "cell " + cell.name() + ", E ~ V^2, " + range(cell));
            }
        });
    }

    private static String range(MemoryCell cell) {
        List<Double> volts = cell.voltages();
        return "%s..%s"
                .formatted(
                        Quantity.format(volts.getFirst(), Dimension.VOLTAGE),
                        Quantity.format(volts.getLast(), Dimension.VOLTAGE));
    }

    /** Expected figures beside modelled ones, and below them what is missing where they differ. */
    static void validation(List<ValidationRow> rows, PrintWriter out) {
        out.printf(FIGURE, "design", "quantity", "expected", "modelled", "error", "origin", "");
        for (ValidationRow row : rows) {
            ExpectedFigure expected = row.expected();
            out.printf(
                    FIGURE,
                    row.design(),
                    quantity(expected),
                    number(expected.value()) + (expected.unit().equals("1") ? "" : " " + expected.unit()),
                    row.modelled().isKnown() ? number(row.modelled().get()) : "n/a",
                    row.relativeError().isKnown()
                            ? String.format(
                                    Locale.ROOT,
                                    "%+.1f %%",
                                    100 * row.relativeError().get())
                            : "n/a",
                    expected.origin().key(),
                    verdict(row) + "  " + expected.variant());
            if (!row.ok()) {
                row.exception().ifPresent(why -> out.println("    " + why));
            }
        }
        long published = rows.stream().filter(HardwareTables::isPublished).count();
        long met = rows.stream().filter(row -> isPublished(row) && row.ok()).count();
        out.printf("%n%d of %d published figures are met; the others say what is missing.%n", met, published);
    }

    private static boolean isPublished(ValidationRow row) {
        return row.expected().origin() == Origin.PUBLISHED;
    }

    private static String verdict(ValidationRow row) {
        if (row.ok()) {
            return "ok";
        }
        return row.exception().isPresent() ? "exception" : "MISSED";
    }

    private static String quantity(ExpectedFigure expected) {
        StringBuilder text = new StringBuilder(expected.quantity().key());
        expected.of().ifPresent(of -> text.append(" ").append(of));
        text.append(
                expected.weightBits() == expected.inputBits()
                        ? ", %d b".formatted(expected.weightBits())
                        : ", %d/%d b".formatted(expected.weightBits(), expected.inputBits()));
        if (expected.quantity().countsOperations()) {
            text.append(", %d op/MAC".formatted(expected.operationsPerMac()));
        }
        return text.toString();
    }

    private static void omitted(Accelerator design, String name, Knowable<?> figure, PrintWriter out) {
        if (figure instanceof Knowable.Unavailable<?>(String reason)) {
            out.printf("%s has no %s: %s.%n", design.name(), name, reason);
        }
    }

    private static String copies(Accelerator design, Inventory.Item item) {
        long arrays = design.levels().stream()
                .filter(level -> level.name().equals(item.copies().level()))
                .mapToLong(Level::arrays)
                .findFirst()
                .orElse(1);
        return number(item.copies().perArray() * arrays) + "/" + item.copies().level();
    }

    private static String area(Knowable<Double> squareMetres) {
        return squareMetres.isKnown() ? Quantity.format(squareMetres.get(), Dimension.AREA) : "n/a";
    }

    private static String technology(Technology technology) {
        return Quantity.format(technology.nodeMetres(), Dimension.LENGTH).replaceAll("\\.0+ ", " ")
                + " "
                + number(technology.supplyVolts())
                + " V";
    }

    private static String number(double value) {
        double whole = Math.rint(value);
        if (Math.abs(value - whole) < 1e-9 * Math.max(1, whole)) {
            return String.format(Locale.ROOT, "%.0f", whole);
        }
        String text = String.format(Locale.ROOT, "%.4g", value);
        return text.contains("e") ? text : text.replaceAll("\\.?0+$", "");
    }
}
