package org.layco.train.harden;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.train.file.DurableFile;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.TrainedNetwork;

/** The file that holds a training's state, from which it goes on as if it had never been interrupted. */
final class Checkpoint {
    private static final int FORMAT = 1;

    private final Path file;
    private final String identity;

    /**
     * A checkpoint of one training.
     *
     * @param identity of everything that the training depends on
     */
    Checkpoint(Path file, String identity) {
        this.file = file;
        this.identity = identity;
    }

    /** Replaces what the file holds; returns when it is on the disk. */
    void save(HardeningState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(identity);
            out.writeInt(state.epochs());
            out.writeInt(state.rollbacks());
            out.writeInt(state.bestEpoch());
            out.writeDouble(state.bestTop1());
            write(out, state.current());
            write(out, state.best());
            out.writeInt(state.velocities().size());
            for (float[] velocity : state.velocities()) {
                write(out, velocity);
            }
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        }
        DurableFile.write(file, bytes.toByteArray());
    }

    /**
     * The state that the file holds, if there is a file.
     *
     * @param graph of the network in training
     * @throws InvalidInputException if the file is damaged or belongs to another training
     */
    Optional<HardeningState> load(NetworkGraph graph) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length - Long.BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (length < 0
                    || new DataInputStream(new ByteArrayInputStream(bytes, length, Long.BYTES)).readLong()
                            != checksum(bytes, length)
                    || in.readInt() != FORMAT) {
                throw unusable("is damaged or was written by another version");
            }
            if (!in.readUTF().equals(identity)) {
                throw unusable("belongs to a training with other settings, network or data");
            }
            int epochs = in.readInt();
            int rollbacks = in.readInt();
            int bestEpoch = in.readInt();
            double bestTop1 = in.readDouble();
            TrainedNetwork current = readNetwork(in, graph);
            TrainedNetwork best = readNetwork(in, graph);
            List<float[]> velocities = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                velocities.add(readFloats(in));
            }
            return Optional.of(new HardeningState(epochs, rollbacks, current, velocities, best, bestEpoch, bestTop1));
        }
    }

    private InvalidInputException unusable(String why) {
        return new InvalidInputException(Diagnostic.of(
                file.toString(), "this checkpoint " + why, "Delete it to begin anew, or give another --out."));
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }

    private static void write(DataOutputStream out, TrainedNetwork network) throws IOException {
        out.writeInt(network.parameters().size());
        for (Map.Entry<String, float[]> parameter : network.parameters().entrySet()) {
            out.writeUTF(parameter.getKey());
            write(out, parameter.getValue());
        }
    }

    private static void write(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeInt(Float.floatToRawIntBits(value));
        }
    }

    private static TrainedNetwork readNetwork(DataInputStream in, NetworkGraph graph) throws IOException {
        Map<String, float[]> parameters = new HashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            parameters.put(in.readUTF(), readFloats(in));
        }
        return new TrainedNetwork(graph, parameters);
    }

    private static float[] readFloats(DataInputStream in) throws IOException {
        float[] values = new float[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(in.readInt());
        }
        return values;
    }
}
