package org.layco.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layco.accuracy.AccuracyEstimate;
import org.layco.device.NormalDistribution;
import org.layco.inference.LayerSetting;
import org.layco.inference.Scenario;
import org.layco.inference.WornShares;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.OperandPoint;
import org.layco.mapping.Plan;
import org.layco.wear.SpareRows;
import org.layco.wear.WornCells;
import org.layco.wear.WriteSpread;

/**
 * A plan's buffer at growing ages, judged by accuracy: worn cells are stuck, and an age stands if the guarantee is certified with
 * them. Ages are tested in increasing order and none after the first that fails, so that all ages said to stand do so together
 * with the guarantee's confidence (testing in a fixed order).
 *
 * @param plan whose buffer ages
 * @param spread its writes under LayCO's swapping, of cells whose endurance is known
 * @param sigmaDecades standard deviation of log10 of the endurance, positive
 */
record Ageing(Plan plan, WriteSpread spread, double sigmaDecades) {
    /** Shares of worn cells, in the partition that wears most, at which accuracy is looked at. */
    private static final double[] SHARES = {
        1e-7, 1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2
    };

    /**
     * Accuracy at an age.
     *
     * @param cells worn out
     * @param left of them after remapping to spare rows, all if there are none
     * @param spares the spare rows, if any
     */
    record Judged(WornCells cells, WornCells left, Optional<SpareRows> spares, AccuracyEstimate accuracy) {}

    /** Largest share of worn cells that is simulated: more would take long to tell what is lost. */
    static final double MOST_SIMULATED = 0.05;

    /** Certifies the plan in a scenario. */
    interface Judge {
        AccuracyEstimate certify(Scenario scenario);
    }

    /** Ages of the grid, up to and with the first that is not certified. */
    List<Judged> judge(Scenario young, Optional<SpareRows> spares, Judge judge) {
        List<Judged> judged = new ArrayList<>();
        for (double share : SHARES) {
            Judged next = at(age(share), young, spares, judge);
            judged.add(next);
            if (!next.accuracy().met()) {
                break;
            }
        }
        return judged;
    }

    /** One age. */
    Judged at(double inferences, Scenario young, Optional<SpareRows> spares, Judge judge) {
        WornCells cells = worn(inferences);
        WornCells left = spares.map(rows -> cells.after(rows::left)).orElse(cells);
        AccuracyEstimate accuracy = judge.certify(aged(young, left));
        if (accuracy.met() && left.largest() > MOST_SIMULATED) {
            throw new IllegalArgumentException(
                    "At %.3g inferences %.0f %% of a partition's cells are worn out; accuracy holds at %.0f %%, and more is not simulated. Choose a younger age."
                            .formatted(inferences, 100 * left.largest(), 100 * MOST_SIMULATED));
        }
        return new Judged(cells, left, spares, accuracy);
    }

    /** The cells worn out at an age. */
    WornCells worn(double inferences) {
        return WornCells.at(inferences, spread, sigmaDecades);
    }

    /** Inferences until a share of the cells written most is worn out. */
    private double age(double share) {
        double median = spread.wearOut().get().inferences();
        return median * Math.pow(10, sigmaDecades * NormalDistribution.quantile(share));
    }

    /** The scenario with every operand's cells worn as their partition is, up to {@link #MOST_SIMULATED}. */
    Scenario aged(Scenario young, WornCells worn) {
        List<LayerSetting> settings = new ArrayList<>();
        for (LayerPoint point : plan.layers()) {
            WornShares shares = new WornShares(
                    simulated(worn, point.weight()),
                    simulated(worn, point.input()),
                    simulated(worn, point.partialSum()));
            settings.add(young.layers().get(settings.size()).withWorn(shares));
        }
        return new Scenario(settings, young.crossbars(), young.buffer());
    }

    private static double simulated(WornCells worn, OperandPoint point) {
        return Math.min(MOST_SIMULATED, worn.share(point.partition()));
    }
}
