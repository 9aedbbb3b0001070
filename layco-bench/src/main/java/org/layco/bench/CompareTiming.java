package org.layco.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.layco.device.MemoryCell;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.network.Network;
import org.layco.network.reference.ReferenceNetworks;
import org.layco.study.Candidate;
import org.layco.study.CompareRecord;
import org.layco.study.DesignComparison;

/** Times ResNet-152 on all designs of the library, network and all, in a warm process; needs no data. */
final class CompareTiming {
    /** The row, for {@code --only}. */
    static final String NAME = "compare";

    private static final String NETWORK = "resnet152";
    private static final double MUST_SECONDS = 1;
    private static final int BITS = 8;
    private static final int WARM_UP_RUNS = 3;
    private static final int RUNS = 7;
    private static final double NANOS = 1e9;

    private CompareTiming() {}

    /** The row. */
    static List<TimedRow> rows() {
        HardwareLibrary library = HardwareLibrary.shipped();
        List<Candidate> candidates = library.acceleratorNames().stream()
                .<Candidate>map(
                        name -> new Candidate.Uniform(library.accelerator(name, Style.CASCADE), BITS, Optional.empty()))
                .toList();
        double[] seconds = new double[RUNS];
        for (int run = -WARM_UP_RUNS; run < RUNS; run++) {
            double elapsed = seconds(candidates, library.cell("default"));
            if (run >= 0) {
                seconds[run] = elapsed;
            }
        }
        Arrays.sort(seconds);
        return List.of(new CompareRow(
                NAME, seconds[RUNS / 2], seconds[0], seconds[RUNS - 1], MUST_SECONDS, NETWORK, candidates.size()));
    }

    private static double seconds(List<Candidate> candidates, MemoryCell cell) {
        long started = System.nanoTime();
        Network network = ReferenceNetworks.find(NETWORK).orElseThrow();
        CompareRecord record = new DesignComparison(cell)
                .compare(List.of(network), candidates, new CompareRecord.Provenance("bench", NAME));
        double elapsed = (System.nanoTime() - started) / NANOS;
        if (record.rows().size() != candidates.size()) {
            throw new IllegalStateException("%d designs gave %d rows."
                    .formatted(candidates.size(), record.rows().size()));
        }
        return elapsed;
    }
}
