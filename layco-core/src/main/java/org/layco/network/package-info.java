/**
 * The network as this tool sees it: MVM layers that run on crossbars, with their tails, and digital segments between them.
 * {@code reference} holds published networks without weights.
 * Uses `units`, `source`.
 */
@NullMarked
@StableApi
package org.layco.network;

import org.jspecify.annotations.NullMarked;
import org.layco.StableApi;
