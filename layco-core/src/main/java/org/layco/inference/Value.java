package org.layco.inference;

import ai.onnxruntime.OnnxJavaType;
import java.util.List;
import org.layco.network.MvmLayer.Layout;
import org.layco.quant.Quantizer;

/**
 * A tensor that crosses a step's boundary; never modified once made, so that walks may share it.
 *
 * <p>Shapes are ONNX dimensions, row-major, the batch dimension included.
 */
public sealed interface Value permits Value.Tensor, Value.Stored {
    /** Dimensions; not to be modified. */
    long[] dims();

    /** Bytes that the elements occupy. */
    long bytes();

    /** The value as digital operators take it: a feature map as real numbers in the network's order. */
    Tensor tensor();

    /** The value as real numbers. */
    default Floats floats() {
        return switch (tensor()) {
            case Floats floats -> floats;
            case Raw raw ->
                throw new IllegalStateException("A tensor of %s does not hold floats.".formatted(raw.type()));
        };
    }

    /** A tensor of ONNX Runtime. */
    sealed interface Tensor extends Value {
        @Override
        default Tensor tensor() {
            return this;
        }
    }

    /** Single-precision numbers: activations. */
    record Floats(float[] elements, long[] dims) implements Tensor {
        public Floats {
            if (elements.length != count(dims)) {
                throw new IllegalArgumentException(
                        "%d elements do not fill a tensor of %d.".formatted(elements.length, count(dims)));
            }
        }

        @Override
        public long bytes() {
            return (long) Float.BYTES * elements.length;
        }
    }

    /**
     * A feature map as the buffer holds it.
     *
     * @param images digits (code plus zero point) of each image, channels last; not to be modified
     * @param quantizer of the codes
     * @param layout order of the real values in the network
     * @param channels digits of one pixel
     */
    record Stored(List<char[]> images, Quantizer quantizer, Layout layout, int channels, long[] dims) implements Value {
        public Stored {
            images = List.copyOf(images);
        }

        @Override
        public long bytes() {
            return (long) Character.BYTES * count(dims);
        }

        @Override
        public Floats tensor() {
            float[] all = new float[elements()];
            dequantize(all);
            return new Floats(all, dims);
        }

        /** Elements of all images. */
        int elements() {
            return Math.multiplyExact(images.size(), images.getFirst().length);
        }

        /** Writes the real values, in the network's order, to the start of an array. */
        void dequantize(float[] all) {
            int elements = images.getFirst().length;
            for (int i = 0; i < images.size(); i++) {
                ChannelOrder.of(layout, channels, elements).dequantize(images.get(i), quantizer, all, i * elements);
            }
        }

        /** Whether images hold what a layer of this layout and number of channels reads. */
        boolean fits(Layout other, int otherChannels) {
            return layout == other && channels == otherChannels;
        }
    }

    /** Elements of any other type in native byte order: shapes, indices, masks. */
    record Raw(OnnxJavaType type, byte[] elements, long[] dims) implements Tensor {
        @Override
        public long bytes() {
            return elements.length;
        }
    }

    private static long count(long[] dims) {
        long count = 1;
        for (long dim : dims) {
            count = Math.multiplyExact(count, dim);
        }
        return count;
    }
}
