/**
 * Fine-tuning of a network until it tolerates few bits and bit errors.
 *
 * <p>Entry type: {@link org.layco.train.harden.Hardener}. May depend on {@code data}, {@code graph}, {@code onnx}, {@code torch}
 * and LayCO's core, whose quantisers and fault draws it uses.
 */
@NullMarked
package org.layco.train.harden;

import org.jspecify.annotations.NullMarked;
