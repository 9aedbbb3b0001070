package org.layco.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TechnologyTest {
    @Test
    void energyScalesWithTheSquareOfTheSupplyAtOneNode() {
        assertThat(new Technology(65e-9, 1.2).energyFactor(new Technology(65e-9, 0.6)))
                .isCloseTo(0.25, within(1e-12));
    }

    /** Coefficients of Stillmaker and Baas 2017: 65 nm at 1.2 V gives 2.1046, 32 nm at 1.0 V gives 0.6446. */
    @Test
    void energyScalesBetweenNodesByThePolynomials() {
        assertThat(new Technology(32e-9, 1.0).energyFactor(new Technology(65e-9, 1.2)))
                .isCloseTo(2.1046 / 0.6446, within(1e-3));
        assertThat(new Technology(32e-9, 1.0).areaFactor(new Technology(65e-9, 1.2)))
                .isCloseTo(1 / 0.31, within(1e-9));
    }

    @Test
    void nodesWithoutAFactorThrowWithARemedy() {
        assertThatThrownBy(() -> new Technology(28e-9, 1.0).energyFactor(new Technology(65e-9, 1.0)))
                .hasMessageContaining("28")
                .hasMessageContaining("State the figure at");
        assertThatThrownBy(() -> new Technology(28e-9, 1.0).areaFactor(new Technology(65e-9, 1.0)))
                .hasMessageContaining("28");
        assertThatThrownBy(() -> new Technology(65e-9, 3.3)).hasMessageContaining("supplyVolts (3.3 V)");
    }

    /** Area factors of Stillmaker and Baas 2017 from 65 nm: 4.3 at 130 nm, 0.039 at 7 nm. */
    @Test
    void energiesAndAreasFallFromNodeToNode() {
        double[] nodes = {130e-9, 90e-9, 65e-9, 45e-9, 32e-9, 20e-9, 16e-9, 14e-9, 10e-9, 7e-9};
        Technology from = new Technology(65e-9, 1.0);
        for (int i = 1; i < nodes.length; i++) {
            Technology larger = new Technology(nodes[i - 1], 1.0);
            Technology smaller = new Technology(nodes[i], 1.0);
            assertThat(from.energyFactor(smaller)).isLessThan(from.energyFactor(larger));
            assertThat(from.areaFactor(smaller)).isLessThan(from.areaFactor(larger));
        }
        assertThat(from.areaFactor(new Technology(130e-9, 1.0))).isCloseTo(4.3, within(1e-12));
        assertThat(from.areaFactor(new Technology(7e-9, 0.7))).isCloseTo(0.039, within(1e-12));
    }
}
