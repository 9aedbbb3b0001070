package org.layco.io.yaml;

import java.util.Arrays;
import java.util.function.Function;
import org.layco.device.EnduranceLaw;
import org.layco.device.Fitted;
import org.layco.device.WriteErrorLaw;
import org.layco.device.WritePulse;
import org.layco.io.InvalidInputException;
import org.layco.io.yaml.MeasuredPoints.Interval;
import org.layco.units.Dimension;

/**
 * Laws of a memory cell's card fitted to measured points: a block names a CSV file beside the card under {@code points}
 * in place of the constants, and may choose points by their voltage with {@code from} and {@code to}.
 */
final class MeasuredLaws {
    private static final String VOLTAGE = "voltage_v";
    private static final double MIN_VOLTS = 1e-3;
    private static final double MAX_VOLTS = 10;
    private static final Interval JOULES = new Interval(1e-18, 1e-6);
    private static final Interval WRITES = new Interval(1, 1e18);

    /** Without its ends: an error rate of 0 or 1 was not resolved. */
    private static final Interval RATES = new Interval(Double.MIN_NORMAL, Math.nextDown(1.0));

    private final Function<String, String> textBeside;

    /**
     * Laws of one card.
     *
     * @param textBeside the text of a file beside the card, by its name; throws {@link InvalidInputException} if there is
     *     none
     */
    MeasuredLaws(Function<String, String> textBeside) {
        this.textBeside = textBeside;
    }

    /** Column {@code pulse_energy_j}: joules of one pulse. */
    Fitted<WritePulse> write(YamlMapping yaml, double seconds, int pulses) {
        double[][] points = points(yaml, "pulse_energy_j", JOULES);
        return WritePulse.fit(points[0], points[1], seconds, pulses);
    }

    /**
     * Column {@code error_rate}: failures per write. No rate below the least measured one is claimed, unless the block says
     * what is known {@code above}: a rate, and up to which voltage.
     */
    Fitted<WriteErrorLaw> writeErrors(YamlMapping yaml) {
        double[][] points = points(yaml, "error_rate", RATES);
        record Above(double rate, double volts) {}
        Above above = yaml.mappingIfPresent(
                        "above",
                        block -> new Above(
                                block.number("rate", 0, 1),
                                block.quantity("to", Dimension.VOLTAGE, MIN_VOLTS, MAX_VOLTS)))
                .orElseGet(() -> new Above(Arrays.stream(points[1]).min().orElse(1), MIN_VOLTS));
        return WriteErrorLaw.Probit.fit(points[0], points[1], above.rate(), above.volts());
    }

    /** Column {@code endurance_writes}: writes until a cell failed. */
    Fitted<EnduranceLaw> endurance(YamlMapping yaml) {
        double[][] points = points(yaml, "endurance_writes", WRITES);
        return EnduranceLaw.LogLinear.fit(points[0], points[1]);
    }

    private double[][] points(YamlMapping yaml, String column, Interval values) {
        Interval volts = new Interval(
                yaml.quantity("from", Dimension.VOLTAGE, MIN_VOLTS, MAX_VOLTS, MIN_VOLTS),
                yaml.quantity("to", Dimension.VOLTAGE, MIN_VOLTS, MAX_VOLTS, MAX_VOLTS));
        String file = yaml.text("points");
        try {
            return MeasuredPoints.read(file, textBeside.apply(file)).pairs(VOLTAGE, volts, column, values);
        } catch (InvalidInputException e) {
            throw yaml.abandoned(e);
        }
    }
}
