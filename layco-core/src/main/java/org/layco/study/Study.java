package org.layco.study;

import java.util.List;
import java.util.Optional;
import org.layco.accuracy.AccuracyGuarantee;
import org.layco.accuracy.DataSplit;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Preprocessing;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.network.Network;
import org.layco.wear.LifetimeRequirement;

/**
 * One question, completely stated: everything that a run's results depend on.
 *
 * @param network trained classifier
 * @param data labelled images
 * @param preprocessing from stored pixels to the network's input
 * @param split search and certification images
 * @param design the accelerator to co-optimise; its style decides the baselines
 * @param template the RRAM-buffer design of the same style, under its own name: the baselines'
 * @param raq the RAQ comparator
 * @param cell of the RRAM buffer
 * @param guarantee what is to be certified
 * @param seed of all randomness
 * @param search how hard to search
 * @param bufferArea most RRAM cells of the design's buffer over those of the 8-bit baseline (iso-area), from 1 to {@link
 *     #MOST_BUFFER_AREA}; its sections are that much larger, its feature-map partitions where that helps
 * @param reference that accuracy is lost against; the network itself in floating point if absent
 * @param lifetime that the buffer is required to reach, if any
 * @param warnings about the inputs, for the record
 */
public record Study(
        Network network,
        Dataset data,
        Preprocessing preprocessing,
        DataSplit split,
        Accelerator design,
        Accelerator template,
        Accelerator raq,
        MemoryCell cell,
        AccuracyGuarantee guarantee,
        long seed,
        SearchSettings search,
        double bufferArea,
        Optional<Reference> reference,
        Optional<LifetimeRequirement> lifetime,
        List<String> warnings) {
    /** Largest {@code bufferArea}. */
    public static final double MOST_BUFFER_AREA = 1e5;

    public Study {
        if (!(bufferArea >= 1 && bufferArea <= MOST_BUFFER_AREA)) {
            throw new IllegalArgumentException(
                    "A buffer of %s times the 8-bit baseline's area cannot be built. Give a number from 1 to %.0f."
                            .formatted(bufferArea, MOST_BUFFER_AREA));
        }
        warnings = List.copyOf(warnings);
    }

    /** The same question about another network, for images of the same shape, that was made of this one. */
    public Study with(Network other) {
        return with(other, reference.orElseGet(() -> new Reference.Original(network)));
    }

    /** The same question about another network, for images of the same shape, whose accuracy is lost against a reference. */
    public Study with(Network other, Reference against) {
        return new Study(
                other,
                data,
                preprocessing,
                split,
                design,
                template,
                raq,
                cell,
                guarantee,
                seed,
                search,
                bufferArea,
                Optional.of(against),
                lifetime,
                warnings);
    }
}
