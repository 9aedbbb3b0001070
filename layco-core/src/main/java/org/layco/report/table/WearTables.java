package org.layco.report.table;

import java.util.List;
import java.util.stream.Collectors;
import org.layco.report.figure.Notation;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.PartitionRow;
import org.layco.study.WearRecord;
import org.layco.units.Dimension;

/** Partitions, swapping policies, and age. */
final class WearTables {
    private WearTables() {}

    static Table partitions(RunRecord run) {
        return new Table(
                "partitions-table",
                "Partitions",
                List.of(
                        Column.text("Partition", "partition"),
                        Column.text("Holds", "holds"),
                        Column.number("Write voltage", "voltage_v"),
                        Column.number("Error rate", "bit_error_rate"),
                        Column.number("Cells", "cells"),
                        Column.number("Peak cells", "peak_cells"),
                        Column.number("Cell writes per inference", "writes_per_inference"),
                        Column.number("Endurance, writes", "endurance_writes"),
                        Column.number("Lifetime, inferences", "lifetime_inferences")),
                run.partitions().stream().map(WearTables::partition).toList(),
                false,
                "The plan has no partitions.");
    }

    private static List<Cell> partition(PartitionRow row) {
        return List.of(
                Cell.text(row.id()),
                Cell.text(row.holds().replace('_', ' ')),
                Cell.number(row.voltageV(), Notation::volts),
                Cell.number(row.bitErrorRate(), Notation::rate),
                Cell.count(row.cells()),
                Cell.count(row.peakCells()),
                Cell.number(row.writesPerInference(), Notation::count),
                Cell.figure(row.endurance(), Notation::count, null),
                Cell.figure(row.lifetimeInferences(), Notation::count, row.reason()));
    }

    static Table policies(RunRecord run) {
        String reason = run.wear().reason();
        return new Table(
                "policies-table",
                "Swapping policies",
                List.of(
                        Column.text("Swapping policy", "policy"),
                        Column.number("Mean over most writes", "eta"),
                        Column.number("Lifetime, inferences", "lifetime_inferences"),
                        Column.text("Limited by", "limiting_partition"),
                        Column.number("Writes of swapping", "swap_write_share"),
                        Column.number("Energy of swapping", "swap_energy_j"),
                        Column.number("Time of swapping", "swap_time_s"),
                        Column.number("Area added", "added_area_m2")),
                run.wear().policies().stream().map(WearTables::policy).toList(),
                false,
                "n/a: " + (reason == null ? "no policies compared" : reason));
    }

    private static List<Cell> policy(WearRecord.Policy policy) {
        return List.of(
                Cell.text(policy.name(), policy.reference()),
                Cell.number(policy.eta(), Notation::share),
                Cell.number(policy.lifetimeInferences(), Notation::count),
                Cell.text(policy.limitingPartition()),
                Cell.number(policy.swapWriteShare(), Notation::share),
                Cell.figure(
                        policy.swapEnergyJ(),
                        joules -> Notation.quantity(joules, Dimension.ENERGY),
                        "energy not known"),
                Cell.figure(
                        policy.swapTimeS(), seconds -> Notation.quantity(seconds, Dimension.TIME), "time not known"),
                Cell.number(policy.addedAreaM2(), area -> Notation.quantity(area, Dimension.AREA)));
    }

    static Table ageing(RunRecord run) {
        return new Table(
                "ageing-table",
                "Accuracy with age",
                List.of(
                        Column.number("Age, years", "age_years"),
                        Column.number("Spare rows", "spare_row_share"),
                        Column.text("Cells worn out, of them in use", "worn"),
                        Column.number("Loss", "loss_pp"),
                        Column.number("Upper bound", "upper_bound_pp"),
                        Column.text("Certified", "certified")),
                run.wear().ageing().stream().map(WearTables::aged).toList(),
                false,
                "");
    }

    private static List<Cell> aged(WearRecord.AgedAccuracy age) {
        String worn = age.wornShare().entrySet().stream()
                .map(part -> "%s %s, %s"
                        .formatted(
                                part.getKey(),
                                Notation.rate(part.getValue()),
                                Notation.rate(age.wornShareInUse().getOrDefault(part.getKey(), 0.0))))
                .collect(Collectors.joining("; "));
        return List.of(
                Cell.number(age.years(), Notation::number),
                Cell.number(age.spareRowShare(), Notation::share),
                Cell.text(worn),
                Cell.number(age.lossPp(), Notation::points),
                Cell.number(age.upperBoundPp(), Notation::points),
                Cell.text(age.met() ? "yes" : "no"));
    }

    static Table timelines(RunRecord run) {
        return new Table(
                "timelines-table",
                "Failed cells over time",
                List.of(
                        Column.number("Endurance spread, decades", "sigma_decades"),
                        Column.number("Age, years", "age_years"),
                        Column.number("Cells failed, mean", "failed_share"),
                        Column.number("nine chips in ten from", "failed_share_low"),
                        Column.number("to", "failed_share_high")),
                run.wear().timelines().stream()
                        .flatMap(timeline -> timeline.ages().stream()
                                .map(age -> List.of(
                                        Cell.number(timeline.sigmaDecades(), Notation::number),
                                        Cell.number(age.years(), Notation::number),
                                        Cell.number(age.failedShare().mean(), Notation::share),
                                        Cell.number(age.failedShare().low(), Notation::share),
                                        Cell.number(age.failedShare().high(), Notation::share))))
                        .toList(),
                false,
                "");
    }
}
