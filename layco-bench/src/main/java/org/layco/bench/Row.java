package org.layco.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The result of one benchmark. Rates are medians over the alternations; ratios are LayCO's rate over the reference's in
 * the same alternation.
 *
 * @param name of the benchmark
 * @param ratioMedian middle ratio
 * @param ratioMin smallest ratio
 * @param ratioMax largest ratio
 * @param imagesPerCpuSecond of LayCO, per second of processor time
 * @param imagesPerSecond of LayCO, per elapsed second
 * @param referenceImagesPerCpuSecond of the reference, per second of processor time
 * @param referenceImagesPerSecond of the reference, per elapsed second
 * @param alternations ratios measured
 * @param must ratio that is required
 * @param aim ratio that is wished for
 */
public record Row(
        String name,
        double ratioMedian,
        double ratioMin,
        double ratioMax,
        double imagesPerCpuSecond,
        double imagesPerSecond,
        double referenceImagesPerCpuSecond,
        double referenceImagesPerSecond,
        int alternations,
        double must,
        double aim) {

    /** The statistics of a benchmark's alternations, at least one. */
    public static Row of(Benchmark benchmark, Contest.Basis basis, List<Alternation.Pair> pairs) {
        double[] ratios = sorted(pairs, pair -> basis.rate(pair.subject()) / basis.rate(pair.reference()));
        return new Row(
                benchmark.name(),
                median(ratios),
                ratios[0],
                ratios[ratios.length - 1],
                median(sorted(pairs, pair -> pair.subject().imagesPerCpuSecond())),
                median(sorted(pairs, pair -> pair.subject().imagesPerSecond())),
                median(sorted(pairs, pair -> pair.reference().imagesPerCpuSecond())),
                median(sorted(pairs, pair -> pair.reference().imagesPerSecond())),
                pairs.size(),
                benchmark.must(),
                benchmark.aim());
    }

    private static double[] sorted(List<Alternation.Pair> pairs, ToDoubleFunction<Alternation.Pair> figure) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("A benchmark without alternations has no ratio.");
        }
        return pairs.stream().mapToDouble(figure).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
