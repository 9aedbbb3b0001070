package org.layco.inference;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.layco.crossbar.MatrixProducts;

/**
 * Integer products by ONNX Runtime's MatMulInteger, whose kernels use the processor's dot-product instructions. One session
 * serves every shape, so weights may change from call to call.
 *
 * <p>Kernels without such instructions may saturate: a product of extreme values at the start decides whether they are used.
 */
final class OnnxProducts implements MatrixProducts {
    private static final int OPSET = 13;
    private static final int IR_VERSION = 8;
    private static final Size EXTREMES = new Size(3, 130, 2, 0);

    private final OnnxRuntime runtime;
    private final OrtSession session;
    private MemorySegment columns = allocate(0);
    private MemorySegment results = allocate(0);

    private OnnxProducts(OnnxRuntime runtime) {
        this.runtime = runtime;
        session = runtime.session(model().toByteArray());
    }

    /** ONNX Runtime's products for one worker, or empty if they are not exact on this processor. */
    static Optional<MatrixProducts> find(OnnxRuntime runtime) {
        OnnxProducts products = new OnnxProducts(runtime);
        if (products.extremesAreExact()) {
            return Optional.of(products);
        }
        products.close();
        return Optional.empty();
    }

    @Override
    public String name() {
        return "ONNX Runtime " + runtime.environment().getVersion() + " MatMulInteger";
    }

    @Override
    public Optional<Product> of(Size size) {
        return Optional.of(new OnnxProduct(size));
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failure) {
            throw OnnxRuntime.failed(failure);
        }
    }

    private boolean extremesAreExact() {
        try (OnnxProduct product = new OnnxProduct(EXTREMES)) {
            int rows = EXTREMES.rows();
            product.columns().asSlice(0, (long) EXTREMES.positions() * rows).fill((byte) 255);
            for (int k = 0; k < rows; k++) {
                product.weights().set(ValueLayout.JAVA_BYTE, 2L * k, Byte.MAX_VALUE);
                product.weights().set(ValueLayout.JAVA_BYTE, 2L * k + 1, Byte.MIN_VALUE);
            }
            product.multiply();
            return product.results().get(ValueLayout.JAVA_INT, 0) == 255 * Byte.MAX_VALUE * rows
                    && product.results().get(ValueLayout.JAVA_INT, Integer.BYTES) == 255 * Byte.MIN_VALUE * rows;
        }
    }

    private final class OnnxProduct implements Product {
        private final Size size;
        private final MemorySegment weights;
        private final OnnxTensor weightTensor;
        private final OnnxTensor zeroPoint;
        private MemorySegment wrappedColumns = MemorySegment.NULL;
        private MemorySegment wrappedResults = MemorySegment.NULL;
        private @Nullable Map<String, OnnxTensor> arguments;
        private @Nullable Map<String, OnnxTensor> outputs;

        private OnnxProduct(Size size) {
            this.size = size;
            weights = allocate((long) size.rows() * size.outputs());
            weightTensor = tensor(weights, OnnxJavaType.INT8, size.rows(), size.outputs());
            MemorySegment zero = allocate(1);
            zero.set(ValueLayout.JAVA_BYTE, 0, (byte) size.zeroPoint());
            zeroPoint = tensor(zero, OnnxJavaType.UINT8);
            long columnBytes = (long) size.positions() * size.rows() + SLACK;
            if (columns.byteSize() < columnBytes) {
                columns = allocate(columnBytes);
            }
            long resultBytes = (long) size.positions() * size.outputs() * Integer.BYTES;
            if (results.byteSize() < resultBytes) {
                results = allocate(resultBytes);
            }
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
            if (wrappedColumns.address() != columns.address() || wrappedResults.address() != results.address()) {
                wrap();
            }
            try {
                session.run(arguments, outputs).close();
            } catch (OrtException failure) {
                throw OnnxRuntime.failed(failure);
            }
        }

        /** Makes tensors around the shared memory, which a larger layer may have moved. */
        private void wrap() {
            closeShared();
            wrappedColumns = columns;
            wrappedResults = results;
            long columnBytes = (long) size.positions() * size.rows();
            long resultBytes = (long) size.positions() * size.outputs() * Integer.BYTES;
            arguments = Map.of(
                    "x",
                    tensor(columns.asSlice(0, columnBytes), OnnxJavaType.UINT8, size.positions(), size.rows()),
                    "w",
                    weightTensor,
                    "zero",
                    zeroPoint);
            outputs = Map.of(
                    "y", tensor(results.asSlice(0, resultBytes), OnnxJavaType.INT32, size.positions(), size.outputs()));
        }

        private void closeShared() {
            if (arguments != null && outputs != null) {
                arguments.getOrDefault("x", weightTensor).close();
                outputs.values().forEach(OnnxTensor::close);
            }
        }

        @Override
        public void close() {
            closeShared();
            weightTensor.close();
            zeroPoint.close();
        }
    }

    private OnnxTensor tensor(MemorySegment memory, OnnxJavaType type, long... dims) {
        try {
            ByteBuffer bytes = memory.asByteBuffer().order(ByteOrder.nativeOrder());
            return OnnxTensor.createTensor(runtime.environment(), bytes, dims, type);
        } catch (OrtException failure) {
            throw OnnxRuntime.failed(failure);
        }
    }

    private static MemorySegment allocate(long bytes) {
        return Arena.ofAuto().allocate(Math.max(1, bytes), Long.BYTES);
    }

    private static OnnxMl.ModelProto model() {
        OnnxMl.GraphProto graph = OnnxMl.GraphProto.newBuilder()
                .setName("product")
                .addNode(OnnxMl.NodeProto.newBuilder()
                        .setOpType("MatMulInteger")
                        .addAllInput(List.of("x", "w", "zero"))
                        .addOutput("y"))
                .addInput(value("x", OnnxMl.TensorProto.DataType.UINT8))
                .addInput(value("w", OnnxMl.TensorProto.DataType.INT8))
                .addInput(value("zero", OnnxMl.TensorProto.DataType.UINT8))
                .addOutput(value("y", OnnxMl.TensorProto.DataType.INT32))
                .build();
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build();
    }

    private static OnnxMl.ValueInfoProto value(String name, OnnxMl.TensorProto.DataType type) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder().setElemType(type.getNumber())))
                .build();
    }
}
