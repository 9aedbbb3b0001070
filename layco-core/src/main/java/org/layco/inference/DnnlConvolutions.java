package org.layco.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.layco.crossbar.Accumulators;
import org.layco.crossbar.ConvolutionLibrary;
import org.layco.network.MvmShape;

/**
 * Integer convolutions by oneDNN, mostly faster than those of ONNX Runtime. Its jars are optional.
 *
 * <p>Where a processor lacks integer dot products, oneDNN's sums saturate silently, and which code it uses depends on the
 * shape: an image of extreme values decides about every shape before it is used.
 */
final class DnnlConvolutions implements ConvolutionLibrary {
    private static final MvmShape TYPICAL = new MvmShape(64, 8, 8, 64, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    private static final long ALIGNMENT = 64;

    private final DnnlLibrary library;
    private final Map<MvmShape, Optional<DnnlConvolution>> shapes = new HashMap<>();
    private MemorySegment image = allocate(1);
    private MemorySegment results = allocate(1);
    private MemorySegment scratchpad = allocate(1);

    private DnnlConvolutions(DnnlLibrary library) {
        this.library = library;
    }

    /** oneDNN's convolutions for one worker, or empty if it is not there or not exact on this processor. */
    static Optional<ConvolutionLibrary> find() {
        return DnnlLibrary.find().flatMap(library -> {
            DnnlConvolutions convolutions = new DnnlConvolutions(library);
            if (convolutions.of(TYPICAL).isPresent()) {
                return Optional.of(convolutions);
            }
            convolutions.close();
            return Optional.empty();
        });
    }

    @Override
    public String name() {
        return "oneDNN " + library.version() + " convolution";
    }

    @Override
    public Optional<Convolution> of(MvmShape shape) {
        return shapes.computeIfAbsent(shape, this::tested).map(primitive -> new Weighted(primitive, shape));
    }

    private Optional<DnnlConvolution> tested(MvmShape shape) {
        image = atLeast((long) shape.paddedElements() + Convolution.SLACK, image);
        results = atLeast((long) shape.outputElements() * Integer.BYTES + Accumulators.Narrow.SLACK, results);
        return DnnlConvolution.of(library, shape).filter(primitive -> {
            scratchpad = atLeast(primitive.scratchpadBytes(), scratchpad);
            boolean exact = extremesAreExact(new Weighted(primitive, shape), shape);
            if (!exact) {
                primitive.close();
            }
            return exact;
        });
    }

    /** Largest inputs on columns of largest and of smallest weights: any sum of two products that saturates is noticed. */
    private static boolean extremesAreExact(Convolution convolution, MvmShape shape) {
        byte[] image = new byte[shape.paddedElements() + Convolution.SLACK];
        Arrays.fill(image, (byte) 255);
        for (int m = 0; m < shape.outputs(); m++) {
            for (int k = 0; k < shape.rows(); k++) {
                convolution.weight(m, k, extreme(m));
            }
        }
        MemorySegment sums = convolution.run(image);
        int input = 255 * shape.rows();
        for (int i = 0; i < shape.outputElements(); i++) {
            if (sums.getAtIndex(ValueLayout.JAVA_INT, i) != input * extreme(i % shape.outputs())) {
                return false;
            }
        }
        return true;
    }

    private static byte extreme(int output) {
        return output % 2 == 0 ? Byte.MAX_VALUE : Byte.MIN_VALUE;
    }

    @Override
    public void close() {
        shapes.values().forEach(primitive -> primitive.ifPresent(DnnlConvolution::close));
        shapes.clear();
    }

    /** A shape's convolution with weights of its own. */
    private final class Weighted implements Convolution {
        private final DnnlConvolution primitive;
        private final MvmShape shape;
        private final MemorySegment weights;

        /** Weights as they shall be: arrays are faster to change one by one. */
        private final byte[] next;

        private boolean changed;

        private Weighted(DnnlConvolution primitive, MvmShape shape) {
            this.primitive = primitive;
            this.shape = shape;
            weights = allocate(primitive.weightBytes());
            next = new byte[Math.toIntExact(primitive.weightBytes())];
        }

        @Override
        public void weight(int m, int k, byte value) {
            next[primitive.place(m, k)] = value;
            changed = true;
        }

        @Override
        public MemorySegment run(byte[] padded) {
            MemorySegment.copy(padded, 0, image, ValueLayout.JAVA_BYTE, 0, shape.paddedElements());
            if (changed) {
                MemorySegment.copy(next, 0, weights, ValueLayout.JAVA_BYTE, 0, next.length);
                changed = false;
            }
            primitive.run(image, weights, results, scratchpad);
            return results;
        }

        /** Weights go with the convolution; what is native is the shape's and stays for the next one of it. */
        @Override
        public void close() {}
    }

    private static MemorySegment atLeast(long bytes, MemorySegment present) {
        return present.byteSize() < bytes ? allocate(bytes) : present;
    }

    private static MemorySegment allocate(long bytes) {
        return Arena.ofAuto().allocate(Math.max(1, bytes), ALIGNMENT);
    }
}
