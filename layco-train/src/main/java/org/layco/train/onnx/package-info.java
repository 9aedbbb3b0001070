/**
 * Trained networks as ONNX files.
 *
 * <p>Entry type: {@link org.layco.train.onnx.OnnxWriter}. May depend on {@code graph}.
 */
@NullMarked
package org.layco.train.onnx;

import org.jspecify.annotations.NullMarked;
