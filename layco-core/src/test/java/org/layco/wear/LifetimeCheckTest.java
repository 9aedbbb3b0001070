package org.layco.wear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.layco.cost.ResNet20;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.network.Network;

class LifetimeCheckTest {
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();

    private final MemoryCell cell = LIBRARY.cell("default");
    private final Network network = ResNet20.network();

    private Plan plan(Accelerator accelerator, int bits) {
        return new PlanAssembler(accelerator, cell)
                .assemble(network, Collections.nCopies(20, new OperatingPoint(bits, bits, bits, 1.62, 1.62)));
    }

    private LifetimeCheck check(Accelerator accelerator, int bits, LifetimeRequirement required) {
        Plan plan = plan(accelerator, bits);
        WriteSpread spread = new LayerSwapping().spread(WearDemand.of(network, plan, accelerator, cell), 1e6);
        return LifetimeCheck.of(required, network, plan, accelerator, cell, spread, 1);
    }

    /** Ten years at 30/s are 9.47e9 inferences. */
    @ParameterizedTest
    @EnumSource(Style.class)
    void tenYearsAtThirtyASecondAreBeyondTheIsoAreaBufferOfEitherStyle(Style style) {
        LifetimeRequirement required = new LifetimeRequirement(10, 30);
        assertThat(required.inferences()).isCloseTo(9.467e9, Percentage.withPercentage(0.01));
        LifetimeCheck check = check(LIBRARY.accelerator("layco", style), 8, required);
        assertThat(check.met()).isFalse();
        assertThat(check.shortfalls())
                .extracting(LifetimeCheck.Shortfall::partition)
                .containsExactly("partial_sums_1.62V", "feature_maps_1.62V");
        // 187,456 codes of 8 bits on 2 * 16,384 * 8 cells that endure 151 * 5e6 writes.
        LifetimeCheck.Shortfall maps = check.shortfalls().get(1);
        assertThat(maps.factor())
                .isCloseTo(
                        9.467e9 * 187_456 / 32_768 / cell.enduranceWrites(1.62).get(), Percentage.withPercentage(0.1));
    }

    @Test
    void whatWouldHelpHelps() {
        Accelerator timely = LIBRARY.accelerator("layco", Style.TIMELY);
        LifetimeRequirement required = new LifetimeRequirement(1, 0.5);
        LifetimeCheck check = check(timely, 8, required);
        LifetimeCheck.Shortfall sums = check.shortfalls().getFirst();
        assertThat(sums.years() * sums.factor()).isCloseTo(1, within(1e-9));
        assertThat(sums.cells() / (double) plan(timely, 8).partitions().get(2).cells())
                .isCloseTo(sums.factor(), within(1e-3));
        assertThat(check(timely, 8, new LifetimeRequirement(1, 0.99 * sums.inferencesPerSecond()))
                        .met())
                .isTrue();
        int bits = sums.bits().orElseThrow();
        double allowed = writes(timely, 8) / sums.factor();
        assertThat(writes(timely, bits)).isLessThanOrEqualTo(allowed);
        assertThat(writes(timely, bits + 1)).isGreaterThan(allowed);
    }

    /** Sections that are larger by what the check says wear as slowly as required; a tenth less of that is too little. */
    @ParameterizedTest
    @EnumSource(Style.class)
    void sectionsOfTheAreaItAsksForLast(Style style) {
        Accelerator design = LIBRARY.accelerator("layco", style);
        LifetimeRequirement required = new LifetimeRequirement(10, 30);
        double growth = check(design, 8, required).growth();
        assertThat(check(design.withSections(growth), 8, required).shortfalls())
                .extracting(LifetimeCheck.Shortfall::partition)
                .containsExactly("feature_maps_1.62V");
        assertThat(check(design.withSections(0.9 * growth), 8, required).shortfalls())
                .extracting(LifetimeCheck.Shortfall::partition)
                .containsExactly("feature_maps_1.62V", "partial_sums_1.62V");
    }

    private double writes(Accelerator accelerator, int bits) {
        return WearDemand.of(network, plan(accelerator, bits), accelerator, cell).of("partial_sums_1.62V").stream()
                .mapToDouble(region -> region.copies() * region.writes())
                .sum();
    }

    @Test
    void bothSpreadsAreSimulatedTheMeasuredOneFirst() {
        List<WearTimeline> timelines = check(
                        LIBRARY.accelerator("layco", Style.CASCADE), 8, new LifetimeRequirement(10, 30))
                .timelines()
                .get();
        assertThat(timelines).extracting(WearTimeline::sigmaDecades).first().isEqualTo(0.64);
        assertThat(timelines.get(1).sigmaDecades()).isCloseTo(0.1275, within(1e-4));
        assertThat(timelines.get(0).firstFailure().mean())
                .isLessThan(timelines.get(1).firstFailure().mean());
    }

    @Test
    void aRequirementIsPositive() {
        assertThatThrownBy(() -> new LifetimeRequirement(0, 30)).hasMessageContaining("Give positive numbers");
        assertThat(LifetimeRequirement.ofSeconds(365.25 * 86_400, 2).years()).isEqualTo(1);
    }
}
