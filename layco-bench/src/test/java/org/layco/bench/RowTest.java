package org.layco.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RowTest {
    private static final Benchmark BENCHMARK = new Benchmark("some_row", 0.5, 2, workloads -> {
        throw new IllegalStateException("not to be prepared");
    });

    /** 100 images in this much processor time and twice as much elapsed time, against 100 in one second of both. */
    private static Alternation.Pair pair(double cpuSeconds) {
        return new Alternation.Pair(new Timing(100, cpuSeconds, 2 * cpuSeconds), new Timing(100, 1, 1));
    }

    @Test
    void theRatioIsTheMedianOverTheAlternationsNotTheRatioOfTheMedians() {
        List<Alternation.Pair> pairs = List.of(
                new Alternation.Pair(new Timing(100, 1, 1), new Timing(100, 4, 4)),
                new Alternation.Pair(new Timing(100, 2, 2), new Timing(100, 2, 2)),
                new Alternation.Pair(new Timing(100, 4, 4), new Timing(100, 12, 12)));
        // Ratios 4, 1, 3; median rates 50 and 25.
        assertThat(Row.of(BENCHMARK, Contest.Basis.CPU, pairs).ratioMedian()).isEqualTo(3, within(1e-12));
    }

    @Test
    void ofAnEvenNumberTheMedianIsTheMeanOfTheTwoInTheMiddle() {
        Row row = Row.of(BENCHMARK, Contest.Basis.CPU, List.of(pair(1), pair(0.25), pair(0.5), pair(2)));
        assertThat(row.ratioMedian()).isEqualTo(1.5, within(1e-12));
        assertThat(row.ratioMin()).isEqualTo(0.5, within(1e-12));
        assertThat(row.ratioMax()).isEqualTo(4, within(1e-12));
        assertThat(row.alternations()).isEqualTo(4);
    }

    @Test
    void theRatioIsTakenOfTheTimeThatTheContestNames() {
        assertThat(Row.of(BENCHMARK, Contest.Basis.CPU, List.of(pair(0.5))).ratioMedian())
                .isEqualTo(2, within(1e-12));
        assertThat(Row.of(BENCHMARK, Contest.Basis.WALL, List.of(pair(0.5))).ratioMedian())
                .isEqualTo(1, within(1e-12));
    }

    @Test
    void ratesArePerSecondOfTheirOwnTime() {
        Row row = Row.of(BENCHMARK, Contest.Basis.CPU, List.of(pair(0.5)));
        assertThat(row.imagesPerCpuSecond()).isEqualTo(200, within(1e-9));
        assertThat(row.imagesPerSecond()).isEqualTo(100, within(1e-9));
        assertThat(row.referenceImagesPerCpuSecond()).isEqualTo(100, within(1e-9));
    }

    @Test
    void withoutAlternationsThereIsNoRow() {
        assertThatThrownBy(() -> Row.of(BENCHMARK, Contest.Basis.CPU, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theJsonIsAnArrayOfObjectsInSnakeCase() {
        JsonNode rows = JsonMapper.shared()
                .readTree(Report.json(List.of(Row.of(BENCHMARK, Contest.Basis.CPU, List.of(pair(0.5))))));
        assertThat(rows.isArray()).isTrue();
        assertThat(rows.get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "ratio_median",
                        "ratio_min",
                        "ratio_max",
                        "images_per_cpu_second",
                        "images_per_second",
                        "reference_images_per_cpu_second",
                        "reference_images_per_second",
                        "alternations",
                        "must",
                        "aim");
        assertThat(rows.get(0).get("name").asString()).isEqualTo("some_row");
        assertThat(rows.get(0).get("ratio_median").asDouble()).isEqualTo(2, within(1e-12));
    }
}
