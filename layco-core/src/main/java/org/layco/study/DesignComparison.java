package org.layco.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.layco.cost.Baseline;
import org.layco.cost.CostEstimate;
import org.layco.cost.CostModel;
import org.layco.cost.Stage;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.PartialSumStore;
import org.layco.hardware.Style;
import org.layco.mapping.Partition;
import org.layco.network.MvmLayer;
import org.layco.network.Network;
import org.layco.source.Knowable;

/** Any designs on any networks at given operating points, without data: all through one cost model and one memory cell. */
public final class DesignComparison {
    /** A multiply and an add. */
    private static final int OPERATIONS_PER_MAC = 2;

    private static final int WEIGHT_COPIES = 1;
    private static final double TERA = 1e12;
    private static final double SQUARE_MILLIMETRES = 1e6;

    private final MemoryCell cell;

    /** A comparison with one memory cell, of crossbars and RRAM buffers alike. */
    public DesignComparison(MemoryCell cell) {
        this.cell = cell;
    }

    /** Every candidate on every network. */
    public CompareRecord compare(
            List<Network> networks, List<Candidate> candidates, CompareRecord.Provenance provenance) {
        List<CompareRecord.NetworkRow> networkRows = new ArrayList<>();
        List<CompareRecord.Row> rows = new ArrayList<>();
        List<CompareRecord.ContractRow> contracts = new ArrayList<>();
        for (Network network : networks) {
            List<CompareRecord.Row> own = candidates.stream()
                    .map(candidate -> row(network, candidate))
                    .toList();
            networkRows.add(networkRow(network));
            rows.addAll(own);
            contracts.add(ContractTerms.contract(network.name(), cell.name(), own));
        }
        return new CompareRecord(CompareRecord.SCHEMA, cell.name(), networkRows, rows, contracts, provenance);
    }

    private static CompareRecord.NetworkRow networkRow(Network network) {
        List<MvmLayer> layers = network.mvmLayers();
        return new CompareRecord.NetworkRow(
                network.name(),
                network.sha256(),
                layers.size(),
                layers.stream().mapToLong(layer -> layer.weights().elements()).sum(),
                network.macs());
    }

    private CompareRecord.Row row(Network network, Candidate candidate) {
        Knowable<Baseline> design = cell.write().flatMap(_ -> candidate.on(network, cell));
        Knowable<CostEstimate> cost =
                design.map(one -> new CostModel(one.accelerator(), cell).estimate(network, one.plan(), Map.of()));
        Accelerator accelerator = candidate.accelerator();
        double operations = (double) OPERATIONS_PER_MAC * network.macs();
        Knowable<Stage> slowest = cost.map(CostEstimate::slowestStage);
        Knowable<Double> throughput = slowest.map(stage -> 1 / stage.seconds());
        Knowable<Double> area = cost.map(CostEstimate::areaSquareMetres);
        Knowable<CostEstimate.Lifetime> levelled = cost.flatMap(CostEstimate::levelledLifetime);
        Absences absences = new Absences();
        return new CompareRecord.Row(
                network.name(),
                candidate.name(),
                accelerator.title(),
                accelerator.reference(),
                absences.value("energy_j", cost.map(CostEstimate::energyJoules)),
                absences.value("area_m2", area),
                absences.value("latency_s", cost.map(CostEstimate::latencySeconds)),
                absences.value("throughput_inferences_per_s", throughput),
                absences.value("tops_per_w", cost.map(known -> operations / known.energyJoules() / TERA)),
                absences.value(
                        "tops_per_mm2",
                        throughput.flatMap(
                                rate -> area.map(metres -> operations * rate / TERA / (metres * SQUARE_MILLIMETRES)))),
                absences.value("lifetime_inferences", levelled.map(CostEstimate.Lifetime::inferences)),
                absences.value(
                        "lifetime_inferences_unlevelled",
                        cost.flatMap(CostEstimate::unlevelledLifetime).map(CostEstimate.Lifetime::inferences)),
                absences.value("limiting_partition", levelled.map(CostEstimate.Lifetime::partition)),
                absences.value("slowest_layer", slowest.map(Stage::layer)),
                absences.value(
                        "slowest_bound", slowest.map(stage -> stage.bound().key())),
                absences.value("assumed_energy_share", cost.map(CostEstimate::assumedEnergyShare)),
                parts(cost.map(CostRecords::energyByComponent)),
                parts(cost.map(CostRecords::energyByOperand)),
                parts(cost.map(CostRecords::areaByComponent)),
                parts(cost.map(CostEstimate::omitted)),
                absences.reasons(),
                terms(accelerator, design));
    }

    private static <T> List<T> parts(Knowable<List<T>> parts) {
        return parts.isKnown() ? parts.get() : List.of();
    }

    private static CompareRecord.Terms terms(Accelerator accelerator, Knowable<Baseline> design) {
        return new CompareRecord.Terms(
                accelerator.style().map(Style::key).orElse(null),
                accelerator.technology().nodeMetres(),
                accelerator.technology().supplyVolts(),
                accelerator.array().rows(),
                accelerator.array().columns(),
                accelerator.array().cellBits(),
                accelerator.array().polarities(),
                accelerator.array().inputSliceBits(),
                accelerator.output().maxBits(),
                accelerator.featureMaps() instanceof FeatureMapBuffer.Rram ? "rram" : "own",
                accelerator.partialSums() instanceof PartialSumStore.AnalogRram ? "rram" : "periphery",
                design.isKnown() ? design.get().bits().orElse(null) : null,
                design.isKnown() ? writeVolts(accelerator, design.get()) : List.of(),
                OPERATIONS_PER_MAC,
                WEIGHT_COPIES);
    }

    /** From the lowest up; only of partitions whose cells inference writes. */
    private static List<Double> writeVolts(Accelerator accelerator, Baseline design) {
        boolean featureMaps = accelerator.featureMaps() instanceof FeatureMapBuffer.Rram;
        boolean partialSums = accelerator.partialSums() instanceof PartialSumStore.AnalogRram;
        return design.plan().partitions().stream()
                .filter(partition -> switch (partition.holds()) {
                    case WEIGHTS -> false;
                    case FEATURE_MAPS -> featureMaps;
                    case PARTIAL_SUMS -> partialSums;
                })
                .map(Partition::writeVolts)
                .distinct()
                .sorted()
                .toList();
    }

    /** Figures that are not there, each with its reason. */
    private static final class Absences {
        private final Map<String, String> reasons = new LinkedHashMap<>();

        <T> @Nullable T value(String figure, Knowable<T> value) {
            return switch (value) {
                case Knowable.Known<T>(T known) -> known;
                case Knowable.Unavailable<T>(String reason) -> {
                    reasons.put(figure, reason);
                    yield null;
                }
            };
        }

        Map<String, String> reasons() {
            return reasons;
        }
    }
}
