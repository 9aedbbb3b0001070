package org.layco.io.study;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Values that a study changes in the cards it names.
 *
 * @param hardware new value by path in the accelerator's card; the baselines of its style get the same
 * @param cell new value by path in the cell's card
 * @param errorScale factor on the cell's write error rates
 * @param bufferArea cells of the RRAM buffer over those of the 8-bit baseline, whose own stay as they are
 */
public record CardChanges(
        SortedMap<String, String> hardware,
        SortedMap<String, String> cell,
        Optional<Double> errorScale,
        Optional<Double> bufferArea) {
    /** No changes. */
    public static final CardChanges NONE =
            new CardChanges(new TreeMap<>(), new TreeMap<>(), Optional.empty(), Optional.empty());

    /** A buffer of another area alone. */
    public static CardChanges ofBufferArea(Optional<Double> area) {
        return new CardChanges(new TreeMap<>(), new TreeMap<>(), Optional.empty(), area);
    }

    public CardChanges {
        hardware = Collections.unmodifiableSortedMap(new TreeMap<>(hardware));
        cell = Collections.unmodifiableSortedMap(new TreeMap<>(cell));
    }

    /** These changes, each where it says something, {@code other} where it does not. */
    CardChanges over(CardChanges other) {
        SortedMap<String, String> allHardware = new TreeMap<>(other.hardware);
        allHardware.putAll(hardware);
        SortedMap<String, String> allCell = new TreeMap<>(other.cell);
        allCell.putAll(cell);
        return new CardChanges(
                allHardware, allCell, errorScale.or(other::errorScale), bufferArea.or(other::bufferArea));
    }

    /** A name that says what was changed: nobody should take the result for the card's own. */
    static String named(String name, Map<String, String> changes) {
        return changes.isEmpty()
                ? name
                : name
                        + changes.entrySet().stream()
                                .map(change -> change.getKey() + ": " + change.getValue())
                                .collect(Collectors.joining(", ", " {", "}"));
    }
}
