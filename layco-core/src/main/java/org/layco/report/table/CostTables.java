package org.layco.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.layco.report.figure.Breakdown;
import org.layco.report.figure.Notation;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Comparison;
import org.layco.study.RunRecord.Constant;
import org.layco.study.RunRecord.Design;
import org.layco.study.WaterfallRecord;
import org.layco.units.Dimension;

/** Breakdowns, designs, comparisons and the constants they rest on. */
final class CostTables {
    private CostTables() {}

    private static String energy(double joules) {
        return Notation.quantity(joules, Dimension.ENERGY);
    }

    /** A total of every design and its parts, and the parts' shares in the first design. */
    static Table breakdown(
            String id, String title, String part, String unit, Breakdown breakdown, DoubleFunction<String> notation) {
        List<Column> columns = new ArrayList<>(List.of(Column.text(part, part)));
        for (int design = 0; design < breakdown.designs().size(); design++) {
            columns.add(Column.number(
                    breakdown.designs().get(design), breakdown.designs().get(design) + unit));
            if (design == 0) {
                columns.add(Column.number("share", "share"));
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Breakdown.Row row : breakdown.rows()) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.text(row.part().replace('_', ' '))));
            for (int design = 0; design < row.cells().size(); design++) {
                cells.add(orDash(row.cells().get(design).value(), notation));
                if (design == 0) {
                    cells.add(orDash(row.cells().get(design).share(), Notation::share));
                }
            }
            rows.add(cells);
        }
        List<Cell> total = new ArrayList<>(List.of(Cell.text("Total")));
        for (int design = 0; design < breakdown.totals().size(); design++) {
            total.add(Cell.number(breakdown.totals().get(design), notation));
            if (design == 0) {
                total.add(Cell.number(1, Notation::share));
            }
        }
        rows.add(total);
        return new Table(id, title, columns, rows, true, "");
    }

    /** A part that a design does not have is a dash. */
    private static Cell orDash(@Nullable Double value, DoubleFunction<String> notation) {
        return value == null ? Cell.text("–") : Cell.number(value, notation);
    }

    static Table comparison(String id, String title, List<Comparison> rows) {
        return new Table(
                id,
                title,
                List.of(
                        Column.text("Baseline", "baseline"),
                        Column.text("Style", "style"),
                        Column.text("Bits", "baseline_bits"),
                        Column.number("Energy", "energy_ratio"),
                        Column.number("Lifetime, both levelled", "lifetime_ratio"),
                        Column.number("Lifetime, neither levelled", "lifetime_ratio_unlevelled"),
                        Column.number("Area", "area_ratio"),
                        Column.number("Latency", "latency_ratio")),
                rows.stream().map(CostTables::comparison).toList(),
                false,
                "No baseline to compare with.");
    }

    private static List<Cell> comparison(Comparison row) {
        Integer bits = row.baselineBits();
        return List.of(
                Cell.text(row.baseline()).noted(row.reason() == null ? "" : "n/a: " + row.reason()),
                Cell.text(row.style()),
                Cell.text(bits == null ? "per layer" : bits.toString()),
                Cell.figure(row.energyRatio(), Notation::times, null),
                Cell.figure(row.lifetimeRatio(), Notation::times, null),
                Cell.figure(row.lifetimeRatioUnlevelled(), Notation::times, null),
                Cell.figure(row.areaRatio(), Notation::times, null),
                Cell.figure(row.latencyRatio(), Notation::times, null));
    }

    static Table designs(RunRecord run) {
        return new Table(
                "designs-table",
                "Designs",
                List.of(
                        Column.text("Design", "design"),
                        Column.number("Energy", "energy_j"),
                        Column.number("Area", "area_m2"),
                        Column.number("Latency", "latency_s"),
                        Column.number("Lifetime, levelled", "lifetime_levelled_inferences"),
                        Column.number("Lifetime, unlevelled", "lifetime_unlevelled_inferences"),
                        Column.text("Limited by", "limiting_partition"),
                        Column.number("Energy on assumed constants", "assumed_energy_share")),
                run.designs().stream().map(CostTables::design).toList(),
                false,
                "");
    }

    private static List<Cell> design(Design design) {
        String limiting = design.limitingPartition();
        String reason = design.reason();
        return List.of(
                Cell.text(design.name(), design.description() + (reason == null ? "" : "; lifetime n/a: " + reason)),
                Cell.number(design.energyJ(), CostTables::energy),
                Cell.number(design.areaM2(), area -> Notation.quantity(area, Dimension.AREA)),
                Cell.number(design.latencyS(), seconds -> Notation.quantity(seconds, Dimension.TIME)),
                Cell.figure(design.lifetimeLevelledInferences(), Notation::count, null),
                Cell.figure(design.lifetimeUnlevelledInferences(), Notation::count, null),
                Cell.text(limiting == null ? Notation.ABSENT : limiting),
                Cell.number(design.assumedEnergyShare(), Notation::share));
    }

    static Table waterfalls(RunRecord run) {
        List<List<Cell>> rows = new ArrayList<>();
        for (WaterfallRecord one : run.waterfalls()) {
            for (WaterfallRecord.Factor factor : one.factors()) {
                rows.add(List.of(
                        Cell.text(one.baseline()),
                        Cell.text(one.figure()),
                        Cell.text(factor.cause().replace('_', ' ')),
                        Cell.number(factor.factor(), Notation::times)));
            }
            rows.add(List.of(
                    Cell.text(one.baseline()),
                    Cell.text(one.figure()),
                    Cell.text("in all"),
                    Cell.figure(one.ratio(), Notation::times, one.reason())));
        }
        return new Table(
                "waterfall-table",
                "Ratios by cause",
                List.of(
                        Column.text("Baseline", "baseline"),
                        Column.text("Figure", "figure"),
                        Column.text("Cause", "cause"),
                        Column.number("Factor", "factor")),
                rows,
                false,
                "No ratio to take apart.");
    }

    static Table sources(RunRecord run) {
        return new Table(
                "sources-table",
                "Constants",
                List.of(
                        Column.text("Constant", "constant"),
                        Column.number("Value", "value"),
                        Column.text("Unit", "unit"),
                        Column.text("Kind", "kind"),
                        Column.number("Share of energy", "energy_share")),
                run.sources().stream().map(CostTables::source).toList(),
                false,
                "No constants recorded.");
    }

    private static List<Cell> source(Constant constant) {
        return List.of(
                Cell.text(constant.name(), constant.reference()),
                Cell.number(constant.value(), Notation::number),
                Cell.text(constant.unit()),
                Cell.text(constant.kind()),
                Cell.figure(constant.energyShare(), Notation::share, "not in the energy"));
    }
}
