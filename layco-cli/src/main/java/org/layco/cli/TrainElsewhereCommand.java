package org.layco.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands for {@code layco train}, which is a module of its own with PyTorch: the launcher starts that one, where it is there. */
@Command(
        name = "train",
        description = "Hardens a network against bit errors, with PyTorch; layco train --help lists its options.",
        footerHeading = "%nExample:%n",
        footer =
                "  layco train --model net.onnx --train-data data_batch_1.bin --data test_batch.bin --bits 4,4 --target-ber"
                        + " 1e-2 --out hard.onnx")
final class TrainElsewhereCommand implements Callable<Integer> {
    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        throw new InvalidInputException(Diagnostic.of(
                "layco train" + (arguments.isEmpty() ? "" : " ..."),
                "training needs PyTorch, which this installation does not have",
                "Start it as ./layco train in a checkout of the sources: it fetches what it needs."));
    }
}
