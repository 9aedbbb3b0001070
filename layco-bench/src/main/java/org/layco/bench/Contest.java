package org.layco.bench;

/**
 * Two works to be timed in turn.
 *
 * @param subject LayCO's engine
 * @param reference what it is compared with
 * @param basis the time that the ratio is taken of
 */
public record Contest(Work subject, Work reference, Basis basis) implements AutoCloseable {
    /** A kind of time. */
    public enum Basis {
        /** Processor time of all threads that compute: what the rest of the machine does matters little. */
        CPU {
            @Override
            double rate(Timing timing) {
                return timing.imagesPerCpuSecond();
            }
        },
        /** Elapsed time: the only one that shows how work scales over threads. */
        WALL {
            @Override
            double rate(Timing timing) {
                return timing.imagesPerSecond();
            }
        };

        /** Images per second of this kind of time. */
        abstract double rate(Timing timing);
    }

    @Override
    public void close() {
        subject.close();
        reference.close();
    }
}
