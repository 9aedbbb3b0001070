package org.layco.cost;

import java.util.ArrayList;
import java.util.List;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Component;
import org.layco.hardware.Converter;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.PartialSumStore;
import org.layco.hardware.Technology;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Partition.Holds;
import org.layco.mapping.Plan;
import org.layco.network.MvmLayer;
import org.layco.source.Knowable;
import org.layco.source.Sourced;

/**
 * Area of a design as far as a plan needs it: the crossbars of its layers with everything that comes with each, and the
 * partitions of the buffer. Converters are built for the largest bit-width of the plan.
 */
final class AreaModel {
    private final Accelerator accelerator;
    private final MemoryCell cell;
    private final Technology technology;

    AreaModel(Accelerator accelerator, MemoryCell cell) {
        this.accelerator = accelerator;
        this.cell = cell;
        this.technology = accelerator.technology();
    }

    /** Area by component; what takes none is left out. */
    List<AreaItem> areas(List<MvmLayer> layers, List<OperatingPoint> points, Plan plan) {
        long arrays = 0;
        int inputBits = 1;
        int partialSumBits = 1;
        for (int i = 0; i < layers.size(); i++) {
            OperatingPoint point = points.get(i);
            arrays += accelerator.arrays(layers.get(i).shape(), point.weightBits());
            inputBits = Math.max(inputBits, point.inputBits());
            partialSumBits = Math.max(partialSumBits, point.partialSumBits());
        }
        List<AreaItem> items = new ArrayList<>();
        items.add(cells("crossbar cells", plan, Holds.WEIGHTS));
        items.add(cells("partial-sum cells", plan, Holds.PARTIAL_SUMS));
        items.add(featureMapBuffer(plan));
        items.addAll(besideArrays(arrays, inputBits, partialSumBits));
        return items.stream().filter(item -> item.squareMetres() > 0).toList();
    }

    /** Area of one array, its cells and psum cells included. */
    double arraySquareMetres(int inputBits, int partialSumBits) {
        long cells = (long) accelerator.array().rows() * accelerator.array().columns()
                + (accelerator.partialSums() instanceof PartialSumStore.AnalogRram rram
                        ? rram.cellsPerArray().value()
                        : 0);
        return cells * cellSquareMetres()
                + besideArrays(1, inputBits, partialSumBits).stream()
                        .mapToDouble(AreaItem::squareMetres)
                        .sum();
    }

    /** What comes with some arrays, cells excepted. */
    private List<AreaItem> besideArrays(long arrays, int inputBits, int partialSumBits) {
        List<AreaItem> items = new ArrayList<>();
        items.add(converters(
                "input converters",
                accelerator.input().converter(),
                Math.min(inputBits, accelerator.array().inputSliceBits()),
                arrays));
        items.add(converters(
                "output converters",
                accelerator.output().converter(),
                accelerator.output().resolution(partialSumBits),
                arrays));
        long copies = arrays;
        accelerator.input().forward().ifPresent(latch -> items.add(component("input latches", latch, copies)));
        accelerator
                .partialSums()
                .driver()
                .ifPresent(driver -> items.add(component("partial-sum drivers", driver, copies)));
        items.addAll(known(accelerator.shiftAdd().map(adder -> component("shift-adders", adder, copies))));
        items.add(component("activation units", accelerator.activation(), arrays));
        items.addAll(known(accelerator.link().map(link -> component("links", link, copies))));
        accelerator.parts().forEach(part -> items.add(component(part.name(), part.component(), copies)));
        return items;
    }

    private AreaItem cells(String name, Plan plan, Holds holds) {
        return new AreaItem(
                name, cellCount(plan, holds) * cellSquareMetres(), cell.area().kind());
    }

    private AreaItem featureMapBuffer(Plan plan) {
        long bits = cellCount(plan, Holds.FEATURE_MAPS);
        String name = "feature-map buffer";
        return switch (accelerator.featureMaps()) {
            case FeatureMapBuffer.Rram rram ->
                new AreaItem(
                        name,
                        bits * cellSquareMetres() / rram.arrayEfficiency().value(),
                        rram.arrayEfficiency().kind());
            case FeatureMapBuffer.Charge charge -> {
                double buffer = charge.readBit().value().areaSquareMetres(technology);
                yield new AreaItem(
                        name,
                        bits / charge.capacityBits() * buffer,
                        charge.readBit().kind());
            }
        };
    }

    double bufferCellSquareMetres() {
        return switch (accelerator.featureMaps()) {
            case FeatureMapBuffer.Rram rram ->
                cellSquareMetres() / rram.arrayEfficiency().value();
            case FeatureMapBuffer.Charge charge ->
                charge.readBit().value().areaSquareMetres(technology) / charge.capacityBits();
        };
    }

    private static long cellCount(Plan plan, Holds holds) {
        return plan.partitions().stream()
                .filter(partition -> partition.holds() == holds)
                .mapToLong(Partition::cells)
                .sum();
    }

    private double cellSquareMetres() {
        return cell.areaSquareMetres(technology.nodeMetres());
    }

    private AreaItem converters(String name, Sourced<Converter> converter, int bits, long arrays) {
        return new AreaItem(
                name, arrays * converter.value().areaPerArraySquareMetres(bits, technology), converter.kind());
    }

    private static List<AreaItem> known(Knowable<AreaItem> item) {
        return item.isKnown() ? List.of(item.get()) : List.of();
    }

    private AreaItem component(String name, Sourced<Component> component, long arrays) {
        return new AreaItem(name, arrays * component.value().areaPerArraySquareMetres(technology), component.kind());
    }
}
