package org.layco.crossbar;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** Products written out, in place of a library's. */
final class ScalarProducts implements MatrixProducts {
    static final ScalarProducts INSTANCE = new ScalarProducts();

    @Override
    public String name() {
        return "written out";
    }

    @Override
    public void close() {}

    @Override
    public Optional<Product> of(Size size) {
        MemorySegment columns = allocate((long) size.positions() * size.rows() + Product.SLACK);
        MemorySegment weights = allocate((long) size.rows() * size.outputs());
        MemorySegment results = allocate((long) size.positions() * size.outputs() * Integer.BYTES);
        return Optional.of(new Product() {
            @Override
            public MemorySegment columns() {
                return columns;
            }

            @Override
            public MemorySegment weights() {
                return weights;
            }

            @Override
            public MemorySegment results() {
                return results;
            }

            @Override
            public void multiply() {
                for (int n = 0; n < size.positions(); n++) {
                    for (int m = 0; m < size.outputs(); m++) {
                        int sum = 0;
                        for (int k = 0; k < size.rows(); k++) {
                            int digit = columns.get(ValueLayout.JAVA_BYTE, (long) n * size.rows() + k) & 0xFF;
                            sum += (digit - size.zeroPoint())
                                    * weights.get(ValueLayout.JAVA_BYTE, (long) k * size.outputs() + m);
                        }
                        results.setAtIndex(ValueLayout.JAVA_INT, (long) n * size.outputs() + m, sum);
                    }
                }
            }

            @Override
            public void close() {}
        });
    }

    private static MemorySegment allocate(long bytes) {
        return Arena.ofAuto().allocate(bytes, Long.BYTES);
    }
}
