package org.layco.search;

import org.layco.activity.LayerStatistics;
import org.layco.cost.CostModel;
import org.layco.mapping.FeatureMap;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/** The costs of one inference as sums of terms that the solver can choose independently. */
public final class CostTerms {
    private final CostModel model;
    private final Network network;
    private final Statistics statistics;

    /** What the data of a layer look like at its bits. */
    public interface Statistics {
        /** Statistics of a layer. */
        LayerStatistics of(MvmLayer layer, int weightBits, int inputBits);
    }

    /** The terms of a network on a design. */
    public CostTerms(CostModel model, Network network, Statistics statistics) {
        this.model = model;
        this.network = network;
        this.statistics = statistics;
    }

    /** Joules of writing and reading a feature map in the buffer. */
    double featureMapJoules(FeatureMap map, int bits, double writeVolts) {
        double joules = 0;
        for (int reader : map.readers()) {
            MvmLayer layer = network.mvmLayers().get(reader);
            joules += model.featureMapJoules(
                    layer,
                    bits,
                    writeVolts,
                    statistics.of(layer, bits, bits),
                    reader == map.readers().getFirst());
        }
        return joules;
    }

    /** Joules of writing a layer's partial sums. */
    double partialSumWriteJoules(MvmLayer layer, int weightBits, int inputBits, double writeVolts) {
        return model.partialSumWriteJoules(layer, weightBits, inputBits, writeVolts);
    }

    /** Joules of everything else of a layer: conversions, crossbar reads, links, digital periphery. */
    double otherJoules(MvmLayer layer, int weightBits, int inputBits, int psumBits) {
        return model.otherJoules(layer, weightBits, inputBits, psumBits, statistics.of(layer, weightBits, inputBits));
    }

    /** Seconds of a layer's stage. */
    double seconds(MvmLayer layer, int weightBits, int inputBits) {
        return model.stageSeconds(layer, weightBits, inputBits);
    }

    /** Square metres of one crossbar array with all that comes with it, converters built for these bits. */
    double arraySquareMetres(int inputBits, int psumBits) {
        return model.arraySquareMetres(inputBits, psumBits);
    }

    /** Square metres of one cell of the feature-map buffer. */
    double bufferCellSquareMetres() {
        return model.bufferCellSquareMetres();
    }
}
