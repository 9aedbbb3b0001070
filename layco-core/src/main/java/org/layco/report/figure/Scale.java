package org.layco.report.figure;

import java.util.ArrayList;
import java.util.List;

/** Where a value lies on an axis. */
sealed interface Scale {
    /** Position of a value, 0 at the left end and 1 at the right end; values outside lie at the ends. */
    double at(double value);

    /** Round values to label, at least two, in ascending order. */
    List<Double> ticks();

    /** Equal steps for equal differences. */
    record Linear(double low, double high, double step) implements Scale {
        private static final int MOST_STEPS = 5;
        /** Ends closer than this, relatively, are one value. */
        private static final double INDISTINCT = 1e-6;

        /** An axis over [low, high] whose ends lie outside and on round values; around a single value if they are equal. */
        static Linear over(double low, double high) {
            double magnitude = Math.max(Math.abs(low), Math.abs(high));
            if (magnitude == 0) {
                return over(0, 1);
            }
            if (high - low <= INDISTINCT * magnitude) {
                return over(low - magnitude / 2, low + magnitude / 2);
            }
            double span = high - low;
            double unit = Math.pow(10, Math.floor(Math.log10(span / MOST_STEPS)));
            double step = unit;
            for (double multiple : new double[] {1, 2, 2.5, 5, 10}) {
                step = unit * multiple;
                if (span / step <= MOST_STEPS) {
                    break;
                }
            }
            return new Linear(step * Math.floor(low / step + 1e-9), step * Math.ceil(high / step - 1e-9), step);
        }

        @Override
        public double at(double value) {
            return Math.clamp((value - low) / (high - low), 0, 1);
        }

        @Override
        public List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            long first = Math.round(low / step);
            long last = Math.round(high / step);
            for (long i = first; i <= last; i++) {
                ticks.add(i * step);
            }
            return ticks;
        }
    }

    /** Equal steps for equal ratios, from a power of ten to a power of ten. */
    record Log(int lowExponent, int highExponent) implements Scale {
        private static final int MOST_TICKS = 5;

        /** An axis over positive values in [low, high], whole decades. */
        static Log over(double low, double high) {
            if (!(low > 0)) {
                throw new IllegalArgumentException("A logarithmic axis cannot start at " + low + ".");
            }
            int from = (int) Math.floor(Math.log10(low) + 1e-9);
            int to = (int) Math.ceil(Math.log10(high) - 1e-9);
            return new Log(from, Math.max(from + 1, to));
        }

        @Override
        public double at(double value) {
            double decades = highExponent - (double) lowExponent;
            return value <= 0 ? 0 : Math.clamp((Math.log10(value) - lowExponent) / decades, 0, 1);
        }

        @Override
        public List<Double> ticks() {
            int step = Math.max(1, Math.ceilDiv(highExponent - lowExponent, MOST_TICKS - 1));
            List<Double> ticks = new ArrayList<>();
            for (int exponent = lowExponent; exponent <= highExponent; exponent += step) {
                ticks.add(Double.parseDouble("1e" + exponent));
            }
            return ticks;
        }
    }
}
