package org.layco.study;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run found, in the order a reader wants it; {@code run.json} is this record with snake_case keys. Top-1
 * accuracies, shares and confidence are 0..1; {@code ...Pp} are percentage points; other units are in the names: J, m2,
 * s, V. A figure that cannot be had is {@code null} beside a {@code reason}; nothing is NaN, infinite, 0 or -1 instead.
 *
 * <p>All blocks but {@code environment} and {@code timing} are byte-identical for the same inputs and seed, whatever the
 * number of threads.
 *
 * @param schema name and version of this format
 * @param partial whether the run was interrupted before it ended
 * @param study the resolved inputs
 * @param guarantee the certificate
 * @param chips spread of the loss over whole chips
 * @param ladder top-1 accuracy from the float network down to the certified bound
 * @param plan operating points of every layer
 * @param partitions of the plan, that operands live in
 * @param solver how the plan was found
 * @param front plans for loss budgets around the chosen one; empty for a plan that was given
 * @param boost rounds of training before the run, with {@code --boost}; else empty
 * @param tolerance what each operand of each layer tolerates
 * @param designs cost of the plan and of every baseline, the plan first; at least the plan
 * @param comparison the plan against each baseline, headline first
 * @param contract what the comparison held equal and what differed
 * @param waterfalls the ratios of energy and lifetime by cause
 * @param errorRateSensitivity the comparison when the assumed error rates are ten times higher and lower
 * @param lifetime of the plan's buffer
 * @param wear of its cells under each swapping policy
 * @param sources the constants the energy rests on
 * @param warnings what the reader should know before trusting the figures
 * @param notComputed what this run left out, with the command that computes it
 * @param provenance what made this record
 * @param environment of this execution; differs between machines
 * @param timing of this execution; differs between runs
 */
