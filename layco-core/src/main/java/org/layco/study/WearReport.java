package org.layco.study;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.layco.cost.Baselines;
import org.layco.cost.CostEstimate;
import org.layco.cost.CostModel;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.network.MvmLayer;
import org.layco.source.Knowable;
import org.layco.wear.LayerSwapping;
import org.layco.wear.LifetimeCheck;
import org.layco.wear.LifetimeRequirement;
import org.layco.wear.PolicyWear;
import org.layco.wear.SpareRows;
import org.layco.wear.WearDemand;
import org.layco.wear.WearTimeline;
import org.layco.wear.WriteSpread;

/**
 * Wear of a plan: its writes under every swapping policy and, if a lifetime is required, the check against it.
 *
 * @param demand what an inference writes
 * @param policies what each policy makes of it
 * @param arraySquareMetres of one crossbar array with all that comes with it
 * @param ratePerSecond inferences per second: as required, else one after the other
 * @param requirement if there is one
 * @param check against the requirement, if there is one and endurance is known
 * @param ages at which accuracy was judged, without spare rows and then with
 * @param age at which the run itself measured accuracy, in inferences; empty for a new buffer
 */
record WearReport(
        WearDemand demand,
        Knowable<List<PolicyWear>> policies,
        double arraySquareMetres,
        double ratePerSecond,
        Optional<LifetimeRequirement> requirement,
        Optional<LifetimeCheck> check,
        List<Ageing.Judged> ages,
        Optional<Double> age) {
    private static final LayerSwapping OURS = new LayerSwapping();

    WearReport {
        ages = List.copyOf(ages);
    }

    /** The wear of a plan at a rate of inferences; without one, that of the required lifetime or one after the other. */
    static WearReport of(Study study, Plan plan, CostEstimate cost, Optional<Double> inferencesPerSecond) {
        WearDemand demand = WearDemand.of(study.network(), plan, study.design(), study.cell())
                .withSpareArrays(spareArrays(study, plan));
        Knowable<List<PolicyWear>> policies = PolicyWear.all(demand);
        Optional<LifetimeCheck> check = policies instanceof Knowable.Known<List<PolicyWear>>(List<PolicyWear> known)
                ? study.lifetime()
                        .map(required -> LifetimeCheck.of(
                                required,
                                study.network(),
                                plan,
                                study.design(),
                                study.cell(),
                                ours(known),
                                study.seed()))
                : Optional.empty();
        double rate = inferencesPerSecond
                .or(() -> study.lifetime().map(LifetimeRequirement::inferencesPerSecond))
                .orElse(1 / cost.latencySeconds());
        return new WearReport(
                demand,
                policies,
                arraySquareMetres(study, plan),
                rate,
                study.lifetime(),
                check,
                List.of(),
                Optional.empty());
    }

    /** Iso-area: the crossbar arrays that the 8-bit baseline has more than the plan. */
    private static long spareArrays(Study study, Plan plan) {
        List<OperatingPoint> points = plan.operatingPoints(study.network());
        long spare = 0;
        for (MvmLayer layer : study.network().mvmLayers()) {
            spare += study.design().arrays(layer.shape(), Baselines.HEADLINE_BITS)
                    - study.design()
                            .arrays(layer.shape(), points.get(layer.index()).weightBits());
        }
        return Math.max(0, spare);
    }

    private static double arraySquareMetres(Study study, Plan plan) {
        List<OperatingPoint> points = plan.operatingPoints(study.network());
        return new CostModel(study.design(), study.cell())
                .arraySquareMetres(
                        points.stream()
                                .mapToInt(OperatingPoint::inputBits)
                                .max()
                                .orElseThrow(),
                        points.stream()
                                .mapToInt(OperatingPoint::partialSumBits)
                                .max()
                                .orElseThrow());
    }

    /** The same with what accuracy says of some ages. */
    WearReport judged(List<Ageing.Judged> judged, Optional<Double> atInferences) {
        return new WearReport(
                demand, policies, arraySquareMetres, ratePerSecond, requirement, check, judged, atInferences);
    }

    /** The plan's buffer as it ages; empty if nothing wears, or its endurance or the spread of that is not known. */
    Optional<Ageing> ageing(Study study, Plan plan) {
        Knowable<Ageing> ageing = policies.flatMap(known -> study.cell()
                .enduranceSpread()
                .map(spread -> new Ageing(plan, ours(known), spread.value().sigmaDecades())));
        return Optional.ofNullable(value(ageing));
    }

    private static WriteSpread ours(List<PolicyWear> policies) {
        return policies.stream()
                .filter(one -> one.policy().equals(OURS))
                .map(PolicyWear::spread)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The lifetime in records.
     *
     * @param bufferArea of the study
     */
    LifetimeRecord lifetime(CostEstimate cost, double bufferArea) {
        LifetimeRequirement years = requirement.orElse(new LifetimeRequirement(1, ratePerSecond));
        Knowable<WriteSpread.WearOut> wearOut =
                policies.flatMap(known -> ours(known).wearOut());
        Knowable<WearTimeline> timeline = requirement.isEmpty()
                ? Knowable.unavailable("simulated only if a lifetime is required: --lifetime 10y --rate 30/s")
                : policies.flatMap(_ -> check.orElseThrow().timelines()).map(List::getFirst);
        return new LifetimeRecord(
                value(cost.levelledLifetime().map(CostEstimate.Lifetime::inferences)),
                value(cost.unlevelledLifetime().map(CostEstimate.Lifetime::inferences)),
                requirement.map(LifetimeRequirement::years).orElse(null),
                ratePerSecond,
                value(wearOut.map(out -> years.years(out.inferences()))),
                value(timeline.map(one -> years.years(one.firstFailure().mean()))),
                lastMet(years, false),
                lastMet(years, true),
                age.map(years::years).orElse(null),
                value(wearOut.map(WriteSpread.WearOut::partition)),
                check.map(LifetimeCheck::met).orElse(null),
                check.map(one -> one.shortfalls().stream()
                                .map(WearReport::shortfall)
                                .toList())
                        .orElse(List.of()),
                check.filter(one -> !one.met())
                        .map(one -> bufferArea * one.growth())
                        .orElse(null),
                reason(wearOut),
                reason(timeline),
                judgement(),
                "%.3g inferences a second, day and night; ".formatted(ratePerSecond)
                        + "closed form: until the median cell of the limiting partition fails, with the swapping of"
                        + " the plan; first failure: lognormal spread between cells, mean over chips; levelled"
                        + " inferences: rotation where it is free (inside sections for psums)");
    }

    /** The last age that stands, in years. */
    private @Nullable Double lastMet(LifetimeRequirement years, boolean spares) {
        return ages.stream()
                .filter(one ->
                        one.spares().isPresent() == spares && one.accuracy().met())
                .mapToDouble(one -> one.cells().inferences())
                .max()
                .stream()
                .mapToObj(years::years)
                .findFirst()
                .orElse(null);
    }

    /** Why there is no lifetime judged by accuracy, if there is none. */
    private @Nullable String judgement() {
        if (ages.isEmpty()) {
            return policies.isKnown()
                    ? "computed only if a lifetime is required (--lifetime 10y --rate 30/s) or an age is given (evaluate"
                            + " --age 5y)"
                    : reason(policies);
        }
        return ages.stream()
                        .anyMatch(
                                one -> one.spares().isEmpty() && one.accuracy().met())
                ? null
                : "the guarantee is not certified at the first age looked at";
    }

    private static LifetimeRecord.Shortfall shortfall(LifetimeCheck.Shortfall one) {
        return new LifetimeRecord.Shortfall(
                one.partition(),
                one.years(),
                one.factor(),
                one.cells(),
                one.areaSquareMetres(),
                one.bits().orElse(null),
                one.inferencesPerSecond());
    }

    /** The wear in records. */
    WearRecord wear() {
        return new WearRecord(
                policies instanceof Knowable.Known<List<PolicyWear>>(List<PolicyWear> known)
                        ? known.stream().map(this::policy).toList()
                        : List.of(),
                schedule(),
                check.flatMap(one -> Optional.ofNullable(value(one.timelines())))
                        .map(timelines -> timelines.stream().map(this::timeline).toList())
                        .orElse(List.of()),
                ages.stream().map(this::aged).toList(),
                reason(policies));
    }

    private WearRecord.AgedAccuracy aged(Ageing.Judged one) {
        return new WearRecord.AgedAccuracy(
                new LifetimeRequirement(1, ratePerSecond).years(one.cells().inferences()),
                one.cells().inferences(),
                one.spares().map(SpareRows::share).orElse(0.0),
                one.cells().shares(),
                one.left().shares(),
                one.accuracy().lossPp(),
                one.accuracy().upperBoundPp(),
                one.accuracy().met());
    }

    private WearRecord.Policy policy(PolicyWear one) {
        WriteSpread spread = one.spread();
        Map<String, Double> etas = new TreeMap<>();
        demand.partitions().forEach(partition -> etas.put(partition, spread.eta(List.of(partition))));
        WriteSpread.WearOut wearOut = spread.wearOut().get();
        return new WearRecord.Policy(
                one.policy().name(),
                one.policy().reference(),
                one.eta(demand),
                etas,
                wearOut.inferences(),
                wearOut.partition(),
                (spread.swaps().bufferWrites() + spread.swaps().crossbarWrites()) / demand.writes(),
                value(spread.swaps().joules()),
                value(spread.swaps().seconds()),
                spread.swaps().arrays(),
                spread.swaps().arrays() * arraySquareMetres);
    }

    private String schedule() {
        String free = "Feature maps are placed anew at every inference, partial sums rotate inside their section.";
        if (!(policies instanceof Knowable.Known<List<PolicyWear>>(List<PolicyWear> known))) {
            return free;
        }
        double moves = ours(known).crossbars().stream()
                .mapToDouble(group -> group.writesPerInference())
                .max()
                .orElse(0);
        return moves == 0
                ? free + " The sections of each partition wear alike, so no layer moves."
                : String.format(
                        Locale.ROOT,
                        "%s Layers whose sections wear apart move on by one section every %,.0f"
                                + " inferences, which rewrites their weights.",
                        free,
                        1 / moves);
    }

    private WearRecord.Timeline timeline(WearTimeline one) {
        LifetimeRequirement years = requirement.orElseThrow();
        WearTimeline.Band first = one.firstFailure();
        List<WearRecord.Age> ages = IntStream.range(0, one.ages().size())
                .mapToObj(age -> new WearRecord.Age(
                        years.years(one.ages().get(age)), band(one.failedShare().get(age), 1)))
                .toList();
        return new WearRecord.Timeline(one.sigmaDecades(), one.chips(), one.cells(), band(first, years.years(1)), ages);
    }

    private static WearRecord.Band band(WearTimeline.Band band, double unit) {
        return new WearRecord.Band(band.low() * unit, band.mean() * unit, band.high() * unit);
    }

    private static <T> @Nullable T value(Knowable<T> figure) {
        return switch (figure) {
            case Knowable.Known<T>(T known) -> known;
            case Knowable.Unavailable<T> absent -> null;
        };
    }

    private static @Nullable String reason(Knowable<?> figure) {
        return figure instanceof Knowable.Unavailable<?>(String why) ? why : null;
    }
}
