package org.layco.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.layco.io.yaml.HardwareLibrary;

class PeakFiguresTest {
    private static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();

    private static Accelerator design(String name) {
        return LIBRARY.accelerator(name, Style.CASCADE);
    }

    /** Every array holds 128 x 16 weights of 8 cells and takes 16 reads of 100 ns for 16 input bits. */
    @Test
    void isaacDoesWhatItsArraysHoldInSixteenReads() {
        PeakFigures isaac = new PeakFigures(design("isaac"), 16, 16);
        assertThat(isaac.readSeconds()).isCloseTo(100e-9, within(1e-15));
        assertThat(isaac.macsPerSecond("ima")).isCloseTo(8 * 128 * 16 / 1.6e-6, Percentage.withPercentage(1e-6));
        assertThat(isaac.macsPerSecond("chip"))
                .isCloseTo(168 * 12 * isaac.macsPerSecond("ima"), Percentage.withPercentage(1e-6));
    }

    /** Eight rows or columns share a converter of 40 MHz, so an array of 25 ns is read every 200 ns. */
    @Test
    void convertersThatColumnsShareSetThePace() {
        assertThat(new PeakFigures(design("timely_isca_2020"), 8, 8).readSeconds())
                .isCloseTo(200e-9, within(1e-15));
    }

    @Test
    void sharesAddUpToOne() {
        for (String name : new String[] {"isaac", "timely_isca_2020", "prime", "pipelayer", "raq"}) {
            Accelerator design = design(name);
            PeakFigures peak = new PeakFigures(design, 8, 8);
            String chip = design.levels().getLast().name();
            double sum = Inventory.of(design).items().stream()
                    .mapToDouble(item -> peak.powerShare(chip, item.name()))
                    .sum();
            assertThat(sum).as(name).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void aLevelHasWhatIsBuiltInItAndBelow() {
        PeakFigures isaac = new PeakFigures(design("isaac"), 16, 16);
        assertThat(isaac.watts("chip") - 168 * isaac.watts("tile")).isCloseTo(10.4, within(1e-9));
        assertThat(isaac.squareMetres("chip").get()
                        - 168 * isaac.squareMetres("tile").get())
                .isCloseTo(22.88e-6, within(1e-12));
        assertThatThrownBy(() -> isaac.powerShare("tile", "hyper_transport")).hasMessageContaining("no component");
        assertThatThrownBy(() -> isaac.watts("bank")).hasMessageContaining("It has: [ima, tile, chip]");
    }

    @Test
    void anAreaThatNoSourceGivesIsAbsentWithItsReason() {
        assertThat(new PeakFigures(design("prime"), 8, 6).squareMetres("mat").isKnown())
                .isFalse();
    }

    @Test
    void theHybridsTakeTheirArraysFromTheDesignsTheyAreBuiltOn() {
        assertThat(design("timely_rram_buffer").crossbarRead())
                .isEqualTo(design("timely_isca_2020").crossbarRead());
        assertThat(design("timely_rram_buffer").partialSums()).isInstanceOf(PartialSumStore.AnalogRram.class);
        assertThat(design("timely_isca_2020").partialSums()).isInstanceOf(PartialSumStore.AnalogLocal.class);
        assertThat(design("timely_rram_buffer").parts()).isEmpty();
        assertThat(design("cascade_rram_buffer").partialSums())
                .isEqualTo(design("cascade_micro_2019").partialSums());
        for (String style : new String[] {"cascade", "timely"}) {
            Accelerator safe = design(style + "_rram_buffer_safe");
            assertThat(safe.writeVoltage()).isEqualTo(WriteVoltage.LOWEST_SAFE);
            assertThat(safe.featureMaps())
                    .isEqualTo(design(style + "_rram_buffer").featureMaps());
            assertThat(safe.aliases()).isEmpty();
        }
    }

    @Test
    void theSafeVoltageIsTheLowestAtWhichWritesFailOnceInAMillion() {
        double volts = WriteVoltage.LOWEST_SAFE.volts(LIBRARY.cell("default")).get();
        assertThat(LIBRARY.cell("default").writeErrorProbability(volts).get()).isLessThanOrEqualTo(1e-6);
        assertThat(LIBRARY.cell("default").writeErrorProbability(volts - 0.02).get())
                .isGreaterThan(1e-6);
        assertThat(WriteVoltage.NOMINAL.volts(LIBRARY.cell("default")).get())
                .isEqualTo(LIBRARY.cell("default").nominalVolts());
    }
}
