package org.layco.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layco.network.MvmShape;

/**
 * oneDNN's convolution of one shape: image and results channels last, weights in the order that it likes best, which is a sum of
 * places of outputs and of rows. Belongs to one worker thread.
 */
final class DnnlConvolution implements AutoCloseable {
    private static final long ARGUMENT_BYTES = 16;
    private static final long MEMORY_OFFSET = 8;

    private final DnnlLibrary library;
    private final MemorySegment primitive;
    private final long scratchpadBytes;
    private final long weightBytes;
    private final int[] outputPlaces;
    private final int[] rowPlaces;
    private final MemorySegment arguments = Arena.ofAuto().allocate(4 * ARGUMENT_BYTES, Long.BYTES);
    private final List<Operand> operands = new ArrayList<>();
    private final Operand image;
    private final Operand weights;
    private final Operand results;
    private final Operand scratchpad;

    /** A tensor or buffer and where it is. */
    private final class Operand {
        private final MemorySegment memory;
        private MemorySegment data = MemorySegment.NULL;

        private Operand(int argument, MemorySegment description) {
            memory = library.memory(description);
            long place = operands.size() * ARGUMENT_BYTES;
            arguments.set(ValueLayout.JAVA_INT, place, argument);
            arguments.set(ValueLayout.ADDRESS, place + MEMORY_OFFSET, memory);
            operands.add(this);
        }

        private void at(MemorySegment now) {
            if (now.address() != data.address()) {
                library.place(memory, now);
                data = now;
            }
        }
    }

    private DnnlConvolution(
            DnnlLibrary library,
            MvmShape shape,
            MemorySegment source,
            MemorySegment destination,
            MemorySegment convolution,
            DnnlLayout layout) {
        this.library = library;
        primitive = library.primitive(convolution);
        MemorySegment scratch = library.scratchpad(convolution);
        scratchpadBytes = library.bytes(scratch);
        weightBytes = layout.bytes();
        outputPlaces = outputPlaces(shape, layout);
        rowPlaces = rowPlaces(shape, layout);
        image = new Operand(DnnlLibrary.ARGUMENT_SOURCE, source);
        weights = new Operand(DnnlLibrary.ARGUMENT_WEIGHTS, library.weights(convolution));
        results = new Operand(DnnlLibrary.ARGUMENT_DESTINATION, destination);
        scratchpad = new Operand(DnnlLibrary.ARGUMENT_SCRATCHPAD, scratch);
    }

    /** Weights of groups have a dimension more, in front. */
    private static int[] outputPlaces(MvmShape shape, DnnlLayout layout) {
        if (shape.groups() == 1) {
            return layout.places(0, shape.outputs());
        }
        int groupOutputs = shape.outputs() / shape.groups();
        int[] groups = layout.places(0, shape.groups());
        int[] outputs = layout.places(1, groupOutputs);
        int[] places = new int[shape.outputs()];
        for (int m = 0; m < places.length; m++) {
            places[m] = groups[m / groupOutputs] + outputs[m % groupOutputs];
        }
        return places;
    }

    private static int[] rowPlaces(MvmShape shape, DnnlLayout layout) {
        int first = shape.groups() == 1 ? 1 : 2;
        int groupChannels = shape.channels() / shape.groups();
        int[] channels = layout.places(first, groupChannels);
        int[] kernelRows = layout.places(first + 1, shape.kernelHeight());
        int[] kernelColumns = layout.places(first + 2, shape.kernelWidth());
        int[] places = new int[shape.rows()];
        for (int k = 0; k < places.length; k++) {
            int tap = k / groupChannels;
            places[k] = channels[k % groupChannels]
                    + kernelRows[tap / shape.kernelWidth()]
                    + kernelColumns[tap % shape.kernelWidth()];
        }
        return places;
    }

    /** A convolution of a shape, or empty if oneDNN has none but plain loops. */
    static Optional<DnnlConvolution> of(DnnlLibrary library, MvmShape shape) {
        int last = DnnlLibrary.CHANNELS_LAST;
        MemorySegment source = library.description(
                DnnlLibrary.U8, last, 1, shape.channels(), shape.paddedHeight(), shape.paddedWidth());
        MemorySegment weights = library.description(DnnlLibrary.S8, DnnlLibrary.ANY_ORDER, weightDims(shape));
        MemorySegment destination =
                library.description(DnnlLibrary.S32, last, 1, shape.outputs(), shape.outHeight(), shape.outWidth());
        Optional<DnnlConvolution> made = library.convolution(
                        source,
                        weights,
                        destination,
                        new long[] {shape.strideHeight(), shape.strideWidth()},
                        new long[] {shape.dilationHeight() - 1, shape.dilationWidth() - 1})
                .flatMap(convolution -> {
                    Optional<DnnlConvolution> usable = library.layout(library.weights(convolution))
                            .map(layout ->
                                    new DnnlConvolution(library, shape, source, destination, convolution, layout));
                    library.destroyConvolution(convolution);
                    return usable;
                });
        List.of(source, weights, destination).forEach(library::destroyDescription);
        return made;
    }

    private static long[] weightDims(MvmShape shape) {
        long outputs = shape.outputs() / shape.groups();
        long channels = shape.channels() / shape.groups();
        return shape.groups() == 1
                ? new long[] {outputs, channels, shape.kernelHeight(), shape.kernelWidth()}
                : new long[] {shape.groups(), outputs, channels, shape.kernelHeight(), shape.kernelWidth()};
    }

    long scratchpadBytes() {
        return scratchpadBytes;
    }

    /** Bytes of the weights, padding included, which has to be 0. */
    long weightBytes() {
        return weightBytes;
    }

    /** Where the weight of output {@code m} in row {@code k}, ordered (r, s, c), is. */
    int place(int m, int k) {
        return outputPlaces[m] + rowPlaces[k];
    }

    /** Convolves what is at the places given. */
    void run(MemorySegment source, MemorySegment kernel, MemorySegment sums, MemorySegment scratch) {
        image.at(source);
        weights.at(kernel);
        results.at(sums);
        scratchpad.at(scratch);
        library.execute(primitive, operands.size(), arguments);
    }

    @Override
    public void close() {
        operands.forEach(operand -> library.destroyMemory(operand.memory));
        library.destroyPrimitive(primitive);
    }
}
