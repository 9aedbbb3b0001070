package org.layco.study.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.layco.hardware.Style;
import org.layco.network.reference.ReferenceNetworks;
import org.layco.source.Knowable;
import org.layco.study.claims.CaseStudy.Designs;

/**
 * The claims of the paper's abstract on the networks it names, at the bits and voltages that certified runs of networks of
 * the same family support. Nothing in it is chosen by its outcome.
 */
public final class ClaimStudy {
    /** A network of the paper and the family whose certified run it takes its settings from. */
    private record Subject(String network, String certified) {}

    private static final String PLAIN = "fashion_lenet5";
    private static final String RESIDUAL = "cifar10_resnet20_akamaster";
    private static final List<Subject> SUBJECTS = List.of(
            new Subject("alexnet", PLAIN),
            new Subject("vgg16", PLAIN),
            new Subject("resnet18", RESIDUAL),
            new Subject("resnet50", RESIDUAL),
            new Subject("resnext50_32x4d", RESIDUAL));

    private final List<CertifiedRun> runs;
    private final List<AssumedHardware> styles;

    /**
     * A study.
     *
     * @param runs certified runs: one for each family and style
     * @param styles the hardware of each style
     * @throws IllegalArgumentException if a run is missing
     */
    public ClaimStudy(List<CertifiedRun> runs, List<AssumedHardware> styles) {
        this.runs = List.copyOf(runs);
        this.styles = List.copyOf(styles);
        for (Subject subject : SUBJECTS) {
            for (AssumedHardware style : styles) {
                certified(subject.certified(), style.style());
            }
        }
    }

    /** The whole study. */
    public ClaimsRecord record(ClaimsRecord.Provenance provenance) {
        List<ClaimsRecord.PlanRow> plans = new ArrayList<>();
        List<ClaimsRecord.DesignRow> designs = new ArrayList<>();
        List<ClaimsRecord.RatioRow> ratios = new ArrayList<>();
        for (Subject subject : SUBJECTS) {
            for (AssumedHardware style : styles) {
                CaseStudy one = caseOf(subject, style);
                Designs demanding = one.designs(Transfer.MOST_DEMANDING);
                for (Transfer transfer : Transfer.values()) {
                    plans.add(ClaimRows.plan(one, transfer));
                }
                designs.addAll(ClaimRows.designs(one, demanding));
                ratios.addAll(ratios(one, demanding, style.constants()));
            }
        }
        return new ClaimsRecord(
                ClaimsRecord.SCHEMA,
                Arrays.stream(Claim.values())
                        .map(claim -> new ClaimsRecord.ClaimRow(claim.key(), claim.published(), claim.against()))
                        .toList(),
                runs.stream().map(ClaimRows::run).toList(),
                plans,
                designs,
                ratios,
                styles.stream()
                        .flatMap(style -> style.constants().stream())
                        .map(ClaimRows::constant)
                        .distinct()
                        .toList(),
                provenance);
    }

    private CaseStudy caseOf(Subject subject, AssumedHardware style) {
        return new CaseStudy(
                ReferenceNetworks.find(subject.network()).orElseThrow(),
                style.style(),
                certified(subject.certified(), style.style()),
                style.hardware());
    }

    private CertifiedRun certified(String network, Style style) {
        return runs.stream()
                .filter(run -> run.network().equals(network) && run.style().equals(style.key()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no certified run of %s in %s style. Make one, and its summary with 'layco reproduce --summarize'."
                                .formatted(network, style.key())));
    }

    private static List<ClaimsRecord.RatioRow> ratios(
            CaseStudy one, Designs demanding, List<AssumedConstant> constants) {
        Designs median = one.designs(Transfer.MEDIAN);
        List<Scaled> scaled =
                constants.stream().map(constant -> Scaled.of(one, constant)).toList();
        return Question.ALL.stream()
                .map(question -> ClaimRows.ratio(
                        one, question, demanding, median.ratio(question), tornado(question, demanding, scaled)))
                .toList();
    }

    /** The designs when one constant is halved and doubled; absent where that leaves the constant's range. */
    private record Scaled(String constant, Knowable<Designs> halved, Knowable<Designs> doubled) {
        static Scaled of(CaseStudy one, AssumedConstant constant) {
            return new Scaled(
                    constant.card() + " " + constant.key(), designs(one, constant, 0.5), designs(one, constant, 2));
        }

        private static Knowable<Designs> designs(CaseStudy one, AssumedConstant constant, double factor) {
            return constant.scaled()
                    .apply(factor)
                    .map(hardware -> one.with(hardware).designs(Transfer.MOST_DEMANDING));
        }
    }

    private static List<ClaimsRecord.TornadoRow> tornado(Question question, Designs designs, List<Scaled> scaled) {
        record Swing(double width, ClaimsRecord.TornadoRow row) {}
        Double ratio = ClaimRows.value(designs.ratio(question));
        List<Swing> swings = new ArrayList<>();
        for (Scaled constant : scaled) {
            Knowable<Double> halved = constant.halved().flatMap(other -> other.ratio(question));
            Knowable<Double> doubled = constant.doubled().flatMap(other -> other.ratio(question));
            boolean leavesNoDesign = (constant.halved().isKnown() && !halved.isKnown())
                    || (constant.doubled().isKnown() && !doubled.isKnown());
            ClaimsRecord.TornadoRow row = ClaimRows.tornado(constant.constant(), halved, doubled);
            double width = Math.max(swing(row.halved(), ratio), swing(row.doubled(), ratio));
            if (width > 0 || leavesNoDesign) {
                swings.add(new Swing(width, row));
            }
        }
        return swings.stream()
                .sorted(Comparator.comparingDouble(Swing::width).reversed())
                .map(Swing::row)
                .toList();
    }

    /** How far a rounded ratio moves, as the absolute logarithm; absent ones do not. Equal moves keep their order. */
    private static double swing(@Nullable Double moved, @Nullable Double ratio) {
        return moved == null || ratio == null ? 0 : Math.abs(StrictMath.log(moved / ratio));
    }
}
