package org.layco.device;

import java.util.List;
import java.util.stream.LongStream;
import org.layco.device.EnduranceLaw.Extrapolation;
import org.layco.source.Knowable;
import org.layco.source.Sourced;

/**
 * A memory cell of the RRAM buffer: what a write costs, how often it fails and what it wears, versus write voltage.
 *
 * @param name of the card, {@code <material>_<author><year>}
 * @param aliases other names the card answers to
 * @param title one line for people
 * @param operatingRange write voltages the cell may be used at; outside, every function of voltage throws
 * @param nominalVolts write voltage of a design that does not co-optimise
 * @param stepVolts write voltages are multiples of this step
 * @param write energy and time of a write; a design with buffers of the cell has no energy and no latency without
 * @param read energy of a read
 * @param writeErrors probability that a write fails, before {@code errorScale}
 * @param errorScale factor on that probability, 1 unless the headline is given at 10p or p/10
 * @param bitErrors which stored values a failed write turns over
 * @param faults where failures concentrate, and the levels of a multi-level cell
 * @param levelNoiseSigma standard deviation of an analog level, in levels
 * @param endurance median writes to failure
 * @param enduranceSpread how endurance differs between cells
 * @param retentionVolts least write voltage at which data outlive an inference; weights need it
 * @param area of a cell in units of F^2
 */
