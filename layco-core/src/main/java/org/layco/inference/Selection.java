package org.layco.inference;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.layco.network.DigitalSegment;
import org.layco.network.MvmLayer.Layout;

/**
 * What a digital segment does that only moves elements of one feature map, as the shortcuts of a CIFAR ResNet do with Slice and
 * Pad: each element of its output is an element of its input, or 0. Stored digits can be moved as they are, which costs a tenth of
 * decoding them, running the segment and adding reals in the network's order. Immutable.
 */
public final class Selection {
    /** Operators that only move elements or insert a constant, whatever their attributes. */
    private static final Set<String> MOVES = Set.of(
            "Concat",
            "DepthToSpace",
            "Flatten",
            "Gather",
            "Identity",
            "Pad",
            "Reshape",
            "Slice",
            "SpaceToDepth",
            "Split",
            "Squeeze",
            "Transpose",
            "Unsqueeze");

    /** Up to here every integer is a float. */
    private static final int MOST_NUMBERS = 1 << 24;

    /** Stands for 0 in the place of a source. */
    private static final int ZERO = -1;

    /** Per digit of one output image the digit of the input image, or {@link #ZERO}. */
    private final int[] sources;

    private final Layout layout;
    private final int channels;
    private final long[] dims;

    private Selection(int[] sources, Layout layout, int channels, long[] dims) {
        this.sources = sources;
        this.layout = layout;
        this.channels = channels;
        this.dims = dims;
    }

    /**
     * What a segment selects from maps like {@code input}, found by running it on the numbers of the elements; empty if it does anything else.
     *
     * @param session of the segment
     * @param input with any digits
     */
    static Optional<Selection> of(DigitalSegment segment, GraphSession session, Value.Stored input) {
        if (segment.inputs().size() != 1
                || segment.outputs().size() != 1
                || !MOVES.containsAll(segment.operators())
                || input.elements() >= MOST_NUMBERS) {
            return Optional.empty();
        }
        if (!(session.run(List.of(numbers(input, 1))).getFirst() instanceof Value.Floats forward)
                || !(session.run(List.of(numbers(input, -1))).getFirst() instanceof Value.Floats backward)
                || forward.dims().length < 2
                || forward.dims()[0] != input.images().size()) {
            return Optional.empty();
        }
        for (int i = 0; i < forward.elements().length; i++) {
            // a constant does not change its sign
            if (forward.elements()[i] != -backward.elements()[i]) {
                return Optional.empty();
            }
        }
        return of(input, forward);
    }

    /** The numbers of all elements, from 1 on and in the order of digits, in the places of the elements. */
    private static Value.Floats numbers(Value.Stored input, int sign) {
        float[] numbers = new float[input.elements()];
        int elements = input.images().getFirst().length;
        ChannelOrder order = ChannelOrder.of(input.layout(), input.channels(), elements);
        float[] line = new float[elements];
        for (int start = 0; start < numbers.length; start += elements) {
            for (int i = 0; i < elements; i++) {
                line[i] = sign * (start + i + 1);
            }
            order.put(line, 0, elements, numbers, start);
        }
        return new Value.Floats(numbers, input.dims());
    }

    private static Optional<Selection> of(Value.Stored input, Value.Floats output) {
        long[] dims = output.dims();
        Layout layout = dims.length == 2 ? Layout.CHANNELS_LAST : input.layout();
        int channels = (int) (layout == Layout.CHANNELS_FIRST ? dims[1] : dims[dims.length - 1]);
        int images = input.images().size();
        int elements = output.elements().length / images;
        int read = input.images().getFirst().length;
        ChannelOrder order = ChannelOrder.of(layout, channels, elements);
        int[] sources = new int[elements];
        for (int image = 0; image < images; image++) {
            float[] numbers = new float[elements];
            order.addTo(output.elements(), image * elements, 0, numbers, elements);
            for (int i = 0; i < elements; i++) {
                int source = numbers[i] == 0 ? ZERO : (int) numbers[i] - 1 - image * read;
                boolean ofThisImage = numbers[i] == 0 || (source >= 0 && source < read);
                if (!ofThisImage || (image > 0 && sources[i] != source)) {
                    return Optional.empty();
                }
                sources[i] = source;
            }
        }
        return Optional.of(new Selection(sources, layout, channels, dims));
    }

    /**
     * The segment's output for a map.
     *
     * @param arrays gives an array for the digits of one image, whatever they are, by its length
     */
    Value.Stored apply(Value.Stored input, IntFunction<char[]> arrays) {
        char zero = (char) input.quantizer().zeroPoint();
        List<char[]> images = input.images().stream()
                .map(from -> {
                    char[] to = arrays.apply(sources.length);
                    for (int i = 0; i < to.length; i++) {
                        int source = sources[i];
                        to[i] = source == ZERO ? zero : from[source];
                    }
                    return to;
                })
                .toList();
        long[] all = dims.clone();
        all[0] = images.size();
        return new Value.Stored(images, input.quantizer(), layout, channels, all);
    }
}
