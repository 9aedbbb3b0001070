package org.layco.study;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an exploration of a grid has found.
 *
 * @param schema name and version of this format
 * @param studySha256 over the keys of the grid's points, as in the store
 * @param seed of the exploration
 * @param points of the grid
 * @param evaluated points that have a result, those that the store held before included
 * @param evaluatedBefore how many the store held
 * @param pruned points that closed-form cost rules out: even without loss they would not improve a front
 * @param failed points that cannot be run
 * @param complete whether no point that is left can improve a front, so that these are the grid's own
 * @param fronts one for every set of circumstances
 */
public record ExploreRecord(
        String schema,
        String studySha256,
        long seed,
        int points,
        int evaluated,
        int evaluatedBefore,
        int pruned,
        int failed,
        boolean complete,
        List<Front> fronts) {
    /** Format name and version. */
    public static final String SCHEMA = "layco.explore/1";

    public ExploreRecord {
        fronts = List.copyOf(fronts);
    }

    /** Points that are neither evaluated nor pruned and can be run. */
    public int left() {
        return points - evaluated - pruned - failed;
    }

    /**
     * A front: points that no other of the same circumstances beats in energy, area, lifetime and loss at once. Losses below 0 count as 0.
     *
     * @param circumstances what is varied but not chosen, such as the network; by path
     * @param points of the grid under these circumstances
     * @param evaluated of them
     * @param pruned of them
     * @param ideal no point has less energy, area or loss, or more lifetime, than this
     * @param reference points beyond it add no hypervolume and are not on the front
     * @param hypervolume that the front dominates, 0..1: the share of the box between ideal and reference, with logarithmic axes for
     *     energy, area and lifetime and a linear one for loss
     * @param ratePerS inferences a second behind the years
     * @param members by energy
     */
    public record Front(
            SortedMap<String, String> circumstances,
            int points,
            int evaluated,
            int pruned,
            Corner ideal,
            Corner reference,
            double hypervolume,
            double ratePerS,
            List<Member> members) {
        public Front {
            circumstances = sorted(circumstances);
            members = List.copyOf(members);
        }
    }

    /**
     * A corner of the box in which hypervolume is measured.
     *
     * @param energyJ joules of an inference
     * @param areaM2 square metres
     * @param lifetimeInferences absent if it is not known or nothing wears
     * @param lossPp percentage points of top-1
     */
    public record Corner(
            double energyJ, double areaM2, @Nullable Double lifetimeInferences, double lossPp) {}

    /**
     * A point of a front.
     *
     * @param point its number in the grid, from 1
     * @param settings what it takes of all that is chosen, by path
     * @param energyJ joules of an inference
     * @param areaM2 square metres
     * @param lifetimeInferences until the median cell fails, with free rotation; absent if it is not known or nothing wears
     * @param lifetimeYears the same at the front's rate
     * @param lossPp estimated on the search images, percentage points of top-1
     * @param lossStandardErrorPp of that estimate
     * @param acceptable whether the loss leaves the room that a certificate needs
     */
    public record Member(
            int point,
            SortedMap<String, String> settings,
            double energyJ,
            double areaM2,
            @Nullable Double lifetimeInferences,
            @Nullable Double lifetimeYears,
            double lossPp,
            double lossStandardErrorPp,
            boolean acceptable) {
        public Member {
            settings = sorted(settings);
        }
    }

    private static SortedMap<String, String> sorted(Map<String, String> values) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
