package org.layco.crossbar;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.layco.network.MvmShape;

/** Convolutions written out, in place of a library's. */
public final class ScalarConvolutions implements ConvolutionLibrary {
    public static final ScalarConvolutions INSTANCE = new ScalarConvolutions();

    @Override
    public String name() {
        return "written out";
    }

    @Override
    public void close() {}

    @Override
    public Optional<Convolution> of(MvmShape shape) {
        byte[] weights = new byte[shape.weightElements()];
        MemorySegment results = Arena.ofAuto().allocate((long) shape.outputElements() * Integer.BYTES, Long.BYTES);
        return Optional.of(new Convolution() {
            @Override
            public void weight(int m, int k, byte value) {
                weights[m * shape.rows() + k] = value;
            }

            @Override
            public MemorySegment run(byte[] image) {
                for (int n = 0; n < shape.positions(); n++) {
                    for (int m = 0; m < shape.outputs(); m++) {
                        int sum = 0;
                        for (int k = 0; k < shape.rows(); k++) {
                            int group = m / (shape.outputs() / shape.groups()) * (shape.channels() / shape.groups());
                            int input = image[group + place(shape, n, k)] & 0xFF;
                            sum += input * weights[m * shape.rows() + k];
                        }
                        results.setAtIndex(ValueLayout.JAVA_INT, (long) n * shape.outputs() + m, sum);
                    }
                }
                return results;
            }

            @Override
            public void close() {}
        });
    }

    /** Where position {@code n} finds group 0's input of row {@code k}, ordered (r, s, c), in the padded image. */
    private static int place(MvmShape shape, int n, int k) {
        int groupChannels = shape.channels() / shape.groups();
        int tap = k / groupChannels;
        int h = n / shape.outWidth() * shape.strideHeight() + tap / shape.kernelWidth() * shape.dilationHeight();
        int w = n % shape.outWidth() * shape.strideWidth() + tap % shape.kernelWidth() * shape.dilationWidth();
        return (h * shape.paddedWidth() + w) * shape.channels() + k % groupChannels;
    }
}
