package org.layco.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.PointwiseOp;
import org.layco.network.Weights;

/** Small random graphs of convolutions, concatenations, sums and poolings over 2 x 2 maps. */
public final class RandomNetworks {
    private static final int SIDE = 2;

    private final Random random;
    private final List<Layer> schedule = new ArrayList<>();
    private final Map<String, Integer> channels = new HashMap<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private int layers;

    private RandomNetworks(long seed) {
        this.random = new Random(seed);
    }

    /** A network of a number of convolutions. */
    public static Network of(long seed, int convolutions) {
        return new RandomNetworks(seed).build(convolutions);
    }

    private Network build(int convolutions) {
        add("image", 3);
        while (layers < convolutions) {
            switch (random.nextInt(4)) {
                case 0 -> digital("Concat");
                case 1 -> digital(random.nextBoolean() ? "MaxPool" : "Relu");
                default -> convolution();
            }
        }
        List<String> ends = List.copyOf(unread);
        schedule.add(new DigitalSegment("end", Optional.empty(), ends, List.of("scores"), List.of("Concat")));
        Map<String, List<Integer>> shapes = new HashMap<>();
        channels.forEach((value, count) -> shapes.put(value, List.of(count, SIDE, SIDE)));
        return new Network(
                "random", "", 13, "image", List.of(3, SIDE, SIDE), 0, schedule, "scores", 1, shapes, Map.of());
    }

    private void convolution() {
        String input = any();
        int kernel = random.nextBoolean() ? 1 : 3;
        int pad = kernel / 2;
        int outputs = 1 + random.nextInt(9);
        List<PointwiseOp> tail = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            String addend = any();
            outputs = channelsOf(addend);
            tail.add(new PointwiseOp.Add(addend));
            unread.remove(addend);
        }
        MvmShape shape =
                new MvmShape(channelsOf(input), SIDE, SIDE, outputs, kernel, kernel, 1, 1, pad, pad, pad, pad, 1, 1, 1);
        String output = "y" + layers;
        schedule.add(new MvmLayer(
                layers,
                "layer" + layers,
                "Conv",
                shape,
                MvmLayer.Layout.CHANNELS_FIRST,
                new Weights.Constant(shape.weightElements(), 0),
                new float[outputs],
                tail,
                input,
                output));
        layers++;
        unread.remove(input);
        add(output, outputs);
    }

    private void digital(String operator) {
        List<String> inputs = new ArrayList<>();
        int count = operator.equals("Concat") ? 2 : 1;
        int total = 0;
        for (int i = 0; i < count; i++) {
            String input = any();
            if (!inputs.contains(input)) {
                inputs.add(input);
                total += channelsOf(input);
            }
        }
        String output = "d" + schedule.size();
        schedule.add(new DigitalSegment(
                "s" + schedule.size(), Optional.empty(), inputs, List.of(output), List.of(operator)));
        inputs.forEach(unread::remove);
        add(output, total);
    }

    private int channelsOf(String value) {
        return channels.getOrDefault(value, 0);
    }

    private String any() {
        return values.get(Math.max(0, values.size() - 1 - random.nextInt(4)));
    }

    private void add(String value, int count) {
        values.add(value);
        unread.add(value);
        channels.put(value, count);
    }
}
