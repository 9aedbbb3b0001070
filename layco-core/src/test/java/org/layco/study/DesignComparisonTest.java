package org.layco.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.layco.SharedData;
import org.layco.cost.Baseline;
import org.layco.cost.CostEstimate;
import org.layco.cost.CostModel;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.inference.OnnxRuntime;
import org.layco.io.onnx.OnnxReader;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.network.Network;
import org.layco.network.reference.ReferenceNetworks;
import org.layco.study.RunRecord.Part;

/** Designs compared without data cost what the cost model says, and say what they cannot give. */
class DesignComparisonTest {
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();
    private static final MemoryCell CELL = LIBRARY.cell("default");
    private static final CompareRecord.Provenance PROVENANCE = new CompareRecord.Provenance("test", "layco compare");

    @Test
    void aRowIsWhatTheCostModelEstimates() {
        Network network = network("resnet20");
        Accelerator design = LIBRARY.accelerator("cascade_rram_buffer", Style.CASCADE);
        Baseline at8 = Baseline.uniform("x", design, CELL, network, 8, CELL.nominalVolts());
        CostEstimate cost = new CostModel(design, CELL).estimate(network, at8.plan(), Map.of());
        CompareRecord.Row row = only(CELL, network, new Candidate.Uniform(design, 8, Optional.empty()));
        assertThat(row.energyJ()).isEqualTo(cost.energyJoules());
        assertThat(row.areaM2()).isEqualTo(cost.areaSquareMetres());
        assertThat(row.latencyS()).isEqualTo(cost.latencySeconds());
        assertThat(row.lifetimeInferences())
                .isEqualTo(cost.levelledLifetime().get().inferences());
        assertThat(row.contract().writeVoltagesV()).containsExactly(CELL.nominalVolts());
        assertThat(row.contract().bits()).isEqualTo(8);
    }

