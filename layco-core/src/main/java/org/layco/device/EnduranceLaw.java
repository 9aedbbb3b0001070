package org.layco.device;

/** Writes a cell survives at a write voltage: the median over cells. */
public sealed interface EnduranceLaw {
    /** Voltages the law holds for. */
    VoltageRange range();

    /** N(V) in writes; throws outside {@link #range()}. */
    double writes(double writeVolts);

    /** What is taken to hold below the voltages an endurance law was fitted on. */
    enum Extrapolation {
        /** Endurance stays at its value at the lowest fitted voltage. */
        HOLD,
        /** The fitted exponential continues. An assumption: always shown as a second result. */
        LOGLINEAR
    }

    /**
     * Wear that falls exponentially with the write voltage: N(V) = N0 * 10^(slope (V0 - V)).
     *
     * @param referenceWrites N0, endurance at {@code referenceVolts}, positive
     * @param referenceVolts V0
     * @param decadesPerVolt slope, at least 0
     * @param range voltages the law holds for
     * @param fittedFromVolts lower end of the data behind the slope; below it {@code extrapolation} applies
     * @param extrapolation what holds below {@code fittedFromVolts}
     */
    record LogLinear(
            double referenceWrites,
            double referenceVolts,
            double decadesPerVolt,
            VoltageRange range,
            double fittedFromVolts,
            Extrapolation extrapolation)
            implements EnduranceLaw {
        public LogLinear {
            if (!(referenceWrites > 0 && decadesPerVolt >= 0)) {
                throw new IllegalArgumentException(
                        "referenceWrites (%s) must be positive and decadesPerVolt (%s) at least 0."
                                .formatted(referenceWrites, decadesPerVolt));
            }
            if (!range.contains(fittedFromVolts)) {
                throw new IllegalArgumentException("fittedFromVolts (%s) must lie in [%s, %s] V."
                        .formatted(fittedFromVolts, range.lowVolts(), range.highVolts()));
            }
        }

        /**
         * The law of least squared error in log N through measured points; it holds between their voltages.
         *
         * @param volts of each point
         * @param writes to failure, of each point
         */
        public static Fitted<EnduranceLaw> fit(double[] volts, double[] writes) {
            LinearFit line = LinearFit.of(volts, LinearFit.log10(writes));
            if (line.slope() > 0) {
                throw new IllegalArgumentException(
                        "Endurance rises with the voltage (%s decades per volt). Leave out points at which cells stop switching, with 'from'."
                                .formatted(line.slope()));
            }
            VoltageRange range = VoltageRange.of(volts);
            return new Fitted<>(
                    new LogLinear(
                            Math.pow(10, line.intercept() + line.slope() * range.highVolts()),
                            range.highVolts(),
                            -line.slope(),
                            range,
                            range.lowVolts(),
                            Extrapolation.HOLD),
                    line,
                    "log10 of the endurance",
                    range);
        }

        @Override
        public double writes(double writeVolts) {
            range.require(writeVolts, "endurance");
            double volts = switch (extrapolation) {
                case HOLD -> Math.max(writeVolts, fittedFromVolts);
                case LOGLINEAR -> writeVolts;
            };
            return referenceWrites * Math.pow(10, decadesPerVolt * (referenceVolts - volts));
        }

        /** The same law with another extrapolation. */
        public LogLinear with(Extrapolation other) {
            return new LogLinear(referenceWrites, referenceVolts, decadesPerVolt, range, fittedFromVolts, other);
        }
    }

    /**
     * Endurance qualified at one write voltage only; nothing is claimed elsewhere.
     *
     * @param qualifiedWrites endurance, positive
     * @param range the voltage, as a range of no width
     */
    record Qualified(double qualifiedWrites, VoltageRange range) implements EnduranceLaw {
        public Qualified {
            if (!(qualifiedWrites > 0)) {
                throw new IllegalArgumentException("qualifiedWrites (%s) must be positive.".formatted(qualifiedWrites));
            }
        }

        @Override
        public double writes(double writeVolts) {
            range.require(writeVolts, "endurance");
            return qualifiedWrites;
        }
    }
}
