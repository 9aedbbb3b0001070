package org.layco.study;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.layco.cost.CostEstimate;
import org.layco.mapping.Plan;
import org.layco.source.Knowable;
import org.layco.wear.LayerSwapping;
import org.layco.wear.LifetimeCheck;
import org.layco.wear.LifetimeRequirement;
import org.layco.wear.PolicyWear;
import org.layco.wear.WearDemand;
import org.layco.wear.WearTimeline;
import org.layco.wear.WriteSpread;

/**
 * Wear of a plan: its writes under every swapping policy and, if a lifetime is required, the check against it.
 *
 * @param demand what an inference writes
 * @param policies what each policy makes of it
 * @param ratePerSecond inferences per second: as required, else one after the other
 * @param requirement if there is one
 * @param check against the requirement, if there is one and endurance is known
 */
record WearReport(
        WearDemand demand,
        Knowable<List<PolicyWear>> policies,
        double ratePerSecond,
        Optional<LifetimeRequirement> requirement,
        Optional<LifetimeCheck> check) {
    private static final LayerSwapping OURS = new LayerSwapping();

    static WearReport of(Study study, Plan plan, CostEstimate cost) {
        WearDemand demand = WearDemand.of(study.network(), plan, study.design(), study.cell());
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
        double rate =
                study.lifetime().map(LifetimeRequirement::inferencesPerSecond).orElse(1 / cost.latencySeconds());
        return new WearReport(demand, policies, rate, study.lifetime(), check);
    }

    private static WriteSpread ours(List<PolicyWear> policies) {
        return policies.stream()
                .filter(one -> one.policy().equals(OURS))
                .map(PolicyWear::spread)
                .findFirst()
                .orElseThrow();
    }

    /** The lifetime in records. */
    LifetimeRecord lifetime(CostEstimate cost) {
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
                null,
                value(wearOut.map(WriteSpread.WearOut::partition)),
                check.map(LifetimeCheck::met).orElse(null),
                check.map(one -> one.shortfalls().stream()
                                .map(WearReport::shortfall)
                                .toList())
                        .orElse(List.of()),
                reason(wearOut),
                reason(timeline),
                "not computed: worn cells are not yet faults of the inference engine",
                (requirement.isPresent() ? "" : "one inference after the other, day and night; ")
                        + "closed form: until the median cell of the limiting partition fails, with the swapping of"
                        + " the plan; first failure: lognormal spread between cells, mean over chips; levelled"
                        + " inferences: rotation where it is free (inside sections for psums)");
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
                reason(policies));
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
                value(spread.swaps().seconds()));
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
