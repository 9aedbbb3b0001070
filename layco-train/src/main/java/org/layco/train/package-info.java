/**
 * Training of networks with PyTorch, from the command line: the networks embedded in LayCO are made here.
 *
 * <p>Entry type: {@link org.layco.train.TrainMain}. Data flow: images ({@code data}) and an architecture ({@code graph}) ->
 * {@link org.layco.train.Trainer} on {@code torch} -> {@link org.layco.train.graph.TrainedNetwork} -> ONNX file
 * ({@code onnx}). Only this package prints, reads the clock and parses arguments; of the packages below it only
 * {@code torch} knows PyTorch.
 */
@NullMarked
package org.layco.train;

import org.jspecify.annotations.NullMarked;
