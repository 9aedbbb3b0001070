package org.layco.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layco.accuracy.MapSpread;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.network.Operand;
import org.layco.quant.StoredCode;
import org.layco.study.CurveRequest;
import picocli.CommandLine.Option;

/** The options that say which accuracy curve is wanted. */
final class CurveOptions {
    @Option(
            names = "--bits",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "W[,I]",
            description = "Bits of weights and of inputs, 2..8 or 16 (default 8).")
    private List<Integer> bits = List.of(8);

    @Option(
            names = "--ranges",
            paramLabel = "RULE",
            description = "Ranges of weights and inputs: least_squares (default) or max.")
    private CurveRequest.Ranges ranges = CurveRequest.Ranges.LEAST_SQUARES;

    @Option(
            names = "--ber",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "P,P,..",
            description =
                    "Bit error rates in (0, 0.5] (default 1e-5,1e-4,1e-3). Where failures concentrate, and stuck cells,"
                            + " come from the fault blocks of --cell.")
    private List<Double> bitErrorRates = List.of(1e-5, 1e-4, 1e-3);

    @Option(
            names = "--operands",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "O,O,..",
            description = "Whose cells fail: any of weight, input, partial_sum (default weight,input). Partial sums are"
                    + " ideal unless they are named.")
    private List<Operand> operands = List.of(Operand.WEIGHT, Operand.INPUT);

    @Option(
            names = "--maps",
            paramLabel = "N",
            description = "Fault maps of each rate, each a chip of its own (default 20).")
    private int maps = 20;

    @Option(
            names = "--encoding",
            paramLabel = "CODE",
            description = "How bits of weights and inputs stand for codes: ${COMPLETION-CANDIDATES} (default"
                    + " twos_complement).")
    private StoredCode encoding = StoredCode.TWOS_COMPLEMENT;

    @Option(
            names = "--safe-bits",
            paramLabel = "N",
            description = "Top bits of every code that live in a safer partition (default 0).")
    private int safeBits;

    @Option(
            names = "--safe-ber",
            paramLabel = "P",
            description = "Bit error rate of that partition, 0..0.5 (default 0).")
    private double safeBitErrorRate;

    @Option(names = "--per-layer", description = "Also errors in one operand of one layer at a time.")
    private boolean perLayer;

    @Option(
            names = "--precision",
            paramLabel = "PP",
            description =
                    "Draws no more maps for a rate once the 95 %% interval over maps is within this many percentage"
                            + " points of its mean (default 0: all maps).")
    private double precisionPp;

    /** The request; throws {@link InvalidInputException} with every mistake. */
    CurveRequest request(Optional<Integer> images) {
        List<Diagnostic> problems = new ArrayList<>();
        int weightBits = bits.getFirst();
        int inputBits = bits.getLast();
        if (bits.size() > 2 || !bits.stream().allMatch(CurveRequest::supportsBits)) {
            problems.add(Diagnostic.of(
                    "--bits", bits + " are not bits of weights and inputs", "Give one or two of 2..8 and 16."));
        }
        for (double rate : bitErrorRates) {
            if (!(rate > 0 && rate <= CurveRequest.HIGHEST_RATE)) {
                problems.add(Diagnostic.of(
                        "--ber",
                        rate + " is no bit error rate in (0, 0.5]",
                        "The error-free network is always measured; give rates above 0 and up to 0.5."));
            }
        }
        if (maps < MapSpread.MIN_MAPS) {
            problems.add(Diagnostic.of(
                    "--maps", maps + " fault maps have no spread", "Give at least 2; 20 make a fair interval."));
        }
        if (safeBits < 0 || safeBits >= Math.min(weightBits, inputBits)) {
            problems.add(Diagnostic.of(
                    "--safe-bits",
                    safeBits + " safe bits are not fewer than the bits " + bits,
                    "Give 0 or more, fewer than each of --bits."));
        }
        if (!(safeBitErrorRate >= 0 && safeBitErrorRate <= CurveRequest.HIGHEST_RATE)) {
            problems.add(Diagnostic.of(
                    "--safe-ber", safeBitErrorRate + " is no bit error rate in [0, 0.5]", "Give a rate such as 1e-6."));
        }
        if (!(precisionPp >= 0 && precisionPp < 100)) {
            problems.add(Diagnostic.of(
                    "--precision", precisionPp + " pp is no half-width in [0, 100)", "Give 0 to run all maps."));
        }
        if (images.isPresent() && images.get() < 1) {
            problems.add(Diagnostic.of("--limit-images", images.get() + " images are none", "Give 1 or more."));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new CurveRequest(
                weightBits,
                inputBits,
                ranges,
                operands,
                bitErrorRates,
                maps,
                encoding,
                safeBits,
                safeBitErrorRate,
                perLayer,
                precisionPp,
                images);
    }
}
