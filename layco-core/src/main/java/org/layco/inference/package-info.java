/**
 * Runs a network: MVM layers on an exchangeable executor, all digital operators in ONNX Runtime sessions, one session
 * per segment. {@link org.layco.inference.NetworkRunner} walks the schedule; {@link org.layco.inference.MvmExecutor} is
 * where quantisation, crossbars and errors come in; {@link org.layco.inference.FloatExecutor} is the error-free
 * reference. May use the packages up to {@code activity}.
 */
@NullMarked
package org.layco.inference;

import org.jspecify.annotations.NullMarked;
