package org.layco.study.claims;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.layco.cost.Baselines;
import org.layco.cost.CostedDesign;
import org.layco.cost.Waterfall;
import org.layco.hardware.Style;
import org.layco.mapping.OperatingPoint;
import org.layco.network.Network;
import org.layco.source.Knowable;

/** One network in one array style: its plan by a certified run, the plan's rivals, and every ratio between them. */
final class CaseStudy {
    private final Network network;
    private final Style style;
    private final CertifiedRun run;
    private final Hardware hardware;

    CaseStudy(Network network, Style style, CertifiedRun run, Hardware hardware) {
        this.network = network;
        this.style = style;
        this.run = run;
        this.hardware = hardware;
    }

    Network network() {
        return network;
    }

    Style style() {
        return style;
    }

    CertifiedRun run() {
        return run;
    }

    /** The same case on other hardware. */
    CaseStudy with(Hardware other) {
        return new CaseStudy(network, style, run, other);
    }

    /** Settings of every layer of the plan. */
    List<LayerSetting> settings(Transfer transfer) {
        return transfer.onto(run.settings(), network.mvmLayers().size());
    }

    /** Operating points of every layer of the plan. */
    Knowable<List<OperatingPoint>> points(List<LayerSetting> settings) {
        List<OperatingPoint> points = new ArrayList<>();
        for (LayerSetting setting : settings) {
            switch (setting.with(hardware.cell())) {
                case Knowable.Known<OperatingPoint>(OperatingPoint point) -> points.add(point);
                case Knowable.Unavailable<OperatingPoint>(String reason) -> {
                    return Knowable.unavailable(reason);
                }
            }
        }
        return Knowable.known(points);
    }

    /** The designs of this case. */
    Designs designs(Transfer transfer) {
        return new Designs(new DesignCosts(network, hardware), transfer);
    }

    /** Plan and rivals under one rule of transfer, each costed once. */
    final class Designs {
        private final DesignCosts costs;
        private final Transfer transfer;
        private final Knowable<CostedDesign> plan;
        private final CostedDesign wide;
        private final CostedDesign headline;
        private final Knowable<CostedDesign> safe;
        private final CostedDesign raq;
        private final CostedDesign timelyWide;
        private final CostedDesign timely;

        private Designs(DesignCosts costs, Transfer transfer) {
            this.costs = costs;
            this.transfer = transfer;
            this.plan = points(settings(transfer)).map(costs::ours);
            this.wide = costs.uniform(Baselines.WIDE_BITS);
            this.headline = costs.uniform(Baselines.HEADLINE_BITS);
            this.safe = costs.safe();
            this.raq = costs.raq(transfer.onto(
                    run.raqSettings(hardware.raq().output().maxBits()),
                    network.mvmLayers().size()));
            this.timelyWide = costs.timely(Baselines.WIDE_BITS);
            this.timely = costs.timely(Baselines.HEADLINE_BITS);
        }

        Knowable<CostedDesign> plan() {
            return plan;
        }

        Knowable<CostedDesign> rival(Rival rival) {
            return switch (rival) {
                case WIDE -> Knowable.known(wide);
                case HEADLINE -> Knowable.known(headline);
                case SAFE -> safe;
                case RAQ -> Knowable.known(raq);
                case TIMELY_WIDE -> Knowable.known(timelyWide);
                case TIMELY -> Knowable.known(timely);
            };
        }

        /** The ratio of the plan. */
        Knowable<Double> ratio(Question question) {
            return plan.flatMap(ours -> ratio(question, ours));
        }

        /** The ratio of any design on the plan's hardware. */
        Knowable<Double> ratio(Question question, CostedDesign ours) {
            return rival(question.rival()).flatMap(theirs -> question.claim().ratio(costs.compare(ours, theirs)));
        }

        /** Of lifetimes without levelling. */
        Knowable<Double> unlevelled(Question question) {
            return plan.flatMap(ours -> rival(question.rival())
                    .flatMap(theirs -> costs.compare(ours, theirs).lifetimeRatioUnlevelled()));
        }

        Knowable<List<Waterfall.Step>> waterfall(Question question) {
            return plan.flatMap(
                    ours -> rival(question.rival()).flatMap(theirs -> waterfall(question.claim(), ours, theirs)));
        }

        private Knowable<List<Waterfall.Step>> waterfall(Claim claim, CostedDesign ours, CostedDesign theirs) {
            return switch (claim) {
                case ENERGY -> Knowable.known(Waterfall.energy(costs, ours, theirs));
                case LIFETIME -> Waterfall.lifetime(costs, ours, theirs);
                case AREA -> Knowable.known(Waterfall.area(costs, ours, theirs));
            };
        }

        /** The plan's voltages at the rival's bits; other hardware reads no partial sums back, so those stay the plan's. */
        Knowable<Double> voltageOnly(Question question) {
            return plan.flatMap(ours -> rival(question.rival()).flatMap(theirs -> {
                CostedDesign resolution = theirs.onHardwareOf(ours) ? theirs : ours;
                return ratio(question, costs.ours(Waterfall.mixed(theirs, resolution, ours)));
            }));
        }

        /** The plan's bits at the rival's voltages. */
        Knowable<Double> bitsOnly(Question question) {
            return plan.flatMap(ours -> rival(question.rival())
                    .flatMap(theirs -> ratio(question, costs.ours(Waterfall.mixed(ours, ours, theirs)))));
        }

        /** One setting for all layers: the most demanding of the plan. */
        Knowable<Double> coarse(Question question) {
            LayerSetting one = Transfer.MOST_DEMANDING.one(settings(transfer));
            return points(Collections.nCopies(network.mvmLayers().size(), one))
                    .flatMap(points -> ratio(question, costs.ours(points)));
        }
    }
}
