package org.layco.crossbar;

import java.nio.LongBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fast engine: exact products by the layer's {@link MvmKernel}, then the changes of stuck cells and missed writes. Partial sums of
 * writes that succeed are never computed, since their slices add up to the product itself. One per worker thread.
 */
public final class FastEngine implements CrossbarEngine {
    private final ConvolutionLibrary library;
    private final PaddedImage image = new PaddedImage();
    private final MissedWrites misses = new MissedWrites();
    private final StuckWrites stuckWrites = new StuckWrites();

    public FastEngine(ConvolutionLibrary library) {
        this.library = library;
    }

    @Override
    public ProgrammedLayer program(LayerProgram program) {
        return new Crossbars(program, MvmKernel.of(program, library));
    }

    /**
     * A step of an image's way through a layer. Three of them behind one call site keep the compiler from inlining them all into
     * one method, where their vectors would exceed its limit of nodes and be boxed.
     */
    private interface Stage {
        void apply(Crossbars layer, char[] digits, LongBuffer missedWrites, StuckPartialSums stuck);
    }

    private static final List<Stage> STAGES = List.of(
            (layer, digits, missedWrites, stuck) -> layer.fill(digits),
            (layer, digits, missedWrites, stuck) -> layer.multiply(),
            (layer, digits, missedWrites, stuck) -> layer.miss(missedWrites, stuck));

    private final class Crossbars implements ProgrammedLayer {
        private final LayerProgram program;
        private final MvmKernel kernel;
        private Accumulators results;
        private WeightFaults faults;

        /** Made at its first use: most programs never have a write missed. */
        private @Nullable SliceReader reader;

        private Crossbars(LayerProgram program, MvmKernel kernel) {
            this.program = program;
            this.kernel = kernel;
            results = program.newAccumulators();
            faults = WeightFaults.none(program);
        }

        @Override
        public LayerProgram program() {
            return program;
        }

        @Override
        public void chip(WeightFaults next) {
            kernel.chip(faults, next);
            if (reader != null) {
                reader.chip(faults, next);
            }
            faults = next;
        }

        @Override
        public Accumulators run(char[] digits, LongBuffer missedWrites, StuckPartialSums stuck) {
            for (Stage stage : STAGES) {
                stage.apply(this, digits, missedWrites, stuck);
            }
            return results;
        }

        private void fill(char[] digits) {
            image.fill(program, digits);
        }

        private void multiply() {
            results = kernel.multiply(image);
        }

        private void miss(LongBuffer missedWrites, StuckPartialSums stuck) {
            LongBuffer missed = missedWrites;
            if (stuck.size() > 0) {
                stuckWrites.apply(program, image, reader(), stuck, results);
                missed = stuckWrites.toOtherCells(stuck, missedWrites);
            }
            if (missed.hasRemaining()) {
                misses.apply(program, image, reader(), missed, results);
            }
        }

        private SliceReader reader() {
            SliceReader made = reader;
            if (made == null) {
                made = new SliceReader(program);
                made.chip(WeightFaults.none(program), faults);
                reader = made;
            }
            return made;
        }

        @Override
        public void close() {
            kernel.close();
        }
    }
}
