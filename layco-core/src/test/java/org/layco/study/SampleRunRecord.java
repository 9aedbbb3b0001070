package org.layco.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.layco.study.RunRecord.Constant;
import org.layco.study.RunRecord.Design;
import org.layco.study.RunRecord.ErrorRateCase;
import org.layco.study.RunRecord.Guarantee;
import org.layco.study.RunRecord.LayerRow;
import org.layco.study.RunRecord.OperandRow;
import org.layco.study.RunRecord.Operands;
import org.layco.study.RunRecord.PartitionRow;
import org.layco.study.RunRecord.Tolerance;
import org.layco.study.RunRecord.TolerancePoint;

/** A run record as a ResNet-8 run would leave it. Its numbers are plausible, invented, and consistent with each other. */
public final class SampleRunRecord {
    private static final double[] VOLTS = {2.0, 1.60, 1.52, 1.50, 1.44};
    private static final double[] RATES = {1e-6, 2.9e-5, 9.6e-4, 2.1e-3, 1.45e-2};
    private static final String[] PARTITIONS = {"weights", "ifm_safe", "ifm_low", "psum_safe", "psum_low"};

    private SampleRunRecord() {}

    /** A run whose plan is certified. */
    public static RunRecord certified() {
        return record(
                new Guarantee(
                        1.0,
                        0.95,
                        0.312,
                        0.874,
                        7963,
                        7963,
                        true,
                        "one-sided betting confidence sequence over images and chips, valid at any stopping time"),
                layers());
    }

    /** A run that ended without a certificate. */
    public static RunRecord failed() {
        return record(new Guarantee(1.0, 0.95, 0.91, 1.342, 7963, 7963, false, "one-sided betting sequence"), layers());
    }

