package org.layco.source;

import java.util.NoSuchElementException;
import java.util.function.Function;

/** A figure that a source gives or does not give: absent is absent, never 0 or -1. */
public sealed interface Knowable<T> {
    /** The figure is known. */
    record Known<T>(T value) implements Knowable<T> {}

    /**
     * The figure is not known.
     *
     * @param reason why, a phrase that a report can print after {@code n/a:}
     */
    record Unavailable<T>(String reason) implements Knowable<T> {
        public Unavailable {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("An unavailable figure needs a reason.");
            }
        }
    }

    /** A known figure. */
    static <T> Knowable<T> known(T value) {
        return new Known<>(value);
    }

    /** An absent figure and why. */
    static <T> Knowable<T> unavailable(String reason) {
        return new Unavailable<>(reason);
    }

    /** True if there is a value. */
    default boolean isKnown() {
        return this instanceof Known<T>;
    }

    /** The value; throws with the reason if there is none. */
    default T get() {
        return switch (this) {
            case Known<T>(T value) -> value;
            case Unavailable<T>(String reason) -> throw new NoSuchElementException("Not available: " + reason);
        };
    }

    /** A figure that depends on this one: its function if known, absent for the same reason otherwise. */
    default <U> Knowable<U> map(Function<? super T, ? extends U> dependent) {
        return switch (this) {
            case Known<T>(T value) -> new Known<>(dependent.apply(value));
            case Unavailable<T>(String reason) -> new Unavailable<>(reason);
        };
    }

    /** As {@link #map}, where the dependent figure may itself be absent. */
    default <U> Knowable<U> flatMap(Function<? super T, Knowable<U>> dependent) {
        return switch (this) {
            case Known<T>(T value) -> dependent.apply(value);
            case Unavailable<T>(String reason) -> new Unavailable<>(reason);
        };
    }
}
