/**
 * Published networks as topologies: layers, shapes and the graph of feature maps, without weights. Entry: {@link
 * org.layco.network.reference.ReferenceNetworks}. Uses `network`.
 */
@NullMarked
package org.layco.network.reference;

import org.jspecify.annotations.NullMarked;
