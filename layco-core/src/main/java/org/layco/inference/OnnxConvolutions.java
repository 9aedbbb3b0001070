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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.layco.crossbar.Accumulators;
import org.layco.crossbar.Columns;
import org.layco.crossbar.ConvolutionLibrary;
import org.layco.network.MvmShape;

/**
 * Integer convolutions as products of matrices by ONNX Runtime's MatMulInteger, whose kernels use the processor's dot-product
 * instructions. One session serves every shape, so weights may change from call to call.
 *
 * <p>Kernels without such instructions may saturate: a product of extreme values at the start decides whether they are used.
 */
final class OnnxConvolutions implements ConvolutionLibrary {
    private static final int OPSET = 13;
    private static final int IR_VERSION = 8;
    private static final MvmShape EXTREMES = MvmShape.fullyConnected(130, 2, 3);

    private final OnnxRuntime runtime;
    private final OrtSession session;
    private MemorySegment columns = allocate(0);
    private MemorySegment results = allocate(0);

    private OnnxConvolutions(OnnxRuntime runtime) {
        this.runtime = runtime;
        session = runtime.session(model().toByteArray());
    }

    /** ONNX Runtime's convolutions for one worker, or empty if they are not exact on this processor. */
    static Optional<ConvolutionLibrary> find(OnnxRuntime runtime) {
        OnnxConvolutions convolutions = new OnnxConvolutions(runtime);
        if (convolutions.extremesAreExact()) {
            return Optional.of(convolutions);
        }
        convolutions.close();
        return Optional.empty();
    }

    @Override
    public String name() {
        return "ONNX Runtime " + runtime.environment().getVersion() + " MatMulInteger";
    }

    @Override
    public Optional<Convolution> of(MvmShape shape) {
        return shape.groups() == 1 ? Optional.of(new Product(shape)) : Optional.empty();
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
        try (Product product = new Product(EXTREMES)) {
            int rows = EXTREMES.rows();
            byte[] image = new byte[EXTREMES.paddedElements() + Convolution.SLACK];
            Arrays.fill(image, (byte) 255);
            for (int k = 0; k < rows; k++) {
                product.weight(0, k, Byte.MAX_VALUE);
                product.weight(1, k, Byte.MIN_VALUE);
            }
            MemorySegment sums = product.run(image);
            return sums.get(ValueLayout.JAVA_INT, 0) == 255 * Byte.MAX_VALUE * rows
                    && sums.get(ValueLayout.JAVA_INT, Integer.BYTES) == 255 * Byte.MIN_VALUE * rows;
        }
    }

    private final class Product implements Convolution {
        private final MvmShape shape;
        private final Columns copies;
        private final MemorySegment weights;
        private final OnnxTensor weightTensor;
        private MemorySegment wrappedColumns = MemorySegment.NULL;
        private MemorySegment wrappedResults = MemorySegment.NULL;
        private @Nullable Map<String, OnnxTensor> arguments;
        private @Nullable Map<String, OnnxTensor> outputs;

        private Product(MvmShape shape) {
            this.shape = shape;
            copies = new Columns(shape);
            weights = allocate(shape.weightElements());
            weightTensor = tensor(weights, OnnxJavaType.INT8, shape.rows(), shape.outputs());
            long columnBytes = (long) shape.positions() * shape.rows() + SLACK;
            if (columns.byteSize() < columnBytes) {
                columns = allocate(columnBytes);
            }
            long resultBytes = (long) shape.outputElements() * Integer.BYTES + Accumulators.Narrow.SLACK;
            if (results.byteSize() < resultBytes) {
                results = allocate(resultBytes);
            }
        }

        @Override
        public void weight(int m, int k, byte value) {
            weights.set(ValueLayout.JAVA_BYTE, (long) k * shape.outputs() + m, value);
        }

        @Override
        public MemorySegment run(byte[] image) {
            if (wrappedColumns.address() != columns.address() || wrappedResults.address() != results.address()) {
                wrap();
            }
            copies.copy(image, columns);
            try {
                session.run(arguments, outputs).close();
            } catch (OrtException failure) {
                throw OnnxRuntime.failed(failure);
            }
            return results;
        }

        /** Makes tensors around the shared memory, which a larger layer may have moved. */
        private void wrap() {
            closeShared();
            wrappedColumns = columns;
            wrappedResults = results;
            long columnBytes = (long) shape.positions() * shape.rows();
            long resultBytes = (long) shape.outputElements() * Integer.BYTES;
            arguments = Map.of(
                    "x",
                    tensor(columns.asSlice(0, columnBytes), OnnxJavaType.UINT8, shape.positions(), shape.rows()),
                    "w",
                    weightTensor);
            outputs = Map.of(
                    "y",
                    tensor(results.asSlice(0, resultBytes), OnnxJavaType.INT32, shape.positions(), shape.outputs()));
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
                        .addAllInput(List.of("x", "w"))
                        .addOutput("y"))
                .addInput(value("x", OnnxMl.TensorProto.DataType.UINT8))
                .addInput(value("w", OnnxMl.TensorProto.DataType.INT8))
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
