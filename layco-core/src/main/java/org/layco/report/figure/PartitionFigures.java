package org.layco.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.layco.study.RunRecord.PartitionRow;

/** Small multiples over the partitions: voltage, occupancy, lifetime; and their floor plan. */
final class PartitionFigures {
    private static final double ASPECT = 2;

    private PartitionFigures() {}

    static List<Figure> of(List<PartitionRow> partitions) {
        if (partitions.isEmpty()) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>();
        List<PartitionRow> buffer = partitions.stream()
                .filter(row -> !row.holds().equals("weights"))
                .toList();
        if (!buffer.isEmpty()) {
            figures.add(floorPlan(buffer));
        }
        figures.add(voltage(partitions));
        figures.add(occupancy(partitions));
        figures.add(lifetime(partitions));
        return List.copyOf(figures);
    }

    private static Figure floorPlan(List<PartitionRow> buffer) {
        PartitionRow largest = buffer.stream()
                .max(Comparator.comparingLong(PartitionRow::cells))
                .orElseThrow();
        double cells = buffer.stream().mapToLong(PartitionRow::cells).sum();
        return new Figure(
                "floor-plan",
                "Floor plan of the buffer",
                "%s partitions to scale, darker where the write voltage is higher: %s cells in all, %s of them in %s at %s."
                        .formatted(
                                buffer.size(),
                                Notation.count(cells),
                                Notation.share(largest.cells() / cells),
                                largest.id(),
                                Notation.volts(largest.voltageV())),
                FloorPlan.of(
                        ASPECT,
                        "voltage_v",
                        buffer.stream()
                                .map(row -> new FloorPlan.Item(
                                        row.id(),
                                        (double) row.cells(),
                                        row.voltageV(),
                                        Notation.volts(row.voltageV()) + ", " + Notation.share(row.cells() / cells),
                                        "%s, %s cells, written at %s"
                                                .formatted(
                                                        row.holds().replace('_', ' '),
                                                        Notation.count(row.cells()),
                                                        Notation.volts(row.voltageV()))))
                                .toList()));
    }

    private static Figure voltage(List<PartitionRow> partitions) {
        double low =
                partitions.stream().mapToDouble(PartitionRow::voltageV).min().orElse(0);
        double high =
                partitions.stream().mapToDouble(PartitionRow::voltageV).max().orElse(1);
        PartitionRow lowest = partitions.stream()
                .min(Comparator.comparingDouble(PartitionRow::voltageV))
                .orElseThrow();
        RowChart chart = new RowChart(
                "partition-voltages",
                "Write voltage and error rate",
                names(partitions),
                new Axis(
                        "write voltage, V; right: error rate",
                        "voltage_v",
                        Scale.Linear.over(low, high),
                        Axis.Format.VOLTS),
                List.of());
        for (int row = 0; row < partitions.size(); row++) {
            PartitionRow partition = partitions.get(row);
            chart.mark(
                    row,
                    Mark.CIRCLE,
                    Ink.MAIN,
                    "write voltage",
                    partition.voltageV(),
                    Notation.volts(partition.voltageV()) + ", error rate " + Notation.rate(partition.bitErrorRate()));
            chart.value(row, Notation.rate(partition.bitErrorRate()));
        }
        return chart.finish(
                "The lowest voltage, %s of %s, makes %s of its cell writes fail; at the right the rates of all partitions."
                        .formatted(
                                Notation.volts(lowest.voltageV()), lowest.id(), Notation.rate(lowest.bitErrorRate())));
    }

    private static Figure occupancy(List<PartitionRow> partitions) {
        RowChart chart = new RowChart(
                "partition-occupancy",
                "Cells in use at the peak",
                names(partitions),
                new Axis(
                        "share of cells; right: cells",
                        "peak_share",
                        new Scale.Linear(0, 1, 0.25),
                        Axis.Format.PERCENT),
                List.of());
        for (int row = 0; row < partitions.size(); row++) {
            PartitionRow partition = partitions.get(row);
            chart.bar(row, Ink.TRACK, "built", 0, 1, Notation.count(partition.cells()) + " cells");
            chart.bar(
                    row,
                    Ink.MAIN,
                    "at the peak",
                    0,
                    peakShare(partition),
                    Notation.count(partition.peakCells()) + " cells at the peak");
            chart.value(row, Notation.count(partition.cells()));
        }
        PartitionRow fullest = partitions.stream()
                .max(Comparator.comparingDouble(PartitionFigures::peakShare))
                .orElseThrow();
        return chart.finish(
                "At the busiest step of the schedule %s is fullest, with %s of its cells in use; at the right the cells built."
                        .formatted(fullest.id(), Notation.share(peakShare(fullest))));
    }

    private static double peakShare(PartitionRow partition) {
        return partition.cells() == 0 ? 0 : (double) partition.peakCells() / partition.cells();
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
                names(partitions),
                new Axis("inferences", "lifetime_inferences", Scale.Log.over(low, high), Axis.Format.POWER),
                List.of());
        for (int row = 0; row < partitions.size(); row++) {
            Double inferences = partitions.get(row).lifetimeInferences();
            if (inferences == null || inferences <= 0) {
                chart.remark(row, Notation.ABSENT);
            } else {
                boolean limits = inferences == low;
                chart.mark(
                        row,
                        limits ? Mark.DIAMOND : Mark.CIRCLE,
                        limits ? Ink.WORSE : Ink.MAIN,
                        "lifetime",
                        inferences,
                        Notation.count(inferences) + " inferences");
                chart.value(row, Notation.rate(inferences));
            }
        }
        return chart.finish(
                known.length == 0
                        ? "No partition wears out."
                        : "Closed form; the shortest, %s inferences (diamond), limits the chip, the longest is %s."
                                .formatted(Notation.rate(low), Notation.rate(high)));
    }

    private static List<String> names(List<PartitionRow> partitions) {
        return partitions.stream().map(PartitionRow::id).toList();
    }
}
