package org.layco.io.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.OperandPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Partition.Holds;
import org.layco.mapping.Plan;
import org.layco.quant.QuantizedWeights.Granularity;
import org.layco.source.Knowable;

class PlanYamlTest {
    private static final String SHA = "0123456789abcdef".repeat(4);

    @TempDir
    Path directory;

    private static PlanFile sample(String first, String second) {
        Plan plan = new Plan(
                List.of(layer(first, 6), layer(second, 3)),
                List.of(
                        new Partition("w", Holds.WEIGHTS, 2.0, 655_360, 600_000),
                        new Partition("ifm low", Holds.FEATURE_MAPS, 1.52, 131_072, 131_072),
                        new Partition("psum", Holds.PARTIAL_SUMS, 1.4300000000000002, 5_000_000_000L, 4_999_999_999L)));
        return new PlanFile(
                "ResNet-8: \"small\"", SHA, "layco", "cascade", "cells/my cell.yaml", Granularity.LAYER, 1, plan);
    }

    private static LayerPoint layer(String name, int bits) {
        return new LayerPoint(
                name,
                new OperandPoint(bits, "w", 2.0, Knowable.known(1e-6)),
                new OperandPoint(bits, "ifm low", 1.52, Knowable.known(9.634182e-4)),
                new OperandPoint(bits + 1, "psum", 1.4300000000000002, Knowable.known(0.1 + 0.2)));
    }

    private static List<Diagnostic> problems(String yaml) {
        return catchThrowableOfType(InvalidInputException.class, () -> PlanYaml.fromYaml("plan.yaml", yaml))
                .diagnostics();
    }

    @Test
    void readsBackExactlyWhatItWrote() {
        PlanFile plan = sample("conv1", "layer1.0/conv");
        Path file = directory.resolve("plan.yaml");
        PlanYaml.write(file, plan);
        assertThat(PlanYaml.read(file)).isEqualTo(plan);
    }

    @Test
    void statesTheAreaOfItsBufferWhereItIsNotTheBaselines() {
        PlanFile plan = sample("conv1", "fc");
        PlanFile large = new PlanFile(
                plan.network(),
                plan.networkSha256(),
                plan.hardware(),
                plan.style(),
                plan.cell(),
                plan.weightScales(),
                2.5,
                plan.plan());
        assertThat(PlanYaml.toYaml(large)).contains("\nbuffer_area: 2.5\n");
        assertThat(PlanYaml.fromYaml("plan.yaml", PlanYaml.toYaml(large))).isEqualTo(large);
        assertThat(problems(PlanYaml.toYaml(large).replace("area: 2.5", "area: 0.5")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("buffer_area"));
    }

    @Test
    void statesVoltagesWithTheirUnitOnceAtThePartition() {
        assertThat(PlanYaml.toYaml(sample("conv1", "fc"))).isEqualTo("""
                # Operating points found by LayCO. Voltages are write voltages.
                layco: 1
                network:
                  name: "ResNet-8: \\"small\\""
                  sha256: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                hardware: layco
                style: cascade
                cell: "cells/my cell.yaml"
                weight_scales: layer
                partitions:
                  - id: w
                    holds: weights
                    voltage: 2.0 V
                    cells: 655360
                    peak_cells: 600000
                  - id: "ifm low"
                    holds: feature_maps
                    voltage: 1.52 V
                    cells: 131072
                    peak_cells: 131072
                  - id: psum
                    holds: partial_sums
                    voltage: 1.4300000000000002 V
                    cells: 5000000000
                    peak_cells: 4999999999
                layers:
                  - name: conv1
                    weight: {bits: 6, partition: w, bit_error_rate: 1.0E-6}
                    input: {bits: 6, partition: "ifm low", bit_error_rate: 9.634182E-4}
                    partial_sum: {bits: 7, partition: psum, bit_error_rate: 0.30000000000000004}
                  - name: fc
                    weight: {bits: 3, partition: w, bit_error_rate: 1.0E-6}
                    input: {bits: 3, partition: "ifm low", bit_error_rate: 9.634182E-4}
                    partial_sum: {bits: 4, partition: psum, bit_error_rate: 0.30000000000000004}
                """);
    }

    @Test
    void anyLayerNameSurvivesTheRoundTrip() {
        List<String> names = List.of(
                "a: b",
                "- x",
                "# no comment",
                "{x}",
                "[1]",
                "yes",
                "null",
                "12",
                "1e3",
                " blank ",
                "é中文",
                "😀",
                "tab\t",
                "nl\n",
                "a\u2028b",
                "\u0085a",
                "\u0000",
                "'",
                "\\n",
                "*a",
                "&b",
                "!!str c",
                "|",
                ">",
                "%",
                "@",
                "`",
                "~",
                "\ufeff");
        for (String name : names) {
            PlanFile plan = sample(name, "other");
            assertThat(PlanYaml.fromYaml("plan.yaml", PlanYaml.toYaml(plan))).isEqualTo(plan);
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200; i++) {
            String name = random.ints(1 + random.nextInt(8), 0, i % 2 == 0 ? 0x7f : 0x10ffff)
                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            PlanFile plan = sample("x" + name, "other");
            assertThat(PlanYaml.fromYaml("plan.yaml", PlanYaml.toYaml(plan))).isEqualTo(plan);
        }
    }

    @Test
    void aVoltageWithoutUnitIsShownInItsPlace() {
        String yaml = PlanYaml.toYaml(sample("conv1", "fc")).replace("voltage: 1.52 V", "voltage: 1.52");
        assertThat(problems(yaml).getFirst().render()).isEqualTo("""
                plan.yaml:18:14: error: '1.52' has no unit
                      voltage: 1.52
                               ^
                help: Write for example 'voltage: 1.52 V'.""");
    }

    @Test
    void everyMistakeIsReportedAtOnceInOrder() {
        String yaml = PlanYaml.toYaml(sample("conv1", "conv1x"))
                .replace(SHA, "abc")
                .replace("id: psum", "id: w")
                .replace("conv1x", "conv1")
                .replace("bits: 3", "bits: 33")
                .replace("partition: \"ifm low\"", "partition: \"ifm lo\"");
        assertThat(problems(yaml))
                .extracting(Diagnostic::message)
                .startsWith(
                        "'abc' is no SHA-256 of 64 lower-case hexadecimal digits",
                        "two partitions are called 'w'",
                        "there is no partition 'ifm lo'",
                        "there is no partition 'psum'")
                .contains("two layers are called 'conv1'", "bits (33) is outside [1, 16]");
        assertThat(problems(yaml))
                .allMatch(problem -> problem.position().orElseThrow().line() > 1);
    }

    @Test
    void anOperandInAPartitionOfTheWrongKindIsReported() {
        String yaml = PlanYaml.toYaml(sample("conv1", "fc")).replaceFirst("partition: psum", "partition: w");
        assertThat(problems(yaml))
                .extracting(Diagnostic::message)
                .containsExactly("partition 'w' holds weights, not the partial_sum of a layer");
    }

    @Test
    void anEmptyPlanIsReported() {
        assertThat(problems("layco: 1\n"))
                .extracting(Diagnostic::message)
                .contains("key 'network' is missing", "the plan has no partitions", "the plan has no usable layers");
    }
}
