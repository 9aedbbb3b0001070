package org.layco.campaign.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.layco.campaign.Point;
import org.layco.campaign.store.PointResult;
import org.layco.study.ExploreRecord;
import org.layco.wear.LifetimeRequirement;

/** The search for one front: the points of a grid under the same circumstances. */
final class FrontCase {
    private final SortedMap<String, String> circumstances;
    private final List<String> choices;
    private final List<CostedPoint> points;
    private final FrontBox box;
    private final FrontSearch search;
    private final SortedMap<Integer, PointResult> results = new TreeMap<>();
    private final Set<Integer> refused = new HashSet<>();

    /**
     * A search.
     *
     * @param circumstances that the points share, by path
     * @param choices paths of what they may differ in
     * @param points at least one
     */
    FrontCase(SortedMap<String, String> circumstances, List<String> choices, List<CostedPoint> points, long seed) {
        this.circumstances = circumstances;
        this.points = List.copyOf(points);
        this.choices = choices.stream().filter(this::differs).toList();
        this.box = FrontBox.around(
                points.stream().map(CostedPoint::cost).toList(),
                points.stream().mapToDouble(CostedPoint::maxLossPp).max().orElseThrow());
        this.search = new FrontSearch(
                Coordinates.of(points.stream()
                        .map(point -> this.choices.stream()
                                .map(path -> Circumstances.value(point.point(), path))
                                .toList())
                        .toList()),
                points.stream()
                        .map(point -> new Candidate(box.place(point.cost().best(), 0), point.costKnown()))
                        .toList(),
                seed);
    }

    private boolean differs(String path) {
        return points.stream()
                        .map(point -> Circumstances.value(point.point(), path))
                        .distinct()
                        .count()
                > 1;
    }

    int size() {
        return points.size();
    }

    int evaluated() {
        return results.size();
    }

    int pruned() {
        return search.pruned().size();
    }

    /** Points that need not be run: even without loss they would not improve the front. */
    List<Point> prunedPoints() {
        return search.pruned().stream().map(i -> points.get(i).point()).toList();
    }

    /** Points that could not be run. */
    int failed() {
        return refused.size();
    }

    /** Takes what a store knows of the points, by key. */
    void learn(Map<String, PointResult> known) {
        for (int i = 0; i < points.size(); i++) {
            PointResult result = known.get(points.get(i).point().key());
            if (result != null && !results.containsKey(i)) {
                results.put(i, result);
                search.tell(i, box.place(result.cost(), result.lossPp()));
            }
        }
    }

    /** A point cannot be run. */
    void refuse(Point point) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).point().equals(point) && refused.add(i)) {
                search.refuse(i);
            }
        }
    }

    /** The points to run next, at most so many; none if none can improve the front. */
    List<Point> next(int most) {
        return search.ask(most).stream().map(i -> points.get(i).point()).toList();
    }

    /** The front so far. */
    ExploreRecord.Front front() {
        List<double[]> places = new ArrayList<>();
        results.forEach((_, result) -> places.add(box.place(result.cost(), result.lossPp())));
        List<double[]> front = Dominance.front(places);
        double rate = points.getFirst().ratePerS();
        List<ExploreRecord.Member> members = new ArrayList<>();
        results.forEach((i, result) -> {
            double[] place = box.place(result.cost(), result.lossPp());
            if (Dominance.isInside(place) && front.stream().noneMatch(other -> Dominance.dominates(other, place))) {
                members.add(member(points.get(i).point(), result, rate));
            }
        });
        members.sort(Comparator.comparingDouble(ExploreRecord.Member::energyJ)
                .thenComparingInt(ExploreRecord.Member::point));
        return new ExploreRecord.Front(
                circumstances,
                size(),
                evaluated(),
                pruned(),
                box.ideal(),
                box.reference(),
                Dominance.hypervolume(places),
                rate,
                members);
    }

    private ExploreRecord.Member member(Point point, PointResult result, double rate) {
        SortedMap<String, String> settings = new TreeMap<>();
        choices.forEach(path -> Circumstances.value(point, path).ifPresent(value -> settings.put(path, value)));
        Double inferences = result.cost().lifetimeInferences();
        return new ExploreRecord.Member(
                point.number(),
                settings,
                result.cost().energyJ(),
                result.cost().areaM2(),
                inferences,
                inferences == null ? null : new LifetimeRequirement(1, rate).years(inferences),
                result.lossPp(),
                result.standardErrorPp(),
                result.acceptable());
    }
}
