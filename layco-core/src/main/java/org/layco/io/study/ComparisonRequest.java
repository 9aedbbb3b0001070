package org.layco.io.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.layco.hardware.Style;

/**
 * Which designs are to be compared on which networks.
 *
 * @param networks names or ONNX files
 * @param designs names or files of accelerators, or {@code all}
 * @param bits of weights and inputs
 * @param writeVolts of RRAM buffers; empty for each design's own
 * @param cell name or file of the memory cell; empty for the plan's, or the default
 * @param style array style of designs that come in both
 * @param plan a plan to be compared as well
 */
public record ComparisonRequest(
        List<String> networks,
        List<String> designs,
        int bits,
        Optional<Double> writeVolts,
        Optional<String> cell,
        Style style,
        Optional<Path> plan) {
    public ComparisonRequest {
        networks = networks.stream().distinct().toList();
        designs = designs.stream().distinct().toList();
    }
}
