package org.layco.io.fuzz;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Changes of an ONNX model that leave it a well-formed message: some field of some message in it takes another value, loses,
 * repeats or exchanges elements. Now and then bytes are changed instead.
 */
final class ProtoMutations {
    private static final long[] INTEGERS = {
        0,
        1,
        -1,
        2,
        3,
        5,
        7,
        9,
        11,
        16,
        64,
        1000,
        1 << 14,
        1 << 20,
        1 << 28,
        Integer.MAX_VALUE,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final float[] REALS = {0, -1, 1e-30f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY, -0f};
    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "Relu",
            "Conv",
            "Gemm",
            "MatMul",
            "Identity",
            "Constant",
            "ConstantOfShape",
            "Expand",
            "Tile",
            "Range",
            "Loop",
            "If",
            "Concat",
            "Dropout",
            "RandomNormal",
            "NoSuchOperator",
            "ai.onnx.ml",
            "../../../../etc/passwd",
            "/etc/passwd",
            "\u0000",
            "x".repeat(3_000));

    private ProtoMutations() {}

    static byte[] apply(byte[] input, Random random) {
        if (random.nextInt(10) == 0) {
            return ByteMutations.apply(input, random);
        }
        try {
            ModelProto.Builder model = ModelProto.parseFrom(input).toBuilder();
            List<String> texts = new ArrayList<>(TEXTS);
            collect(model, texts);
            List<Message.Builder> messages = new ArrayList<>();
            messages(model, messages);
            change(messages.get(random.nextInt(messages.size())), texts, random);
            return model.build().toByteArray();
        } catch (InvalidProtocolBufferException | IllegalArgumentException damaged) {
            return ByteMutations.apply(input, random);
        }
    }

    /** Every text in the model: names of other values are the most interesting ones. */
    private static void collect(Message.Builder message, List<String> texts) {
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
                if (field.isRepeated()) {
                    ((List<?>) value).forEach(text -> texts.add((String) text));
                } else {
                    texts.add((String) value);
                }
            }
        });
        for (Message.Builder inner : inner(message)) {
            collect(inner, texts);
        }
    }

    private static void messages(Message.Builder message, List<Message.Builder> all) {
        all.add(message);
        for (Message.Builder inner : inner(message)) {
            messages(inner, all);
        }
    }

    private static List<Message.Builder> inner(Message.Builder message) {
        List<Message.Builder> inner = new ArrayList<>();
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                if (field.isRepeated()) {
                    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                        inner.add(message.getRepeatedFieldBuilder(field, i));
                    }
                } else {
                    inner.add(message.getFieldBuilder(field));
                }
            }
        }
        return inner;
    }

    private static void change(Message.Builder message, List<String> texts, Random random) {
        List<FieldDescriptor> fields = new ArrayList<>(message.getAllFields().keySet());
        if (fields.isEmpty() || random.nextInt(8) == 0) {
            fields = message.getDescriptorForType().getFields();
        }
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        if (field.isRepeated()) {
            changeElements(message, field, texts, random);
        } else if (random.nextInt(6) == 0) {
            message.clearField(field);
        } else if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            message.setField(field, value(field, message.getField(field), texts, random));
        } else {
            message.setField(field, message.newBuilderForField(field).build());
        }
    }

    private static void changeElements(
            Message.Builder message, FieldDescriptor field, List<String> texts, Random random) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
            elements.add(message.getRepeatedField(field, i));
        }
        boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
        int at = elements.isEmpty() ? 0 : random.nextInt(elements.size());
        int action = elements.isEmpty() ? 3 : random.nextInt(4);
        switch (action) {
            case 0 -> elements.remove(at);
            case 1 -> elements.add(random.nextInt(elements.size() + 1), elements.get(at));
            case 2 -> elements.add(random.nextInt(elements.size()), elements.remove(at));
            default -> {
                if (nested && elements.isEmpty()) {
                    elements.add(message.newBuilderForField(field).build());
                } else if (!nested) {
                    Object old = elements.isEmpty() ? "" : elements.get(at);
                    Object value = value(field, old, texts, random);
                    if (elements.isEmpty()) {
                        elements.add(value);
                    } else {
                        elements.set(at, value);
                    }
                }
            }
        }
        message.clearField(field);
        elements.forEach(element -> message.addRepeatedField(field, element));
    }

    private static Object value(FieldDescriptor field, Object old, List<String> texts, Random random) {
        long integer = random.nextBoolean() && old instanceof Number number
                ? number.longValue() + random.nextInt(5) - 2
                : INTEGERS[random.nextInt(INTEGERS.length)];
        return switch (field.getJavaType()) {
            case INT -> (int) integer;
            case LONG -> integer;
            case FLOAT -> REALS[random.nextInt(REALS.length)];
            case DOUBLE -> (double) REALS[random.nextInt(REALS.length)];
            case BOOLEAN -> random.nextBoolean();
            case STRING -> texts.get(random.nextInt(texts.size()));
            case BYTE_STRING -> bytes(old, random);
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> throw new IllegalArgumentException("A message has no plain value.");
        };
    }

    private static ByteString bytes(Object old, Random random) {
        byte[] bytes = old instanceof ByteString string ? string.toByteArray() : new byte[0];
        return ByteString.copyFrom(ByteMutations.apply(bytes, random));
    }
}
