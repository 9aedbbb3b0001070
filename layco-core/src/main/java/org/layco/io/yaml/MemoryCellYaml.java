package org.layco.io.yaml;

import java.util.Optional;
import org.layco.device.BitErrorModel;
import org.layco.device.EnduranceLaw;
import org.layco.device.EnduranceSpread;
import org.layco.device.Fitted;
import org.layco.device.MemoryCell;
import org.layco.device.ReadConditions;
import org.layco.device.VoltageRange;
import org.layco.device.WriteErrorLaw;
import org.layco.device.WritePulse;
import org.layco.units.Dimension;

/** The schema of a memory cell's card; {@code hardware/cells/hfox_default.yaml} is its commented example. */
final class MemoryCellYaml {
    private static final double MAX_VOLTS = 10;
    private static final double MIN_VOLTS = 1e-3;
    private static final double MAX_JOULES = 1e-6;
    private static final double MIN_JOULES = 1e-18;
    private static final double MAX_SECONDS = 1;
    private static final double MIN_SECONDS = 1e-15;
    private static final double MAX_OHMS = 1e15;
    private static final double MAX_WRITES = 1e18;

    private enum BitErrors {
        UNIFORM,
        DATA_DEPENDENT
    }

    private enum WriteErrors {
        PROBIT
    }

    private enum Endurance {
        LOG_LINEAR,
        QUALIFIED
    }

    private MemoryCellYaml() {}

    static MemoryCell cell(YamlMapping yaml, MeasuredLaws laws) {
        return new MemoryCell(
                yaml.text("name"),
                yaml.texts("aliases"),
                yaml.text("title"),
                yaml.mapping("operating_range", MemoryCellYaml::range),
                volts(yaml, "nominal"),
                SourcedYaml.quantity(yaml, "step", Dimension.VOLTAGE, MIN_VOLTS, 1),
                SourcedYaml.knowable(
                        yaml,
                        "write",
                        MemoryCellYaml::write,
                        block -> laws.write(block, seconds(block, "pulse"), pulses(block))),
                SourcedYaml.knowable(yaml, "read", MemoryCellYaml::read),
                SourcedYaml.knowable(
                        yaml, "write_errors", MemoryCellYaml::writeErrors, block -> fittedErrors(block, laws)),
                1,
                SourcedYaml.block(yaml, "bit_errors", MemoryCellYaml::bitErrors),
                FaultParametersYaml.faults(yaml),
                SourcedYaml.number(yaml, "level_noise", 0, 10),
                SourcedYaml.knowable(
                        yaml, "endurance", MemoryCellYaml::endurance, block -> fittedEndurance(block, laws)),
                SourcedYaml.knowable(yaml, "endurance_spread", MemoryCellYaml::spread),
                SourcedYaml.knowable(yaml, "retention", block -> volts(block, "value")),
                SourcedYaml.quantity(yaml, "area", Dimension.FEATURE_AREA, 1, 1e5));
    }

    private static WritePulse write(YamlMapping yaml) {
        return new WritePulse(
                yaml.quantity("energy", Dimension.ENERGY, MIN_JOULES, MAX_JOULES),
                volts(yaml, "voltage"),
                WritePulse.RESISTOR,
                seconds(yaml, "pulse"),
                pulses(yaml),
                Optional.empty());
    }

    private static int pulses(YamlMapping yaml) {
        return yaml.integer("pulses", 1, 1000);
    }

    private static ReadConditions read(YamlMapping yaml) {
        return new ReadConditions(
                volts(yaml, "voltage"),
                seconds(yaml, "pulse"),
                yaml.quantity("low", Dimension.RESISTANCE, 1, MAX_OHMS),
                yaml.quantity("high", Dimension.RESISTANCE, 1, MAX_OHMS));
    }

    private static WriteErrorLaw writeErrors(YamlMapping yaml) {
        return switch (yaml.choice("law", WriteErrors.class)) {
            case PROBIT ->
                new WriteErrorLaw.Probit(
                        volts(yaml, "median"),
                        yaml.quantity("sigma", Dimension.VOLTAGE, 1e-6, MAX_VOLTS),
                        yaml.number("floor", 0, 1),
                        yaml.mapping("range", MemoryCellYaml::range),
                        volts(yaml, "fitted_to"));
        };
    }

    private static Fitted<WriteErrorLaw> fittedErrors(YamlMapping yaml, MeasuredLaws laws) {
        return switch (yaml.choice("law", WriteErrors.class)) {
            case PROBIT -> laws.writeErrors(yaml);
        };
    }

    private static Fitted<EnduranceLaw> fittedEndurance(YamlMapping yaml, MeasuredLaws laws) {
        return switch (yaml.choice("law", Endurance.class)) {
            case LOG_LINEAR -> laws.endurance(yaml);
            case QUALIFIED ->
                throw new IllegalArgumentException(
                        "An endurance qualified at one voltage has no points. Write 'law: log_linear', or 'writes' and 'voltage'.");
        };
    }

    private static BitErrorModel bitErrors(YamlMapping yaml) {
        return switch (yaml.choice("model", BitErrors.class)) {
            case UNIFORM -> new BitErrorModel.Uniform();
            case DATA_DEPENDENT ->
                new BitErrorModel.DataDependent(yaml.number("zero_to_one", 0, 1), yaml.number("one_to_zero", 0, 1));
        };
    }

    private static EnduranceLaw endurance(YamlMapping yaml) {
        double writes = yaml.number("writes", 1, MAX_WRITES);
        double reference = volts(yaml, "voltage");
        return switch (yaml.choice("law", Endurance.class)) {
            case LOG_LINEAR ->
                new EnduranceLaw.LogLinear(
                        writes,
                        reference,
                        yaml.number("decades_per_volt", 0, 100),
                        yaml.mapping("range", MemoryCellYaml::range),
                        volts(yaml, "fitted_from"),
                        yaml.choice("below", EnduranceLaw.Extrapolation.class, EnduranceLaw.Extrapolation.HOLD));
            case QUALIFIED -> new EnduranceLaw.Qualified(writes, new VoltageRange(reference, reference));
        };
    }

    private static EnduranceSpread spread(YamlMapping yaml) {
        return new EnduranceSpread(yaml.number("sigma_decades", 0, 10), yaml.number("optimistic_variation", 0, 10));
    }

    private static VoltageRange range(YamlMapping yaml) {
        return new VoltageRange(volts(yaml, "low"), volts(yaml, "high"));
    }

    private static double volts(YamlMapping yaml, String key) {
        return yaml.quantity(key, Dimension.VOLTAGE, MIN_VOLTS, MAX_VOLTS);
    }

    private static double seconds(YamlMapping yaml, String key) {
        return yaml.quantity(key, Dimension.TIME, MIN_SECONDS, MAX_SECONDS);
    }
}
