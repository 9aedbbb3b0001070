package org.layco.cost;

import java.util.ArrayList;
import java.util.List;
import org.layco.activity.ActionCounts;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Converter;
import org.layco.hardware.PartialSumStore;
import org.layco.mapping.OperatingPoint;
import org.layco.network.MvmLayer;

/** Time of the pipeline's stages: reading, writing and converting overlap, so the slowest of them sets the pace. */
final class LatencyModel {
    /** Converters per array are rounded in the cards: a stage counts as bound by them only beyond this factor. */
    private static final double ROUNDING = 1.0001;

    private final Accelerator accelerator;
    private final MemoryCell cell;

    LatencyModel(Accelerator accelerator, MemoryCell cell) {
        this.accelerator = accelerator;
        this.cell = cell;
    }

    /** One stage per layer. */
    List<Stage> stages(List<MvmLayer> layers, List<OperatingPoint> points) {
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            stages.add(stage(layers.get(i), points.get(i)));
        }
        return stages;
    }

    private Stage stage(MvmLayer layer, OperatingPoint point) {
        ActionCounts counts = ActionCounts.of(layer.shape(), accelerator, point.weightBits(), point.inputBits(), false);
        long arrays = accelerator.arrays(layer.shape(), point.weightBits());
        double slices = (double) layer.shape().positions() * accelerator.array().inputSlices(point.inputBits());
        Stage slowest = new Stage(
                layer.name(), slices * accelerator.crossbarRead().value().cycleSeconds(), Stage.Bound.CROSSBAR);
        slowest = slower(slowest, slices * writeSeconds(), Stage.Bound.PARTIAL_SUM_WRITE);
        slowest = slower(
                slowest,
                seconds(
                        counts.inputConversions(),
                        arrays,
                        accelerator.input().converter().value()),
                Stage.Bound.INPUT_CONVERSION);
        return slower(
                slowest,
                seconds(
                        counts.outputConversions(),
                        arrays,
                        accelerator.output().converter().value()),
                Stage.Bound.OUTPUT_CONVERSION);
    }

    private double writeSeconds() {
        return switch (accelerator.partialSums()) {
            case PartialSumStore.AnalogRram rram -> cell.write().get().value().writeSeconds();
            case PartialSumStore.Digital _, PartialSumStore.IntegrateAndFire _, PartialSumStore.AnalogLocal _ -> 0;
        };
    }

    private static Stage slower(Stage stage, double seconds, Stage.Bound bound) {
        return seconds > stage.seconds() * ROUNDING ? new Stage(stage.layer(), seconds, bound) : stage;
    }

    private static double seconds(long conversions, long arrays, Converter converter) {
        return conversions / (arrays * converter.copies().perArray() * converter.hertz());
    }
}
