package org.layco.study;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Designs on networks side by side. Figures are for one inference of one image; absent ones are null, with the reason in
 * the row's {@code unavailable}.
 *
 * @param schema {@link #SCHEMA}
 * @param cell name of the memory cell of all designs
 * @param networks in the order asked for
 * @param rows one per network and design, networks in order
 * @param contracts one per network: what was held equal between its designs
 * @param provenance what made the record
 */
public record CompareRecord(
        String schema,
        String cell,
        List<NetworkRow> networks,
        List<Row> rows,
        List<ContractRow> contracts,
        Provenance provenance) {
    /** Name and version of this format. */
    public static final String SCHEMA = "layco.compare/1";

    public CompareRecord {
        networks = List.copyOf(networks);
        rows = List.copyOf(rows);
        contracts = List.copyOf(contracts);
    }

    /** The rows of one network. */
    public List<Row> rowsOf(NetworkRow network) {
        return rows.stream().filter(row -> row.network().equals(network.name())).toList();
    }

    /**
     * A network.
     *
     * @param name unique in the record
     * @param sha256 of its ONNX file, or of the description of a reference network
     * @param mvmLayers how many layers run on crossbars
     * @param weights of those layers
     * @param macs multiply-accumulates an image
     */
    public record NetworkRow(String name, String sha256, int mvmLayers, long weights, long macs) {}

    /**
     * A design on a network.
     *
     * @param network name
     * @param design name, or {@code plan}
     * @param title one line for people
     * @param reference the paper that the design follows
     * @param energyJ of one inference, in joules
     * @param areaM2 of the design as the network needs it, in square metres
     * @param latencyS from an image to its scores, in seconds
     * @param throughputInferencesPerS of a pipeline of images: one over the slowest stage
     * @param topsPerW 1e12 operations a joule
     * @param topsPerMm2 1e12 operations a second and square millimetre
     * @param lifetimeInferences until the median cell of the limiting partition fails, rotation where it is free
     * @param lifetimeInferencesUnlevelled the same, every datum keeping its place
     * @param limitingPartition the partition that fails first, levelled
     * @param slowestLayer the layer whose stage sets the throughput
     * @param slowestBound what that stage waits for
     * @param assumedEnergyShare share, 0..1, of the energy that rests on assumed constants
     * @param energyByComponentJ joules of each kind of action
     * @param energyByOperandJ joules charged to each operand; {@code other} to none
     * @param areaByComponentM2 square metres
     * @param omitted energies that no source gives and that {@code energyJ} leaves out
     * @param unavailable by figure, why it is null
     * @param contract the terms at which the figures hold
     */
    public record Row(
            String network,
            String design,
            String title,
            String reference,
            @Nullable Double energyJ,
            @Nullable Double areaM2,
            @Nullable Double latencyS,
            @Nullable Double throughputInferencesPerS,
            @Nullable Double topsPerW,
            @Nullable Double topsPerMm2,
            @Nullable Double lifetimeInferences,
            @Nullable Double lifetimeInferencesUnlevelled,
            @Nullable String limitingPartition,
            @Nullable String slowestLayer,
            @Nullable String slowestBound,
            @Nullable Double assumedEnergyShare,
            List<RunRecord.Part> energyByComponentJ,
            List<RunRecord.Part> energyByOperandJ,
            List<RunRecord.Part> areaByComponentM2,
            List<String> omitted,
            Map<String, String> unavailable,
            Terms contract) {
        public Row {
            energyByComponentJ = List.copyOf(energyByComponentJ);
            energyByOperandJ = List.copyOf(energyByOperandJ);
            areaByComponentM2 = List.copyOf(areaByComponentM2);
            omitted = List.copyOf(omitted);
            unavailable = Collections.unmodifiableSortedMap(new TreeMap<>(unavailable));
        }
    }

    /**
     * The terms at which a design's figures hold.
     *
     * @param style array style of an RRAM-buffer design; null for others
     * @param nodeM technology node, in metres
     * @param supplyV of converters, links and logic, in volts
     * @param arrayRows of a crossbar
     * @param arrayColumns of a crossbar
     * @param cellBits of a crossbar cell
     * @param polarities 1 (offset binary) or 2 (differential pair)
     * @param inputSliceBits applied in one crossbar read
     * @param converterBits most bits that the output converter resolves
     * @param featureMaps memory between layers: {@code rram} for cells of {@code cell}, {@code own} for a memory with figures of
     *     its own (SRAM, eDRAM, another RRAM)
     * @param partialSums where they wait: {@code rram}, or {@code periphery}
     * @param bits of weights and inputs; null if they differ between layers
     * @param writeVoltagesV of RRAM buffers, in volts; empty if there are none
     * @param operationsPerMac how a multiply-accumulate counts in {@code topsPerW} and {@code topsPerMm2}
     * @param weightCopies how often each layer is built
     */
    public record Terms(
            @Nullable String style,
            double nodeM,
            double supplyV,
            int arrayRows,
            int arrayColumns,
            int cellBits,
            int polarities,
            int inputSliceBits,
            int converterBits,
            String featureMaps,
            String partialSums,
            @Nullable Integer bits,
            List<Double> writeVoltagesV,
            int operationsPerMac,
            int weightCopies) {
        public Terms {
            writeVoltagesV = List.copyOf(writeVoltagesV);
        }
    }

    /**
     * What all designs of a network share and what they do not.
     *
     * @param network name
     * @param equal in words
     * @param differed in words, each with the designs it speaks of
     */
    public record ContractRow(String network, List<String> equal, List<String> differed) {
        public ContractRow {
            equal = List.copyOf(equal);
            differed = List.copyOf(differed);
        }
    }

    /** What made the record. */
    public record Provenance(String laycoVersion, String reproduce) {}
}
