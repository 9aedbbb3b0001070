/**
 * Timings of LayCO's engine side by side with ONNX Runtime and PyTorch, never shipped.
 *
 * <p>Entry type: {@link org.layco.bench.Bench}. Data flow: {@link org.layco.bench.Benchmarks} names the rows; each
 * prepares a {@link org.layco.bench.Contest} of two works on the same images; {@link org.layco.bench.Alternation} times
 * them in turn; {@link org.layco.bench.Row} and {@link org.layco.bench.Report} are the result. May depend on the core and
 * on {@code train.torch}.
 */
@NullMarked
package org.layco.bench;

import org.jspecify.annotations.NullMarked;
