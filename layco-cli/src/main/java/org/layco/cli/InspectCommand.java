package org.layco.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.layco.io.record.NetworkJson;
import org.layco.io.study.StudyLoader;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how a network is seen: its MVM layers, the digital segments between them, its size. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Lists a network's layers, shapes and MACs, or everything that keeps it from being used.",
        footerHeading = "%nExample:%n",
        footer = {"  layco inspect --model net.onnx", "  layco inspect --model resnet50"})
final class InspectCommand implements Callable<Integer> {
    @Mixin
    private final ModelOptions study = new ModelOptions();

    @Option(names = "--json", description = "Prints the layers as JSON instead of the table.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Network network = StudyLoader.shipped().network(study.request());
        if (json) {
            out.print(NetworkJson.toJson(network));
        } else {
            print(network, out);
        }
        return 0;
    }

    private static void print(Network network, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %s, input %s %s, %d classes, %s%n",
                network.name(),
                network.hasWeights() ? "opset " + network.opset() : "reference network without weights",
                network.input(),
                network.inputShape(),
                network.classes(),
                network.batch() == 0 ? "any batch size" : "batch size " + network.batch() + " only");
        long parameters = 0;
        out.printf(
                Locale.ROOT,
                "%n%-32s %-8s %-26s %-10s %14s %12s %s%n",
                "layer",
                "operator",
                "C x H x W -> M x P x Q",
                "kernel",
                "MACs",
                "weights",
                "tail");
        for (Layer step : network.schedule()) {
            switch (step) {
                case MvmLayer layer -> {
                    print(layer, out);
                    parameters += layer.weights().elements() + layer.bias().length;
                }
                case DigitalSegment segment ->
                    out.printf(Locale.ROOT, "%-32s %s%n", segment.name(), String.join(" ", segment.operators()));
            }
        }
        out.printf(
                Locale.ROOT,
                "%n%d MVM layers, %,d weights and biases, %,d MACs an image%n",
                network.mvmLayers().size(),
                parameters,
                network.macs());
    }

    private static void print(MvmLayer layer, PrintWriter out) {
        MvmShape shape = layer.shape();
        out.printf(
                Locale.ROOT,
                "%-32s %-8s %-26s %-10s %,14d %,12d%s%n",
                layer.name(),
                layer.operator(),
                "%d x %d x %d -> %d x %d x %d"
                        .formatted(
                                shape.channels(),
                                shape.height(),
                                shape.width(),
                                shape.outputs(),
                                shape.outHeight(),
                                shape.outWidth()),
                "%d x %d%s"
                        .formatted(
                                shape.kernelHeight(),
                                shape.kernelWidth(),
                                shape.groups() > 1 ? " /" + shape.groups() : ""),
                shape.macs(),
                layer.weights().elements(),
                layer.tail().stream().map(op -> " " + op.operator()).collect(Collectors.joining()));
    }
}