public record RunRecord(
        String schema,
        boolean partial,
        StudySummary study,
        Guarantee guarantee,
        Chips chips,
        List<Rung> ladder,
        PlanSummary plan,
        List<PartitionRow> partitions,
        Solver solver,
        List<FrontPoint> front,
        List<BoostRound> boost,
        List<Tolerance> tolerance,
        List<Design> designs,
        List<Comparison> comparison,
        Contract contract,
        List<WaterfallRecord> waterfalls,
        List<ErrorRateCase> errorRateSensitivity,
        LifetimeRecord lifetime,
        WearRecord wear,
        List<Constant> sources,
        List<String> warnings,
        List<NotComputed> notComputed,
        Provenance provenance,
        Environment environment,
        Timing timing) {
    /** Format name and version. */
    public static final String SCHEMA = "layco.run/1";

    /** How far, relatively, a total may be from the sum of its parts. */
    private static final double SUM_TOLERANCE = 1e-9;

    public RunRecord {
        ladder = List.copyOf(ladder);
        partitions = List.copyOf(partitions);
        front = List.copyOf(front);
        boost = List.copyOf(boost);
        tolerance = List.copyOf(tolerance);
        waterfalls = List.copyOf(waterfalls);
        designs = List.copyOf(designs);
        comparison = List.copyOf(comparison);
        errorRateSensitivity = List.copyOf(errorRateSensitivity);
        sources = List.copyOf(sources);
        warnings = List.copyOf(warnings);
        notComputed = List.copyOf(notComputed);
        if (designs.isEmpty()) {
            throw new IllegalArgumentException("A run record needs at least the plan's own design. Put it first.");
        }
    }

    /** Cost of the plan itself: the first design. */
    public Design planCost() {
        return designs.getFirst();
    }

    /** The resolved inputs; {@code bufferArea} is the buffer's most cells over those of the 8-bit baseline. */
    public record StudySummary(
            NetworkSummary network,
            DataSummary data,
            String hardware,
            String style,
            String cell,
            double bufferArea,
            double maxLossPp,
            double confidence,
            long seed,
            List<Integer> candidateBits,
            String weightScales,
            List<Double> candidateVoltagesV) {
        public StudySummary {
            candidateBits = List.copyOf(candidateBits);
            candidateVoltagesV = List.copyOf(candidateVoltagesV);
        }
    }

    /** The network; {@code inputShape} is that of one image. */
    public record NetworkSummary(
            String name,
            String sha256,
            int opset,
            List<Integer> inputShape,
            int classes,
            int mvmLayers,
            long parameters,
            long macsPerImage) {
        public NetworkSummary {
            inputShape = List.copyOf(inputShape);
        }
    }

    /** The data and how they were divided. */
    public record DataSummary(
            String name,
            String sha256,
            List<String> files,
            String preprocessing,
            int images,
            int duplicatesRemoved,
            int searchImages,
            int certificationImages) {
        public DataSummary {
            files = List.copyOf(files);
        }
    }

    /** The certificate: {@code met} iff {@code upperBoundPp < limitPp} at {@code confidence}. */
    public record Guarantee(
            double limitPp,
            double confidence,
            double lossPp,
            double upperBoundPp,
            int images,
            long trials,
            boolean met,
            String statement) {}

    /** Loss over {@code n} whole chips, each measured on the same {@code images}. */
    public record Chips(int n, int images, double sdPp, double q95Pp) {}

    /** One rung of the accuracy ladder; {@code low}..{@code high} is a 95 % Clopper-Pearson interval where it applies. */
    public record Rung(
            String name,
            double top1,
            @Nullable Double low,
            @Nullable Double high,
            int images,
            String meaning) {}

    /** The plan. */
    public record PlanSummary(List<LayerRow> layers) {
        public PlanSummary {
            layers = List.copyOf(layers);
        }
    }

    /** One MVM layer of the plan. {@code shape} is C x H x W -> M x P x Q, kernel R x S. */
    public record LayerRow(
            String name,
            String operator,
            String shape,
            long macs,
            Operands operands,
            double energyJ,
            double energyShare) {}

    /** The three operands of a layer. */
    public record Operands(OperandRow weight, OperandRow input, OperandRow partialSum) {}

    /** Where one operand lives and how. */
    public record OperandRow(int bits, String partition, double voltageV, double bitErrorRate) {}

    /** One partition; {@code endurance} is in writes, of the median cell. An absent lifetime has a {@code reason}: weights, say, are not written by inferences. */
    public record PartitionRow(
            String id,
            String holds,
            double voltageV,
            double bitErrorRate,
            long cells,
            long peakCells,
            double writesPerInference,
            @Nullable Double endurance,
            @Nullable Double lifetimeInferences,
            @Nullable String reason) {}

    /** How the plan was found, and what it was chosen for. The gap is that of the surrogate problem, in which losses add. */
    public record Solver(
            String objective,
            String status,
            double relativeGap,
            double lossBudgetPp,
            double predictedLossPp,
            double measuredSearchLossPp,
            List<Round> rounds) {
        public Solver {
            rounds = List.copyOf(rounds);
        }
    }

    /** One round of solve and verify; latency, area and lifetime as the solver adds them up, the last absent if nothing wears. */
    public record Round(
            int round,
            double lossBudgetPp,
            double predictedLossPp,
            double measuredLossPp,
            double neededMarginPp,
            double energyJ,
            double latencyS,
            double areaM2,
            @Nullable Double lifetimeInferences,
            boolean accepted) {}

    /**
     * What one operand of one layer tolerates at one bit-width: to first order, {@code lossPpPerBer} times the bit error
     * rate, in percentage points. An absent slope has a {@code reason}.
     */
    public record Tolerance(
            String layer,
            String operand,
            int bits,
            double quantizationLossPp,
            @Nullable Double lossPpPerBer,
            @Nullable Double lossPpPerBerUpper,
            @Nullable String reason,
            List<TolerancePoint> points) {
        public Tolerance {
            points = List.copyOf(points);
        }
    }

    /** One measurement: everything else clean. */
    public record TolerancePoint(double bitErrorRate, double lossPp, int images) {}

    /**
     * Cost of one design on this network, per inference of one image. Totals equal the sums of their parts. Absent
     * lifetimes have a {@code reason}: a design without an RRAM buffer, say, does not wear out. Bits are those of every MVM
     * layer, in the network's order.
     */
    public record Design(
            String name,
            String description,
            List<Integer> weightBits,
            List<Integer> inputBits,
            double energyJ,
            double areaM2,
            double latencyS,
            @Nullable Double lifetimeLevelledInferences,
            @Nullable Double lifetimeUnlevelledInferences,
            @Nullable String limitingPartition,
            @Nullable String reason,
            double assumedEnergyShare,
            List<Part> energyByComponentJ,
            List<Part> energyByOperandJ,
            List<Part> areaByComponentM2) {
        public Design {
            weightBits = List.copyOf(weightBits);
            inputBits = List.copyOf(inputBits);
            energyByComponentJ = List.copyOf(energyByComponentJ);
            energyByOperandJ = List.copyOf(energyByOperandJ);
            areaByComponentM2 = List.copyOf(areaByComponentM2);
            checkSum(name, "energyJ by component", energyJ, energyByComponentJ);
            checkSum(name, "energyJ by operand", energyJ, energyByOperandJ);
            checkSum(name, "areaM2 by component", areaM2, areaByComponentM2);
        }
    }

    /** One part of a checked sum. */
    public record Part(String name, double value) {}

    private static void checkSum(String design, String what, double total, List<Part> parts) {
        double sum = parts.stream().mapToDouble(Part::value).sum();
        if (Math.abs(sum - total) > SUM_TOLERANCE * Math.abs(total)) {
            throw new IllegalArgumentException(
                    "The parts of %s of %s sum to %s, the total is %s. Count every part once."
                            .formatted(what, design, sum, total));
        }
    }

    /** Ratios above 1 mean that the plan is better. An absent ratio has a {@code reason}; {@code baselineBits} is absent where
     * the baseline's bits differ between layers. */
    public record Comparison(
            String baseline,
            String style,
            @Nullable Integer baselineBits,
            @Nullable Double energyRatio,
            @Nullable Double lifetimeRatio,
            @Nullable Double lifetimeRatioUnlevelled,
            @Nullable Double areaRatio,
            @Nullable Double latencyRatio,
            @Nullable String reason) {}

    /** What makes the comparison fair. */
    public record Contract(List<String> heldEqual, List<String> differed) {
        public Contract {
            heldEqual = List.copyOf(heldEqual);
            differed = List.copyOf(differed);
        }
    }

    /** The surrogate's plan when every write error rate is multiplied by {@code factor}; not certified. */
    public record ErrorRateCase(
            double factor,
            String status,
            @Nullable Double energyJ,
            List<Comparison> comparison,
            @Nullable String reason) {
        public ErrorRateCase {
            comparison = List.copyOf(comparison);
        }
    }

    /**
     * A constant with its source and the share of the plan's energy that rests on it; {@code null} for a constant that the
     * energy does not depend on, such as an endurance.
     */
    public record Constant(
            String name,
            double value,
            String unit,
            String kind,
            String reference,
            @Nullable Double energyShare) {}

    /** Something left out and the command that computes it. */
    public record NotComputed(String what, String command) {}

    /** What made the record: versions of this tool and of the libraries that affect results. */
    public record Provenance(String laycoVersion, Map<String, String> libraries, String reproduce) {
        public Provenance {
            libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
        }
    }

    /** Where it ran. */
    public record Environment(
            String command,
            String java,
            String os,
            String instructionSet,
            int threads,
            long prefixMemoryBytes,
            long maxHeapBytes,
            List<String> paths) {
        public Environment {
            paths = List.copyOf(paths);
        }

        /** The environment of a context. */
        static Environment of(RunContext context) {
            return new Environment(
                    context.command(),
                    context.java(),
                    context.os(),
                    context.instructionSet(),
                    context.resources().threads(),
                    context.resources().prefixMemoryBytes(),
                    context.maxHeapBytes(),
                    context.paths());
        }
    }

    /** How long it took, in all and by stage. */
    public record Timing(String startedAt, double totalS, Map<String, Double> stagesS) {
        public Timing {
            stagesS = Collections.unmodifiableSortedMap(new TreeMap<>(stagesS));
        }
    }
}
