package org.layco.network.reference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.layco.network.Network;

/**
 * Published networks without weights, by name. They have layers, shapes and feature maps, which is all that cost, liveness
 * and placement need; they cannot infer. For ImageNet the variants of torchvision, whose names they bear; for CIFAR-10
 * those of the papers, where these give one, or of the simulators that report figures for them.
 */
public final class ReferenceNetworks {
    private record Entry(String name, List<String> aliases, Supplier<Network> network) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry("alexnet", List.of(), PlainNetworks::alexNet),
            new Entry("vgg16", List.of(), PlainNetworks::vgg16),
            new Entry("vgg19", List.of(), PlainNetworks::vgg19),
            new Entry("resnet18", List.of(), ResidualNetworks::resNet18),
            new Entry("resnet50", List.of(), ResidualNetworks::resNet50),
            new Entry("resnet152", List.of(), ResidualNetworks::resNet152),
            new Entry("resnext50_32x4d", List.of("resnext50"), ResidualNetworks::resNeXt50),
            new Entry("squeezenet1_0", List.of("squeezenet"), BranchingNetworks::squeezeNet),
            new Entry("mobilenet_v2", List.of(), ResidualNetworks::mobileNetV2),
            new Entry("densenet121", List.of(), BranchingNetworks::denseNet121),
            new Entry("googlenet", List.of("inception_v1"), BranchingNetworks::googLeNet),
            new Entry("inception_v3", List.of(), InceptionV3::network),
            new Entry("alexnet_cifar10", List.of(), PlainNetworks::alexNetCifar10),
            new Entry("vgg8_cifar10", List.of("vgg8"), PlainNetworks::vgg8Cifar10),
            new Entry("vgg16_cifar10", List.of(), PlainNetworks::vgg16Cifar10),
            new Entry("lenet_cifar10", List.of("lenet"), PlainNetworks::leNetCifar10),
            new Entry("resnet18_cifar10", List.of(), ResidualNetworks::resNet18Cifar10),
            new Entry("resnet20", List.of("resnet20_cifar10"), ResidualNetworks::resNet20),
            new Entry("resnet56", List.of("resnet56_cifar10"), ResidualNetworks::resNet56),
            new Entry("resnext29_8x64d", List.of("resnext29", "resnext29_cifar10"), ResidualNetworks::resNeXt29));

    private ReferenceNetworks() {}

    /** All names, those for ImageNet first. */
    public static List<String> names() {
        return ENTRIES.stream().map(Entry::name).toList();
    }

    /** The network of a name or alias; case, hyphens and underscores do not count: {@code ResNet-18} is resnet18. */
    public static Optional<Network> find(String name) {
        String wanted = letters(name);
        return ENTRIES.stream()
                .filter(entry -> letters(entry.name()).equals(wanted)
                        || entry.aliases().stream()
                                .anyMatch(alias -> letters(alias).equals(wanted)))
                .findFirst()
                .map(entry -> entry.network().get());
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }
}
