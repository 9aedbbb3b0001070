package org.layco.io.study;

import java.util.List;
import org.layco.device.MemoryCell;
import org.layco.network.Network;
import org.layco.study.Candidate;

/**
 * A comparison ready to be computed.
 *
 * @param networks in the order asked for, each of a name of its own
 * @param candidates the plan first, if there is one
 * @param cell of all of them
 */
public record LoadedComparison(List<Network> networks, List<Candidate> candidates, MemoryCell cell) {
    public LoadedComparison {
        networks = List.copyOf(networks);
        candidates = List.copyOf(candidates);
    }
}
