/**
 * Reads trained networks from ONNX files: {@link org.layco.io.onnx.OnnxReader}. MVM layers become records with their
 * weights, all other operators sub-models that ONNX Runtime runs. May use {@code network} and {@code inference}.
 */
@NullMarked
package org.layco.io.onnx;

import org.jspecify.annotations.NullMarked;
