package org.layco.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.layco.bench.SimulatedInference.Chips;
import org.layco.bench.SimulatedInference.Simulation;
import org.layco.hardware.CrossbarArray;
import org.layco.inference.BitWidths;
import org.layco.study.Study;
import org.layco.train.torch.Torch;

/** All rows of the table. */
public final class Benchmarks {
    /** 256 rows, 4-bit cells, inputs applied whole: as designs that convert in the time domain do. */
    private static final CrossbarArray TIME_DOMAIN = new CrossbarArray(256, 256, 4, 2, 8);

    /** 256 rows, one bit a cell, one bit a read. */
    private static final CrossbarArray BIT_SERIAL = new CrossbarArray(256, 256, 1, 1, 1);

    /** Holds every layer's rows, weights and inputs whole: nothing is summed up over stored psums. */
    private static final CrossbarArray WIDE = new CrossbarArray(1024, 256, 8, 1, 8);

    private static final BitWidths EIGHT_BITS = new BitWidths(8, 8, 8);
    private static final BitWidths EIGHT_BITS_IDEAL = BitWidths.ideal(8, 8);
    private static final BitWidths FOUR_BITS = new BitWidths(4, 4, 8);

    /** The default cell's level noise, as a share of the level distance. */
    private static final double LEVEL_SIGMA = 0.05;

    private static final double RATE = 1e-3;
    private static final double LOWER_RATE = 1e-4;
    private static final int SCALING_ROUND = 640;
    private static final int RESNET50_ROUND = 4;
    private static final int MOBILENET_ROUND = 8;

    /** Top-1 that quantisation alone may cost the PyTorch side before it no longer counts as the same work. */
    private static final double LARGEST_LOSS = 0.02;

    private final Path torchCache;

    /**
     * The rows.
     *
     * @param torchCache directory into which PyTorch's libraries are unpacked once (0.5 GB)
     */
    public Benchmarks(Path torchCache) {
        this.torchCache = torchCache;
    }

    /** The rows in the order of the table. */
    public List<Benchmark> all() {
        return List.of(
                resnet20("resnet20_8bit_all", 0.75, 2.0, everywhere(TIME_DOMAIN, EIGHT_BITS, RATE, Chips.SHARED)),
                resnet20(
                        "resnet20_8bit_bitserial_1e3",
                        0.35,
                        0.8,
                        everywhere(BIT_SERIAL, EIGHT_BITS, RATE, Chips.SHARED)),
                resnet20(
                        "resnet20_8bit_bitserial_1e4",
                        0.7,
                        1.5,
                        everywhere(BIT_SERIAL, EIGHT_BITS, LOWER_RATE, Chips.SHARED)),
                resnet20("resnet20_fresh_chips", 0.6, 1.8, everywhere(TIME_DOMAIN, EIGHT_BITS, RATE, Chips.FRESH)),
                resnet20("resnet20_4bit_all", 1.2, 3.0, everywhere(TIME_DOMAIN, FOUR_BITS, RATE, Chips.SHARED)),
                resnet20(
                        "resnet20_8bit_inputs_wide",
                        0.85,
                        2.5,
                        new Simulation(WIDE, EIGHT_BITS_IDEAL, 0, RATE, 0, 0, Chips.SHARED)),
                new Benchmark("two_workers", 1.8, 1.95, Benchmarks::twoWorkers),
                new Benchmark("versus_pytorch", 2.0, 5.0, this::versusPyTorch),
                new Benchmark("training", 0.5, 1.0, _ -> training()),
                random("resnet50_8bit_all", "resnet50", RESNET50_ROUND),
                random("mobilenetv2_8bit_all", "mobilenet_v2", MOBILENET_ROUND));
    }

    /** Errors of one rate in weights, inputs and stored psums. */
    private static Simulation everywhere(CrossbarArray array, BitWidths bits, double rate, Chips chips) {
        return new Simulation(array, bits, rate, rate, rate, LEVEL_SIGMA, chips);
    }

    private static Benchmark resnet20(String name, double must, double aim, Simulation simulation) {
        return new Benchmark(name, must, aim, workloads -> versusPlain(workloads.resnet20(), simulation));
    }

    private static Benchmark random(String name, String topology, int imagesPerRound) {
        Simulation simulation = everywhere(TIME_DOMAIN, EIGHT_BITS, RATE, Chips.SHARED);
        return new Benchmark(
                name, 0.5, 1.0, workloads -> versusPlain(workloads.random(topology, imagesPerRound), simulation));
    }

    private static Contest versusPlain(Workload workload, Simulation simulation) {
        SimulatedInference subject = new SimulatedInference(workload, simulation, 1);
        return new Contest(subject, new PlainInference(workload, subject.batch()), Contest.Basis.CPU);
    }

    private static Contest twoWorkers(Workloads workloads) {
        Workload workload = workloads.resnet20().withImagesPerRound(SCALING_ROUND);
        Simulation simulation = everywhere(TIME_DOMAIN, EIGHT_BITS, RATE, Chips.SHARED);
        return new Contest(
                new SimulatedInference(workload, simulation, 2),
                new SimulatedInference(workload, simulation, 1),
                Contest.Basis.WALL);
    }

    /** Hardening the embedded ResNet-8 beside training it in single precision; reads no workload. */
    private Contest training() {
        Torch torch = Torch.start(1, torchCache);
        Study study = TorchTraining.study();
        return new Contest(TorchTraining.hardened(torch, study), TorchTraining.plain(torch, study), Contest.Basis.CPU);
    }

    private Contest versusPyTorch(Workloads workloads) {
        Workload workload = workloads.resnet20();
        Simulation simulation = new Simulation(WIDE, EIGHT_BITS_IDEAL, RATE, RATE, 0, 0, Chips.SHARED);
        SimulatedInference subject = new SimulatedInference(workload, simulation, 1);
        Torch torch = Torch.start(1, torchCache);
        checkTorch(torch, workload, subject.batch());
        return new Contest(subject, new TorchInference(torch, workload, subject.batch(), RATE), Contest.Basis.CPU);
    }

    /** A harness that does not compute the network would be no reference. */
    private static void checkTorch(Torch torch, Workload workload, int batch) {
        try (PlainInference plain = new PlainInference(workload, batch);
                TorchInference quantised = new TorchInference(torch, workload, batch, 0)) {
            double before = top1(workload, plain.scores(0));
            double after = top1(workload, quantised.scores(0));
            if (after < before - LARGEST_LOSS) {
                throw new IllegalStateException(
                        "PyTorch without bit errors has top-1 %.4f, plain inference %.4f.".formatted(after, before));
            }
        }
    }

    /** Share of a first round's images whose highest score is that of their class, 0..1. */
    static double top1(Workload workload, float[] scores) {
        int classes = workload.network().classes();
        long right = IntStream.range(0, scores.length / classes)
                .filter(i -> {
                    int best = 0;
                    for (int c = 1; c < classes; c++) {
                        best = scores[i * classes + c] > scores[i * classes + best] ? c : best;
                    }
                    return best == workload.data().labels()[workload.image(i)];
                })
                .count();
        return (double) right * classes / scores.length;
    }
}
