package org.layco.study;

import org.layco.device.BitErrorModel;
import org.layco.fault.ArrayGeometry;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.inference.Memory;

/** The memories of a study's design, with the faults that its cell's card states. */
final class Memories {
    private Memories() {}

    /** The crossbars: a faulty weight cell holds the wrong bit, whatever that is. */
    static Memory crossbars(Study study) {
        CrossbarArray array = study.design().array();
        return new Memory(
                study.cell().faults().model(new BitErrorModel.Uniform()),
                new ArrayGeometry(array.rows(), array.columns()));
    }

    /**
     * The buffer of feature maps and partial sums; partial sums beside crossbars whose feature maps are not in RRAM fill
     * arrays as large as the crossbars.
     *
     * @param outcome what a failed write leaves
     */
    static Memory buffer(Study study, BitErrorModel outcome) {
        CrossbarArray array = study.design().array();
        ArrayGeometry geometry = switch (study.design().featureMaps()) {
            case FeatureMapBuffer.Rram rram -> new ArrayGeometry(rram.rows(), rram.columns());
            case FeatureMapBuffer.Charge _ -> new ArrayGeometry(array.rows(), array.columns());
        };
        return new Memory(study.cell().faults().model(outcome), geometry);
    }
}
