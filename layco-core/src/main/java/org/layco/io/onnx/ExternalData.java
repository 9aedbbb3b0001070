package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.layco.io.InputPath;

/**
 * Tensors kept in files beside the model. Only regular files in the model's own directory or below are read: a model from
 * a stranger must not reach anything else.
 */
final class ExternalData {
    private static final String HELP =
            "External data must be in files beside the model: export the model again, or into a single file.";

    /** As much as an ONNX file may hold itself; many tensors may name the same bytes. */
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private final Path modelFile;
    private long bytesRead;

    ExternalData(Path modelFile) {
        this.modelFile = modelFile;
    }

    static boolean isExternal(TensorProto tensor) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0;
    }

    /** The tensor with its elements inside; the tensor itself if they already are. */
    TensorProto inline(TensorProto tensor) {
        if (!isExternal(tensor)) {
            return tensor;
        }
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        return tensor.toBuilder()
                .clearExternalData()
                .clearDataLocation()
                .setRawData(read(tensor.getName(), entries))
                .build();
    }

    private ByteString read(String tensor, Map<String, String> entries) {
        String location = entries.getOrDefault("location", "");
        try {
            Path file = InputPath.beside(modelFile, location).orElseThrow(() -> outside(tensor, location));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                long offset = number(entries, "offset", 0);
                long length = number(entries, "length", Math.max(0, channel.size() - offset));
                if (offset < 0 || length < 0 || length > Integer.MAX_VALUE || offset > channel.size() - length) {
                    throw new Malformed(
                            "the elements of '%s' (offset %d, length %d) lie outside its data file '%s' of %d bytes"
                                    .formatted(tensor, offset, length, location, channel.size()),
                            HELP);
                }
                bytesRead += length;
                if (bytesRead > MOST_BYTES) {
                    throw new Malformed("the external data are more than 2 GiB", "Use a smaller network.");
                }
                ByteBuffer bytes = ByteBuffer.allocate((int) length);
                while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                    // A read may deliver only part of what was asked for.
                }
                return ByteString.copyFrom(bytes.flip());
            }
        } catch (IOException unreadable) {
            throw new Malformed("the data file '%s' of '%s' cannot be read".formatted(location, tensor), HELP);
        }
    }

    private static Malformed outside(String tensor, String location) {
        return new Malformed(
                "the data file '%s' of '%s' is not a file beside the model".formatted(location, tensor), HELP);
    }

    private static long number(Map<String, String> entries, String key, long otherwise) {
        String text = entries.get(key);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new Malformed("external data has %s '%s', which is not a number".formatted(key, text), HELP);
        }
    }
}