public record MemoryCell(
        String name,
        List<String> aliases,
        String title,
        VoltageRange operatingRange,
        double nominalVolts,
        Sourced<Double> stepVolts,
        Knowable<Sourced<WritePulse>> write,
        Knowable<Sourced<ReadConditions>> read,
        Knowable<Sourced<WriteErrorLaw>> writeErrors,
        double errorScale,
        Sourced<BitErrorModel> bitErrors,
        FaultParameters faults,
        Sourced<Double> levelNoiseSigma,
        Knowable<Sourced<EnduranceLaw>> endurance,
        Knowable<Sourced<EnduranceSpread>> enduranceSpread,
        Knowable<Sourced<Double>> retentionVolts,
        Sourced<Double> area) {
    private static final double MAX_ERROR = 0.5;

    public MemoryCell {
        aliases = List.copyOf(aliases);
        operatingRange.require(nominalVolts, "cell '" + name + "'");
        if (write instanceof Knowable.Known<Sourced<WritePulse>>(Sourced<WritePulse> pulse)) {
            pulse.value().measured().ifPresent(range -> requireWithin(operatingRange, "write", Knowable.known(range)));
        }
        requireWithin(
                operatingRange,
                "write_errors",
                writeErrors.map(law -> law.value().range()));
        requireWithin(
                operatingRange, "endurance", endurance.map(law -> law.value().range()));
        if (!(stepVolts.value() > 0)) {
            throw new IllegalArgumentException("stepVolts (%s V) must be positive.".formatted(stepVolts.value()));
        }
        if (!(errorScale > 0)) {
            throw new IllegalArgumentException("errorScale (%s) must be positive.".formatted(errorScale));
        }
        if (!(levelNoiseSigma.value() >= 0 && area.value() > 0)) {
            throw new IllegalArgumentException("levelNoiseSigma (%s) must be at least 0 and area (%s F2) positive."
                    .formatted(levelNoiseSigma.value(), area.value()));
        }
    }

    /** Joules of one write of one cell, all pulses charged, without the line that leads to it. */
    public Knowable<Double> writeEnergyJoules(double writeVolts) {
        operatingRange.require(writeVolts, "cell '" + name + "'");
        return write.map(pulse -> pulse.value().writeEnergyJoules(writeVolts));
    }

    /** Probability, 0..0.5, that one write of one cell fails. */
    public Knowable<Double> writeErrorProbability(double writeVolts) {
        operatingRange.require(writeVolts, "cell '" + name + "'");
        return writeErrors.map(
                law -> Math.min(MAX_ERROR, errorScale * law.value().probability(writeVolts)));
    }

    /** Everything that goes wrong with the cells at a given {@link #writeErrorProbability}. */
    public FaultModel faultModel() {
        return faults.model(bitErrors.value());
    }

    /** Writes that the median cell survives. */
    public Knowable<Double> enduranceWrites(double writeVolts) {
        operatingRange.require(writeVolts, "cell '" + name + "'");
        return endurance.map(law -> law.value().writes(writeVolts));
    }

    /** Every write voltage the cell may be used at: multiples of its step in its range, ascending. */
    public List<Double> voltages() {
        long first = (long) Math.ceil(operatingRange.lowVolts() / stepVolts.value() - 1e-9);
        long last = (long) Math.floor(operatingRange.highVolts() / stepVolts.value() + 1e-9);
        return LongStream.rangeClosed(first, last).mapToObj(this::voltage).toList();
    }

    /** The lowest write voltage, a multiple of the step, at which a write fails with at most {@code probability}. */
    public Knowable<Double> lowestVoltageFor(double probability) {
        return writeErrors.flatMap(law -> voltages().stream()
                .filter(volts -> writeErrorProbability(volts).get() <= probability)
                .findFirst()
                .<Knowable<Double>>map(Knowable::known)
                .orElseGet(() -> Knowable.unavailable(
                        "cell '%s' errs more often than %s at every voltage".formatted(name, probability))));
    }

    /** The highest write voltage, a multiple of the step, at which the median cell survives {@code writes}. */
    public Knowable<Double> highestVoltageFor(double writes) {
        return endurance.flatMap(law -> voltages().reversed().stream()
                .filter(volts -> law.value().writes(volts) >= writes)
                .findFirst()
                .<Knowable<Double>>map(Knowable::known)
                .orElseGet(() ->
                        Knowable.unavailable("cell '%s' survives %s writes at no voltage".formatted(name, writes))));
    }

    /** True if data written at this voltage outlive an inference; weights may live nowhere else. */
    public boolean retains(double writeVolts) {
        return retentionVolts.map(least -> writeVolts >= least.value()).equals(Knowable.known(true))
                || writeVolts >= nominalVolts;
    }

    /** Square metres of one cell at a feature size. */
    public double areaSquareMetres(double featureMetres) {
        return area.value() * featureMetres * featureMetres;
    }

    /** The same cell with write errors {@code factor} times as likely: the 10p and p/10 headlines. */
    public MemoryCell withErrorScale(double factor) {
        return with(factor, endurance);
    }

    /** The same cell with its endurance continued below the fitted voltages as given. */
    public MemoryCell withEnduranceExtrapolation(Extrapolation extrapolation) {
        return with(errorScale, endurance.map(law -> switch (law.value()) {
            case EnduranceLaw.LogLinear linear ->
                new Sourced<EnduranceLaw>(linear.with(extrapolation), law.reference(), law.kind());
            case EnduranceLaw.Qualified qualified -> law;
        }));
    }

    /** A cell may be used only where every law that it has holds. */
    private static void requireWithin(VoltageRange operating, String what, Knowable<VoltageRange> law) {
        if (law instanceof Knowable.Known<VoltageRange>(VoltageRange range)
                && !(range.contains(operating.lowVolts()) && range.contains(operating.highVolts()))) {
            throw new IllegalArgumentException(
                    "operating_range [%s, %s] V reaches beyond [%s, %s] V, where %s is known. Narrow operating_range, or add data there."
                            .formatted(
                                    operating.lowVolts(),
                                    operating.highVolts(),
                                    range.lowVolts(),
                                    range.highVolts(),
                                    what));
        }
    }

    private double voltage(long steps) {
        // Rounded to a nanovolt, so that 166 steps of 0.01 V print as 1.66.
        return Math.rint(steps * stepVolts.value() * 1e9) / 1e9;
    }

    private MemoryCell with(double scale, Knowable<Sourced<EnduranceLaw>> law) {
        return new MemoryCell(
                name,
                aliases,
                title,
                operatingRange,
                nominalVolts,
                stepVolts,
                write,
                read,
                writeErrors,
                scale,
                bitErrors,
                faults,
                levelNoiseSigma,
                law,
                enduranceSpread,
                retentionVolts,
                area);
    }
}
