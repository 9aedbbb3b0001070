package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Reads the elements of tensors stored in an ONNX file, after checking that there are as many as the shape says. */
final class Tensors {
    private static final String HELP = "The file is damaged or was written by a faulty exporter: export it again.";

    private Tensors() {}

    static String typeName(int type) {
        return Optional.ofNullable(DataType.forNumber(type)).map(DataType::name).orElse("number " + type);
    }

    /** Number of elements of a tensor with these dimensions. */
    static int count(List<Long> dims) {
        try {
            long count = 1;
            for (long dim : dims) {
                if (dim < 0) {
                    throw new Malformed("a constant's shape " + dims + " has a negative dimension", HELP);
                }
                count = Math.multiplyExact(count, dim);
            }
            return Math.toIntExact(count);
        } catch (ArithmeticException tooMany) {
            throw new Malformed(
                    "a constant of shape " + dims + " has more than 2^31 - 1 elements",
                    "Tensors of this size are not supported: use a smaller network.");
        }
    }

    /** The elements of a tensor of floating-point numbers, rounded to single precision. */
    static float[] floats(TensorProto tensor) {
        int count = count(tensor.getDimsList());
        return switch (DataType.forNumber(tensor.getDataType())) {
            case FLOAT -> singles(tensor, count);
            case DOUBLE -> doubles(tensor, count);
            case null, default ->
                throw new Malformed(
                        "constant '%s' holds %s elements instead of FLOAT"
                                .formatted(tensor.getName(), typeName(tensor.getDataType())),
                        "Convert the model to single precision and export it again.");
        };
    }

    private static float[] singles(TensorProto tensor, int count) {
        float[] elements = new float[checked(tensor, count, Float.BYTES, tensor.getFloatDataCount())];
        if (tensor.hasRawData()) {
            raw(tensor).asFloatBuffer().get(elements);
        } else {
            for (int i = 0; i < count; i++) {
                elements[i] = tensor.getFloatData(i);
            }
        }
        return elements;
    }

    private static float[] doubles(TensorProto tensor, int count) {
        float[] elements = new float[checked(tensor, count, Double.BYTES, tensor.getDoubleDataCount())];
        ByteBuffer raw = raw(tensor);
        for (int i = 0; i < count; i++) {
            elements[i] = (float) (tensor.hasRawData() ? raw.getDouble() : tensor.getDoubleData(i));
        }
        return elements;
    }

    /** The elements of a tensor of 64-bit integers: shapes, axes. */
    static List<Long> integers(TensorProto tensor) {
        int count = count(tensor.getDimsList());
        if (tensor.getDataType() != DataType.INT64.getNumber()) {
            throw new Malformed(
                    "constant '%s' holds %s elements instead of INT64"
                            .formatted(tensor.getName(), typeName(tensor.getDataType())),
                    HELP);
        }
        checked(tensor, count, Long.BYTES, tensor.getInt64DataCount());
        if (!tensor.hasRawData()) {
            return List.copyOf(tensor.getInt64DataList());
        }
        Long[] elements = new Long[count];
        ByteBuffer raw = raw(tensor);
        for (int i = 0; i < count; i++) {
            elements[i] = raw.getLong();
        }
        return List.of(elements);
    }

    private static ByteBuffer raw(TensorProto tensor) {
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int checked(TensorProto tensor, int count, int bytes, int listed) {
        if (tensor.hasRawData() ? tensor.getRawData().size() != (long) count * bytes : listed != count) {
            throw new Malformed(
                    "constant '%s' of shape %s needs %d elements but holds %s"
                            .formatted(
                                    tensor.getName(),
                                    tensor.getDimsList(),
                                    count,
                                    tensor.hasRawData() ? tensor.getRawData().size() + " bytes" : listed),
                    HELP);
        }
        return count;
    }
}