    /** The certified run with other layer names, in order; as many as there are. */
    public static RunRecord withLayerNames(List<String> names) {
        List<LayerRow> renamed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            LayerRow layer = layers().get(i);
            renamed.add(new LayerRow(
                    names.get(i),
                    layer.operator(),
                    layer.shape(),
                    layer.macs(),
                    layer.operands(),
                    layer.energyJ(),
                    layer.energyShare()));
        }
        return record(certified().guarantee(), renamed);
    }

    /** An interrupted run with as little in it as a run can have. */
    public static RunRecord bare() {
        RunRecord full = failed();
        return new RunRecord(
                full.schema(),
                true,
                full.study(),
                full.guarantee(),
                full.chips(),
                List.of(),
                new RunRecord.PlanSummary(List.of()),
                List.of(),
                new RunRecord.Solver("energy", "feasible", 0.3, 0, 0, 0, List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Design(
                        "layco",
                        "the plan",
                        List.of(),
                        List.of(),
                        0,
                        0,
                        0,
                        null,
                        null,
                        null,
                        "nothing ran",
                        0,
                        List.of(),
                        List.of(),
                        List.of())),
                List.of(),
                new RunRecord.Contract(List.of(), List.of()),
                List.of(),
                List.of(),
                SampleWear.lifetime(null, null, null, "nothing ran"),
                new WearRecord(List.of(), "none", List.of(), List.of(), "nothing ran"),
                List.of(),
                List.of(),
                List.of(),
                full.provenance(),
                full.environment(),
                full.timing());
    }

    private static RunRecord record(Guarantee guarantee, List<LayerRow> layers) {
        return new RunRecord(
                RunRecord.SCHEMA,
                false,
                study(layers.size()),
                guarantee,
                new RunRecord.Chips(20, 1000, 0.184, 0.655),
                ladder(guarantee),
                new RunRecord.PlanSummary(layers),
                partitions(),
                solver(guarantee),
                front(),
                boost(),
                tolerance(layers),
                SampleDesigns.designs(),
                SampleDesigns.comparison(1),
                new RunRecord.Contract(
                        List.of("network and data", "array style", "technology node", "buffer area", "accuracy limit"),
                        List.of("write voltages", "bit-widths", "partitions", "placement and swapping")),
                SampleDesigns.waterfalls(),
                List.of(
                        new ErrorRateCase(0.1, "optimal", 8.1e-7, SampleDesigns.comparison(1.15), null),
                        new ErrorRateCase(10, "optimal", 1.31e-6, SampleDesigns.comparison(0.71), null)),
                SampleWear.lifetime(3.8e9, 4.1e6, "psum_low", null),
                SampleWear.wear(),
                sources(),
                List.of(
                        "The write error rate of the HfOx card is assumed: see the cases 10p and p/10.",
                        "Latency of the digital periphery is a lower bound."),
                List.of(
                        new RunRecord.NotComputed("accuracy-judged lifetime", "layco run study.yaml --lifetime 10y"),
                        new RunRecord.NotComputed("ablations", "layco run study.yaml --ablations")),
                new RunRecord.Provenance(
                        "0.1.0",
                        Map.of("onnxruntime", "1.29.0", "ortools", "9.15.6755", "java", "25"),
                        "layco run --style cascade --max-loss 1.0 --confidence 0.95 --seed 1 --out out"),
                new RunRecord.Environment(
                        "./layco run --out out",
                        "25.0.1",
                        "Linux 6.1",
                        "AVX-512",
                        2,
                        512_000_000,
                        1L << 31,
                        List.of("/home/a/out")),
                new RunRecord.Timing(
                        "2026-11-22T12:00:00Z",
                        88.4,
                        Map.of("import", 0.6, "tolerance", 41.2, "solve", 12.9, "certify", 33.7)));
    }

    private static RunRecord.StudySummary study(int layers) {
        return new RunRecord.StudySummary(
                new RunRecord.NetworkSummary(
                        "resnet8_fashion", "ab12".repeat(16), 17, List.of(1, 28, 28), 10, layers, 77_850, 9_600_000),
                new RunRecord.DataSummary(
                        "Fashion-MNIST test",
                        "cd34".repeat(16),
                        List.of("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"),
                        "divided by 255, mean 0.286, standard deviation 0.353",
                        10_000,
                        3,
                        2_034,
                        7_963),
                "layco",
                "cascade",
                "hfox",
                1.0,
                1.0,
                0.95,
                1,
                List.of(2, 3, 4, 5, 6, 7, 8),
                "channel",
                List.of(1.42, 1.44, 1.46, 1.48, 1.50, 1.52, 1.56, 1.60, 2.0));
    }

    private static List<RunRecord.Rung> ladder(Guarantee guarantee) {
        double withErrors = 0.9188 - guarantee.lossPp() / 100;
        return List.of(
                new RunRecord.Rung("float_all", 0.9193, 0.9138, 0.9245, 10_000, "float network, all images"),
                new RunRecord.Rung("float", 0.9188, 0.9126, 0.9246, 7963, "float network, certification images"),
                new RunRecord.Rung("int8", 0.9181, 0.9119, 0.9239, 7963, "8 bits everywhere, no errors"),
                new RunRecord.Rung("quantized", 0.9172, 0.9109, 0.9231, 7963, "the plan's bit-widths, no errors"),
                new RunRecord.Rung(
                        "with_errors", withErrors, withErrors - 0.0063, withErrors + 0.006, 7963, "the plan"),
                new RunRecord.Rung(
                        "certified_lower_bound",
                        0.9188 - guarantee.upperBoundPp() / 100,
                        null,
                        null,
                        7963,
                        "float minus the upper bound of the loss"));
    }

    private static List<LayerRow> layers() {
        String[] names = {
            "conv1",
            "layer1.0.conv1",
            "layer1.0.conv2",
            "layer2.0.conv1",
            "layer2.0.conv2",
            "layer2.0.downsample.0",
            "layer3.0.conv1",
            "layer3.0.conv2",
            "layer3.0.downsample.0",
            "fc"
        };
        String[] shapes = {
            "1x28x28 -> 16x28x28, kernel 3x3", "16x28x28 -> 16x28x28, kernel 3x3", "16x28x28 -> 16x28x28, kernel 3x3",
            "16x28x28 -> 32x14x14, kernel 3x3", "32x14x14 -> 32x14x14, kernel 3x3", "16x28x28 -> 32x14x14, kernel 1x1",
            "32x14x14 -> 64x7x7, kernel 3x3", "64x7x7 -> 64x7x7, kernel 3x3", "32x14x14 -> 64x7x7, kernel 1x1",
            "64 -> 10"
        };
        long[] macs = {112_896, 1_806_336, 1_806_336, 903_168, 1_806_336, 100_352, 903_168, 1_806_336, 100_352, 640};
        int[] bits = {6, 5, 4, 4, 4, 5, 3, 3, 4, 6};
        double[] share = {0.062, 0.181, 0.176, 0.098, 0.149, 0.021, 0.082, 0.124, 0.018, 0.002};
        List<LayerRow> layers = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            int input = i == 0 || i == 9 ? 1 : 2;
            int psum = i < 2 || i == 9 ? 3 : 4;
            layers.add(new LayerRow(
                    names[i],
                    i == 9 ? "Gemm" : "Conv",
                    shapes[i],
                    macs[i],
                    new Operands(point(bits[i], 0), point(bits[i] - (i % 2), input), point(bits[i] + 1, psum)),
                    share[i] * 9.4e-7,
                    share[i]));
        }
        return List.copyOf(layers);
    }

    private static OperandRow point(int bits, int partition) {
        return new OperandRow(bits, PARTITIONS[partition], VOLTS[partition], RATES[partition]);
    }

    private static List<PartitionRow> partitions() {
        return List.of(
                new PartitionRow(
                        "weights", "weights", 2.0, 1e-6, 655_360, 622_800, 0, 5e6, null, "not written by inferences"),
                new PartitionRow("ifm_safe", "feature_maps", 1.60, 2.9e-5, 16_384, 12_544, 12_800, 7.5e8, 9.6e8, null),
                new PartitionRow(
                        "ifm_low", "feature_maps", 1.52, 9.6e-4, 131_072, 113_000, 402_000, 7.5e8, 2.4e8, null),
                new PartitionRow("psum_safe", "partial_sums", 1.50, 2.1e-3, 65_536, 61_000, 1.2e6, 7.5e8, 4.1e7, null),
                new PartitionRow(
                        "psum_low", "partial_sums", 1.44, 1.45e-2, 262_144, 255_000, 3.4e6, 7.5e8, 5.8e7, null));
    }

    private static RunRecord.Solver solver(Guarantee guarantee) {
        return new RunRecord.Solver(
                "energy",
                "optimal",
                0.0042,
                0.41,
                0.36,
                guarantee.lossPp() + 0.02,
                List.of(
                        new RunRecord.Round(1, 0.55, 0.52, 0.78, 0.45, 8.7e-7, 1.3e-4, 2e-6, 4.4e9, false),
                        new RunRecord.Round(2, 0.47, 0.44, 0.57, 0.45, 9.0e-7, 1.3e-4, 2e-6, 4.2e9, false),
                        new RunRecord.Round(3, 0.41, 0.36, 0.33, 0.45, 9.4e-7, 1.4e-4, 2.1e-6, 3.8e9, true)));
    }

    private static List<BoostRound> boost() {
        return List.of(
                new BoostRound(0, "a".repeat(64), 0, 0.92, 0.92, 1.4e-6, 0.61, 5.5, 6.1, 2e-4, true, true),
                new BoostRound(1, "b".repeat(64), 2000, 0.894, 0.917, 1.1e-6, 0.58, 4.6, 5.2, 9e-4, true, true),
                new BoostRound(2, "c".repeat(64), 2000, 0.902, 0.913, 1.2e-6, 0.64, 4.8, 5.3, 8e-4, true, false));
    }

    private static List<FrontPoint> front() {
        return List.of(
                new FrontPoint(0.1, "optimal", 0.09, 1.2e-6, 1.5e-4, 2.2e-6, 2.9e9),
                new FrontPoint(0.2, "optimal", 0.19, 1.05e-6, 1.5e-4, 2.2e-6, 3.4e9),
                new FrontPoint(0.41, "optimal", 0.36, 9.4e-7, 1.4e-4, 2.1e-6, 3.8e9),
                new FrontPoint(0.8, "feasible", 0.78, 8.3e-7, 1.2e-4, 1.9e-6, 4.6e9));
    }

    private static List<Tolerance> tolerance(List<LayerRow> layers) {
        List<Tolerance> all = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            LayerRow layer = layers.get(i);
            double slope = 8.0 / (1 + i);
            all.add(slope(layer.name(), "input", layer.operands().input().bits(), 2 * slope, i));
            all.add(slope(layer.name(), "input", 8, 2.4 * slope, i));
            all.add(slope(
                    layer.name(), "partial_sum", layer.operands().partialSum().bits(), 0.3 * slope, i));
            all.add(new Tolerance(
                    layer.name(),
                    "weight",
                    layer.operands().weight().bits(),
                    0.01 * i,
                    null,
                    null,
                    "weights are programmed with verify",
                    List.of()));
        }
        return List.copyOf(all);
    }

    private static Tolerance slope(String layer, String operand, int bits, double lossPpPerBer, int i) {
        return new Tolerance(
                layer,
                operand,
                bits,
                0.02 + 0.004 * i,
                lossPpPerBer,
                1.3 * lossPpPerBer,
                null,
                List.of(new TolerancePoint(0.01, 0.01 * lossPpPerBer, 2000)));
    }

    private static List<Constant> sources() {
        return List.of(
                new Constant("write pulse energy E0", 0.6e-12, "J", "simulated", "NVSim, HfOx cell, 10 ns pulse", 0.45),
                new Constant(
                        "write error V50", 1.25, "V", "assumed", "cycles-to-failure read as a write-error rate", 0.34),
                new Constant("endurance N0", 5e6, "writes", "measured", "Mellow Writes, ISCA 2016", null),
                new Constant("ADC energy, 6 bits", 1.4e-12, "J", "fitted", "Murmann ADC survey 2024 regression", 0.11));
    }
}
