package org.layco.campaign.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the points of a grid lie, axis by axis. Numbers have an order, and their places are even: values of a grid are chosen to be worth
 * telling apart. Other values are only the same or not.
 *
 * @param ordered for every axis, whether its values have an order
 * @param places for every point its place on every axis, 0..1 if ordered, else the number of the value; NaN where it has none
 */
record Coordinates(List<Boolean> ordered, List<double[]> places) {
    private static final Pattern NUMBER = Pattern.compile("([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*(\\D*)");

    Coordinates {
        ordered = List.copyOf(ordered);
        places = List.copyOf(places);
    }

    /** The places of points whose values on every axis are given; what a point does not state is empty. */
    static Coordinates of(List<List<Optional<String>>> values) {
        int axes = values.getFirst().size();
        List<Boolean> ordered = new ArrayList<>();
        List<double[]> places = values.stream().map(_ -> new double[axes]).toList();
        for (int axis = 0; axis < axes; axis++) {
            int column = axis;
            List<String> distinct = values.stream()
                    .flatMap(point -> point.get(column).stream())
                    .distinct()
                    .toList();
            Optional<Map<String, Double>> numbers = numbers(distinct);
            ordered.add(numbers.isPresent());
            for (int point = 0; point < values.size(); point++) {
                Optional<String> value = values.get(point).get(column);
                places.get(point)[column] = value.isEmpty()
                        ? Double.NaN
                        : numbers.map(known -> known.getOrDefault(value.get(), Double.NaN))
                                .orElse((double) distinct.indexOf(value.get()));
            }
        }
        return new Coordinates(ordered, places);
    }

    /** Even places of values that are numbers of one unit; empty if they are not. */
    private static Optional<Map<String, Double>> numbers(List<String> values) {
        TreeMap<Double, List<String>> byNumber = new TreeMap<>();
        for (String value : values) {
            Matcher number = NUMBER.matcher(value);
            Matcher first = NUMBER.matcher(values.getFirst());
            if (!number.matches() || !first.matches() || !number.group(2).equals(first.group(2))) {
                return Optional.empty();
            }
            byNumber.computeIfAbsent(Double.valueOf(number.group(1)), _ -> new ArrayList<>())
                    .add(value);
        }
        Map<String, Double> places = new TreeMap<>();
        int rank = 0;
        for (List<String> same : byNumber.values()) {
            double place = (double) rank / Math.max(1, byNumber.size() - 1);
            same.forEach(value -> places.put(value, place));
            rank++;
        }
        return Optional.of(places);
    }

    int axes() {
        return ordered.size();
    }

    int points() {
        return places.size();
    }

    /** Distance of two points along an axis, 0..1. */
    double distance(int axis, int one, int other) {
        double here = places.get(one)[axis];
        double there = places.get(other)[axis];
        if (Double.compare(here, there) == 0) {
            return 0;
        }
        double difference = Math.abs(here - there);
        return ordered.get(axis) && !Double.isNaN(difference) ? difference : 1;
    }

    /** Product of two points seen from the middle of the grid, over axes that have an order; each is -1..1 on an axis. */
    double product(int one, int other) {
        double product = 0;
        for (int axis = 0; axis < axes(); axis++) {
            double here = 2 * places.get(one)[axis] - 1;
            double there = 2 * places.get(other)[axis] - 1;
            product += ordered.get(axis) && !Double.isNaN(here * there) ? here * there : 0;
        }
        return product;
    }
}
