package org.layco.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.layco.crossbar.MatrixProducts;

/**
 * Integer products by oneDNN, mostly faster than those of ONNX Runtime. Its jars are optional.
 *
 * <p>Where a processor lacks integer dot products, oneDNN's sums saturate silently, and which code it uses depends on the
 * size: a product of extreme values decides about every size before it is used.
 */
final class DnnlProducts implements MatrixProducts {
    private static final Size TYPICAL = new Size(64, 576, 64, 0);
    private static final long ALIGNMENT = 64;

    private final DnnlLibrary library;
    private final Map<Size, Optional<DnnlMatmul>> matmuls = new HashMap<>();
    private MemorySegment columns = allocate(1);
    private MemorySegment results = allocate(1);
    private MemorySegment scratchpad = allocate(1);

    private DnnlProducts(DnnlLibrary library) {
        this.library = library;
    }

    /** oneDNN's products for one worker, or empty if it is not there or not exact on this processor. */
    static Optional<MatrixProducts> find() {
        return DnnlLibrary.find().flatMap(library -> {
            DnnlProducts products = new DnnlProducts(library);
            if (products.of(TYPICAL).isPresent()) {
                return Optional.of(products);
            }
            products.close();
            return Optional.empty();
        });
    }

    @Override
    public String name() {
        return "oneDNN " + library.version() + " matmul";
    }

    @Override
    public Optional<Product> of(Size size) {
        return matmuls.computeIfAbsent(size, this::tested).map(matmul -> new DnnlProduct(matmul, size));
    }

    private Optional<DnnlMatmul> tested(Size size) {
        columns = atLeast((long) size.positions() * size.rows() + Product.SLACK, columns);
        results = atLeast((long) size.positions() * size.outputs() * Integer.BYTES, results);
        return DnnlMatmul.of(library, size).filter(matmul -> {
            scratchpad = atLeast(matmul.scratchpadBytes(), scratchpad);
            boolean exact = extremesAreExact(new DnnlProduct(matmul, size), size);
            if (!exact) {
                matmul.close();
            }
            return exact;
        });
    }

    /** Largest inputs on columns of largest and of smallest weights: any sum of two products that saturates is noticed. */
    private static boolean extremesAreExact(Product product, Size size) {
        product.columns().fill((byte) 255);
        for (long i = 0; i < product.weights().byteSize(); i++) {
            product.weights().set(ValueLayout.JAVA_BYTE, i, extreme(i % size.outputs()));
        }
        product.multiply();
        int input = (255 - size.zeroPoint()) * size.rows();
        for (long i = 0; i < (long) size.positions() * size.outputs(); i++) {
            if (product.results().getAtIndex(ValueLayout.JAVA_INT, i) != input * extreme(i % size.outputs())) {
                return false;
            }
        }
        return true;
    }

    private static byte extreme(long output) {
        return output % 2 == 0 ? Byte.MAX_VALUE : Byte.MIN_VALUE;
    }

    @Override
    public void close() {
        matmuls.values().forEach(matmul -> matmul.ifPresent(DnnlMatmul::close));
        matmuls.clear();
    }

    private final class DnnlProduct implements Product {
        private final DnnlMatmul matmul;
        private final MemorySegment weights;

        private DnnlProduct(DnnlMatmul matmul, Size size) {
            this.matmul = matmul;
            weights = allocate((long) size.rows() * size.outputs());
        }

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
            matmul.multiply(columns, weights, results, scratchpad);
        }

        /** Weights go with the product; what is native is the size's and stays for the next product of it. */
        @Override
        public void close() {}
    }

    private static MemorySegment atLeast(long bytes, MemorySegment present) {
        return present.byteSize() < bytes ? allocate(bytes) : present;
    }

    private static MemorySegment allocate(long bytes) {
        return Arena.ofAuto().allocate(bytes, ALIGNMENT);
    }
}
