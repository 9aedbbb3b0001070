package org.layco.study.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * How the settings of a certified run become those of a network with another number of layers. The first and the last layer
 * keep the run's first and last; all inner ones share one setting, chosen operand by operand.
 */
public enum Transfer {
    /** Inner layers take the most bits and the rarest errors of any inner layer of the run. */
    MOST_DEMANDING {
        @Override
        int bits(List<Integer> ascending) {
            return ascending.getLast();
        }

        @Override
        double errorRate(List<Double> ascending) {
            return ascending.getFirst();
        }
    },
    /** Inner layers take the run's medians; of the two in the middle the more demanding one. */
    MEDIAN {
        @Override
        int bits(List<Integer> ascending) {
            return ascending.get(ascending.size() / 2);
        }

        @Override
        double errorRate(List<Double> ascending) {
            return ascending.get((ascending.size() - 1) / 2);
        }
    };

    abstract int bits(List<Integer> ascending);

    abstract double errorRate(List<Double> ascending);

    /** The key used in results. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Settings of a network.
     *
     * @param certified settings of the run's layers, at least 3
     * @param layers of the network, at least 2
     */
    List<LayerSetting> onto(List<LayerSetting> certified, int layers) {
        LayerSetting inner = one(certified.subList(1, certified.size() - 1));
        List<LayerSetting> settings = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            settings.add(i == 0 ? certified.getFirst() : i == layers - 1 ? certified.getLast() : inner);
        }
        return settings;
    }

    /** One setting for several layers, at least one. */
    LayerSetting one(List<LayerSetting> settings) {
        return new LayerSetting(
                bits(settings, LayerSetting::weightBits),
                bits(settings, LayerSetting::inputBits),
                bits(settings, LayerSetting::partialSumBits),
                errorRate(settings, LayerSetting::inputErrorRate),
                errorRate(settings, LayerSetting::partialSumErrorRate));
    }

    private int bits(List<LayerSetting> settings, ToIntFunction<LayerSetting> operand) {
        return bits(settings.stream().map(operand::applyAsInt).sorted().toList());
    }

    private double errorRate(List<LayerSetting> settings, ToDoubleFunction<LayerSetting> operand) {
        return errorRate(settings.stream()
                .map(operand::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList());
    }
}