    /** 2 x 40,551,040 operations; the stem's 1024 positions times 8 slices of 100 ns set the pace of the pipeline. */
    @Test
    void operationsAreTwoForEachMac() {
        CompareRecord.Row row = only(CELL, network("resnet20"), uniform("cascade_rram_buffer", 8));
        assertThat(row.throughputInferencesPerS()).isEqualTo(1 / (1024 * 8 * 100e-9), within(1e-9));
        assertThat(row.topsPerW()).isEqualTo(2 * 40_551_040 / known(row.energyJ()) / 1e12, within(1e-12));
        assertThat(row.topsPerMm2())
                .isEqualTo(
                        2 * 40_551_040 * known(row.throughputInferencesPerS()) / 1e12 / (known(row.areaM2()) * 1e6),
                        within(1e-12));
        assertThat(row.contract().operationsPerMac()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("designs")
    void partsSumToTheirTotals(String design) {
        CompareRecord.Row row = only(CELL, network("mobilenet_v2"), uniform(design, 8));
        assertThat(sum(row.energyByComponentJ())).isCloseTo(known(row.energyJ()), within(1e-9 * known(row.energyJ())));
        assertThat(sum(row.energyByOperandJ())).isCloseTo(known(row.energyJ()), within(1e-9 * known(row.energyJ())));
        assertThat(sum(row.areaByComponentM2())).isCloseTo(known(row.areaM2()), within(1e-9 * known(row.areaM2())));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void everyFigureIsPositiveOrAbsentForAReason(String design) {
        for (int bits : new int[] {4, 8, 16}) {
            CompareRecord.Row row = only(CELL, network("resnet18"), uniform(design, bits));
            assertGiven(row, "energy_j", row.energyJ());
            assertGiven(row, "area_m2", row.areaM2());
            assertGiven(row, "latency_s", row.latencyS());
            assertGiven(row, "throughput_inferences_per_s", row.throughputInferencesPerS());
            assertGiven(row, "tops_per_w", row.topsPerW());
            assertGiven(row, "tops_per_mm2", row.topsPerMm2());
            assertGiven(row, "lifetime_inferences", row.lifetimeInferences());
        }
    }

    private static void assertGiven(CompareRecord.Row row, String figure, @Nullable Double value) {
        if (value == null) {
            assertThat(row.unavailable()).containsKey(figure);
        } else {
            assertThat(value).as(figure).isPositive();
            assertThat(row.unavailable()).doesNotContainKey(figure);
        }
    }

    @Test
    void whatACellLeavesOpenIsAbsentWithItsReason() {
        MemoryCell withoutEndurance = LIBRARY.cell("rram_nvsim2012");
        CompareRecord.Row row = only(withoutEndurance, network("resnet18"), uniform("cascade_rram_buffer", 8));
        assertThat(row.energyJ()).isPositive();
        assertThat(row.lifetimeInferences()).isNull();
        assertThat(row.unavailable()).containsEntry("lifetime_inferences", "NVSim's cell file gives no endurance");

        MemoryCell withoutWrites = LIBRARY.cell("hfox_tsmc2020");
        CompareRecord.Row empty = only(withoutWrites, network("resnet18"), uniform("cascade_rram_buffer", 8));
        assertThat(empty.energyJ()).isNull();
        assertThat(empty.unavailable().get("energy_j")).contains("TSMC");
        assertThat(empty.energyByComponentJ()).isEmpty();
    }

    @Test
    void aPlanIsCostedOnItsNetworkAndAbsentOnOthers() {
        Network network = network("resnet20");
        Accelerator design = LIBRARY.accelerator("layco", Style.CASCADE);
        Baseline at6 = Baseline.uniform("x", design, CELL, network, 6, 1.6);
        Candidate plan = new Candidate.Planned(design, at6.plan(), network.name(), network.sha256());
        CompareRecord record = new DesignComparison(CELL)
                .compare(List.of(network, network("resnet56")), List.of(plan, uniform("layco", 8)), PROVENANCE);
        CompareRecord.Row planned = record.rows().get(0);
        assertThat(planned.design()).isEqualTo("plan");
        assertThat(planned.energyJ()).isLessThan(known(record.rows().get(1).energyJ()));
        assertThat(planned.contract().bits()).isNull();
        assertThat(planned.contract().writeVoltagesV()).containsExactly(1.6);
        assertThat(record.rows().get(2).unavailable().get("energy_j"))
                .isEqualTo("the plan was made for network resnet20, not for resnet56");
        assertThat(record.contracts().getFirst().differed())
                .contains(
                        "bits of weights and inputs: per layer (plan); 8 (layco)",
                        "write voltage of RRAM buffers: 1.60 V (plan); 2.00 V (layco)");
        assertThat(record.contracts().getFirst().equal()).contains("technology node: 65.0 nm");
    }

    /** What a reference network costs is what the same network costs that was read from a file. */
    @ParameterizedTest
    @MethodSource("designs")
    void aNetworkCostsTheSameByNameAndFromItsOnnxFile(String design) {
        Network read = new OnnxReader(OnnxRuntime.start()).read(SharedData.require("topologies/resnet50.onnx"));
        CompareRecord.Row byName = only(CELL, network("resnet50"), uniform(design, 8));
        CompareRecord.Row fromFile = only(CELL, read, uniform(design, 8));
        assertThat(byName.energyJ()).isEqualTo(fromFile.energyJ());
        assertThat(byName.areaM2()).isEqualTo(fromFile.areaM2());
        assertThat(byName.latencyS()).isEqualTo(fromFile.latencyS());
        assertThat(byName.lifetimeInferences()).isEqualTo(fromFile.lifetimeInferences());
    }

    /** Processor time, not the clock: other work on the machine does not count. */
    @Test
    void resNet152OnAllDesignsTakesLessThanASecondInAWarmProcess() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            List<Candidate> all =
                    designs().stream().<Candidate>map(name -> uniform(name, 8)).toList();
            CompareRecord record = new DesignComparison(CELL).compare(List.of(network("resnet152")), all, PROVENANCE);
            assertThat(record.rows()).hasSameSizeAs(designs());
            least = Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        assertThat(least).as("nanoseconds").isLessThan(1_000_000_000L);
    }

    static List<String> designs() {
        return LIBRARY.acceleratorNames();
    }

    private static double known(@Nullable Double figure) {
        return Objects.requireNonNull(figure);
    }

    private static double sum(List<Part> parts) {
        return parts.stream().mapToDouble(Part::value).sum();
    }

    private static CompareRecord.Row only(MemoryCell cell, Network network, Candidate candidate) {
        return new DesignComparison(cell)
                .compare(List.of(network), List.of(candidate), PROVENANCE)
                .rows()
                .getFirst();
    }

    private static Candidate uniform(String design, int bits) {
        return new Candidate.Uniform(LIBRARY.accelerator(design, Style.CASCADE), bits, Optional.empty());
    }

    private static Network network(String name) {
        return ReferenceNetworks.find(name).orElseThrow();
    }
}
