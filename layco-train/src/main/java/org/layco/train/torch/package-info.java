/**
 * Networks, loss and optimiser on PyTorch tensors; the only package that knows PyTorch.
 *
 * <p>Entry types: {@link org.layco.train.torch.Torch}, {@link org.layco.train.torch.TrainableNetwork}. May depend on
 * {@code graph}.
 */
@NullMarked
package org.layco.train.torch;

import org.jspecify.annotations.NullMarked;
