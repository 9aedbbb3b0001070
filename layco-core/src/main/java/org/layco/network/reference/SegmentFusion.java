package org.layco.network.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;

/**
 * Joins digital segments that follow each other, as they are once an ONNX file has been read. One that reads a value which
 * MVM layers read too stays behind the one that makes it, since that value passes through the buffer.
 */
final class SegmentFusion {
    private final List<Layer> schedule;
    private final String scores;
    private final Set<String> stored = new HashSet<>();
    private final List<Layer> fused = new ArrayList<>();
    private int segments;

    SegmentFusion(List<Layer> schedule, String scores) {
        this.schedule = schedule;
        this.scores = scores;
        for (Layer step : schedule) {
            if (step instanceof MvmLayer layer) {
                stored.add(layer.input());
            }
        }
    }

    /** The schedule with joined segments, which are called {@code segment-0}, {@code segment-1} and so on. */
    List<Layer> fused() {
        List<DigitalSegment> waiting = new ArrayList<>();
        for (int step = 0; step < schedule.size(); step++) {
            switch (schedule.get(step)) {
                case MvmLayer layer -> {
                    join(waiting, step);
                    fused.add(layer);
                }
                case DigitalSegment segment -> {
                    boolean throughBuffer = segment.inputs().stream()
                            .anyMatch(input -> stored.contains(input)
                                    && waiting.stream()
                                            .anyMatch(other -> other.outputs().contains(input)));
                    if (throughBuffer) {
                        join(waiting, step);
                    }
                    waiting.add(segment);
                }
            }
        }
        join(waiting, schedule.size());
        return List.copyOf(fused);
    }

    /** Adds the waiting segments as one, with those outputs that a step from {@code next} on reads. */
    private void join(List<DigitalSegment> waiting, int next) {
        if (waiting.isEmpty()) {
            return;
        }
        Set<String> made = new LinkedHashSet<>();
        Set<String> inputs = new LinkedHashSet<>();
        List<String> operators = new ArrayList<>();
        for (DigitalSegment segment : waiting) {
            segment.inputs().stream().filter(input -> !made.contains(input)).forEach(inputs::add);
            made.addAll(segment.outputs());
            operators.addAll(segment.operators());
        }
        Set<String> readLater = new HashSet<>(Set.of(scores));
        Stream<Layer> later = schedule.subList(next, schedule.size()).stream();
        later.forEach(step -> readLater.addAll(step.inputs()));
        made.retainAll(readLater);
        fused.add(new DigitalSegment(
                "segment-" + segments++, Optional.empty(), List.copyOf(inputs), List.copyOf(made), operators));
        waiting.clear();
    }
}
