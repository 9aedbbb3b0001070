package org.layco.report.figure;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.layco.study.RunRecord.PartitionRow;

/** Small multiples over the partitions: voltage, occupancy, lifetime. */
final class PartitionFigures {
    private PartitionFigures() {}

    static List<Figure> of(List<PartitionRow> partitions) {
        if (partitions.isEmpty()) {
            return List.of();
        }
        return List.of(voltage(partitions), occupancy(partitions), lifetime(partitions));
    }

    private static Figure voltage(List<PartitionRow> partitions) {
        double low =
                partitions.stream().mapToDouble(PartitionRow::voltageV).min().orElse(0);
        double high =
                partitions.stream().mapToDouble(PartitionRow::voltageV).max().orElse(1);
        RowChart chart = chart(
                "partition-voltages",
                "Write voltage and error rate",
                "The voltage each partition is written at, and at the right the share of cell writes that fail there.",
                partitions,
                Scale.Linear.over(low, high),
                "write voltage, V; right: error rate");
        for (int row = 0; row < partitions.size(); row++) {
            PartitionRow partition = partitions.get(row);
            chart.mark(row, Mark.CIRCLE, "main", partition.voltageV(), Notation.volts(partition.voltageV()));
            chart.value(row, Notation.rate(partition.bitErrorRate()));
        }
        return chart.finish();
    }

    private static Figure occupancy(List<PartitionRow> partitions) {
        RowChart chart = new RowChart(
                "partition-occupancy",
                "Cells in use at the peak",
                "Share of each partition's cells occupied at the busiest step of the schedule, and at the right its cells.",
                names(partitions),
                new Scale.Linear(0, 1, 0.25),
                "share of cells; right: cells",
                share -> Math.round(100 * share) + "%",
                9,
                List.of());
        for (int row = 0; row < partitions.size(); row++) {
            PartitionRow partition = partitions.get(row);
            double share = partition.cells() == 0 ? 0 : (double) partition.peakCells() / partition.cells();
            chart.bar(row, "track", 0, 1, Notation.count(partition.cells()) + " cells");
            chart.bar(row, "main", 0, share, Notation.count(partition.peakCells()) + " cells at the peak");
            chart.value(row, Notation.count(partition.cells()));
        }
        return chart.finish();
    }

    private static Figure lifetime(List<PartitionRow> partitions) {
        double[] known = partitions.stream()
                .map(PartitionRow::lifetimeInferences)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .filter(inferences -> inferences > 0)
                .sorted()
                .toArray();
        double low = known.length == 0 ? 1 : known[0];
        double high = known.length == 0 ? 1 : known[known.length - 1];
        RowChart chart = new RowChart(
                "partition-lifetimes",
                "Inferences until wear-out",
                "Inferences each partition lasts, closed form; the shortest limits the chip.",
                names(partitions),
                Scale.Log.over(low, high),
                "inferences",
                Notation::rate,
                10,
                List.of());
        for (int row = 0; row < partitions.size(); row++) {
            Double inferences = partitions.get(row).lifetimeInferences();
            if (inferences == null || inferences <= 0) {
                chart.remark(row, Notation.ABSENT);
            } else {
                String style = inferences == low ? "worse" : "main";
                chart.mark(row, Mark.CIRCLE, style, inferences, Notation.count(inferences) + " inferences");
                chart.value(row, Notation.rate(inferences));
            }
        }
        return chart.finish();
    }

    private static RowChart chart(
            String id, String title, String caption, List<PartitionRow> partitions, Scale scale, String axis) {
        return new RowChart(
                id,
                title,
                caption,
                names(partitions),
                scale,
                axis,
                volts -> String.format(Locale.ROOT, "%.2f", volts),
                10,
                List.of());
    }

    private static List<String> names(List<PartitionRow> partitions) {
        return partitions.stream().map(PartitionRow::id).toList();
    }
}
