package org.layco.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CosineScheduleTest {
    private final CosineSchedule schedule = new CosineSchedule(0.4, 10, 110);

    @Test
    void risesLinearlyToThePeak() {
        assertThat(schedule.at(0)).isEqualTo(0.04, within(1e-12));
        assertThat(schedule.at(4)).isEqualTo(0.2, within(1e-12));
        assertThat(schedule.at(9)).isEqualTo(0.4, within(1e-12));
    }

    @Test
    void fallsAlongACosine() {
        assertThat(schedule.at(10)).isEqualTo(0.4, within(1e-12));
        assertThat(schedule.at(60)).isEqualTo(0.2, within(1e-12));
        assertThat(schedule.at(109)).isBetween(0.0, 1e-3);
    }

    @Test
    void beginsAtThePeakWithoutWarmUp() {
        assertThat(new CosineSchedule(0.4, 0, 1).at(0)).isEqualTo(0.4);
    }
}
