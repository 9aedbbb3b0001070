/**
 * Architectures as data: a network is a list of named nodes, from which both the trainable form and the ONNX file are made.
 *
 * <p>Entry types: {@link org.layco.train.graph.NetworkGraph}, {@link org.layco.train.graph.EmbeddedNetwork}. Depends on
 * nothing.
 */
@NullMarked
package org.layco.train.graph;

import org.jspecify.annotations.NullMarked;
