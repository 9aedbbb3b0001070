package org.layco.cost;

import org.layco.network.Network;
import org.layco.network.reference.ReferenceNetworks;

/** ResNet-20 for CIFAR-10, the network that figures derived by hand speak of. */
public final class ResNet20 {
    private ResNet20() {}

    public static Network network() {
        return ReferenceNetworks.find("resnet20").orElseThrow();
    }
}
