package org.layco.io.study;

import java.util.Base64;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.layco.accuracy.Dataset;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.network.Network;
import org.layco.study.Reference;

/**
 * What a hardened network's file says about the network that it was made of: which images of the data that it was measured on
 * the original gets right, a bit each.
 */
public final class RecordedReference {
    /** SHA-256 of the original's file. */
    public static final String SHA256 = "layco.reference.sha256";

    /** Top-1 of the original in floating point on those data, 0..1. */
    public static final String TOP1 = "layco.reference.top1";

    private static final String IMAGES = "layco.reference.images";
    private static final String DATA = "layco.reference.data_sha256";
    private static final String RIGHT = "layco.reference.right";

    private RecordedReference() {}

    /** Adds what there is to say of an original to a file's metadata. */
    public static void write(Map<String, String> metadata, String sha256, Dataset data, boolean[] right) {
        BitSet bits = new BitSet();
        for (int i = 0; i < right.length; i++) {
            bits.set(i, right[i]);
        }
        metadata.put(SHA256, sha256);
        metadata.put(TOP1, String.format(Locale.ROOT, "%.4f", (double) bits.cardinality() / right.length));
        metadata.put(IMAGES, Integer.toString(right.length));
        metadata.put(DATA, data.sha256());
        metadata.put(RIGHT, Base64.getEncoder().encodeToString(bits.toByteArray()));
    }

    /**
     * The original of a network, if it was hardened.
     *
     * @throws InvalidInputException if what is on record is about other data
     */
    static Optional<Reference> read(Network network, Dataset data) {
        String sha256 = network.metadata().get(SHA256);
        if (sha256 == null || sha256.equals(network.sha256())) {
            return Optional.empty();
        }
        String right = network.metadata().get(RIGHT);
        if (right == null || !data.sha256().equals(network.metadata().get(DATA))) {
            throw unknown(network, sha256, "which of these images that one gets right is not on record");
        }
        try {
            BitSet bits = BitSet.valueOf(Base64.getDecoder().decode(right));
            if (bits.length() <= data.images()) {
                return Optional.of(new Reference.Recorded(sha256, bits));
            }
        } catch (IllegalArgumentException e) {
            throw unknown(network, sha256, "'" + RIGHT + "' in its metadata is damaged");
        }
        throw unknown(network, sha256, "'" + RIGHT + "' in its metadata is for more images than there are");
    }

    private static InvalidInputException unknown(Network network, String sha256, String problem) {
        return new InvalidInputException(Diagnostic.of(
                "--model " + network.name(),
                "it was hardened from the network with SHA-256 %s..., and %s"
                        .formatted(sha256.substring(0, Math.min(12, sha256.length())), problem),
                "Give that network with --reference ORIGINAL.onnx; accuracy is lost against it."));
    }
}
