package org.layco.study.claims;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The paper's claims beside this model's ratios. Ratios are pure numbers, above 1 where the plan is better; an absent one is
 * null beside its reason. Everything else has its unit in its name.
 *
 * @param schema {@link #SCHEMA}
 * @param claims what the paper says
 * @param runs the certified runs that the plans rest on
 * @param plans settings of every network, by array style and rule of transfer
 * @param designs costs of plans and rivals; plans by the rule {@link Transfer#MOST_DEMANDING}
 * @param ratios of every network, array style, claim and rival
 * @param constants every constant of kind {@code assumed} of the designs
 * @param provenance what made the record
 */
public record ClaimsRecord(
        String schema,
        List<ClaimRow> claims,
        List<RunRow> runs,
        List<PlanRow> plans,
        List<DesignRow> designs,
        List<RatioRow> ratios,
        List<ConstantRow> constants,
        Provenance provenance) {
    /** Name and version of this format. */
    public static final String SCHEMA = "layco.claims/1";

    public ClaimsRecord {
        claims = List.copyOf(claims);
        runs = List.copyOf(runs);
        plans = List.copyOf(plans);
        designs = List.copyOf(designs);
        ratios = List.copyOf(ratios);
        constants = List.copyOf(constants);
    }

    /** A claim of the paper: {@code ratio} times better than {@code against}. */
    public record ClaimRow(String claim, double ratio, String against) {}

    /**
     * A certified run.
     *
     * @param network that was run
     * @param style array style
     * @param data labelled images
     * @param lossPp measured loss of top-1 accuracy in percentage points
     * @param upperBoundPp its certified bound
     * @param limitPp what the bound had to stay below
     * @param images of the certificate
     * @param energyRatios the run's own ratios of energy, with the data it saw
     * @param reproduce its command
     */
    public record RunRow(
            String network,
            String style,
            String data,
            double lossPp,
            double upperBoundPp,
            double limitPp,
            int images,
            List<NamedRatio> energyRatios,
            String reproduce) {
        public RunRow {
            energyRatios = List.copyOf(energyRatios);
        }
    }

    /** A ratio by name; absent with a {@code reason}. */
    public record NamedRatio(
            String name, @Nullable Double ratio, @Nullable String reason) {}

    /**
     * The settings of a network.
     *
     * @param network name
     * @param style array style
     * @param run network of the certified run they are taken from
     * @param transfer rule by which they are taken
     * @param mvmLayers of the network
     * @param first setting of the first layer
     * @param inner setting of every layer between
     * @param last setting of the last layer
     */
    public record PlanRow(
            String network,
            String style,
            String run,
            String transfer,
            int mvmLayers,
            SettingRow first,
            SettingRow inner,
            SettingRow last) {}

    /** Bits, probabilities that a cell write fails, and the write voltages that give them. */
    public record SettingRow(
            int weightBits,
            int inputBits,
            int partialSumBits,
            double inputBitErrorRate,
            double partialSumBitErrorRate,
            double inputVoltageV,
            double partialSumVoltageV) {}

    /** Cost of a design for one inference of one image. */
    public record DesignRow(
            String network,
            String style,
            String design,
            double energyJ,
            double areaM2,
            double latencyS,
            @Nullable Double lifetimeInferences,
            @Nullable Double lifetimeInferencesUnlevelled,
            @Nullable String reason,
            double assumedEnergyShare) {}

    /**
     * One ratio and what it is made of.
     *
     * @param network name
     * @param style array style
     * @param claim key of the claim
     * @param rival what the plan is compared with
     * @param ratio of the plan; of lifetimes, both levelled
     * @param unlevelled of lifetimes, neither levelled; null for other claims
     * @param reason why there is no ratio
     * @param waterfall factors that multiply to {@code ratio}, in the order in which the differences are taken
     * @param ablations the ratio with parts of the plan only
     * @param tornado the ratio with one assumed constant halved and doubled, widest first; only of those that move it
     */
    public record RatioRow(
            String network,
            String style,
            String claim,
            String rival,
            @Nullable Double ratio,
            @Nullable Double unlevelled,
            @Nullable String reason,
            List<FactorRow> waterfall,
            List<NamedRatio> ablations,
            List<TornadoRow> tornado) {
        public RatioRow {
            waterfall = List.copyOf(waterfall);
            ablations = List.copyOf(ablations);
            tornado = List.copyOf(tornado);
        }
    }

    /** One cause and its factor. */
    public record FactorRow(String cause, double factor) {}

    /** A ratio when {@code constant} is halved and doubled; absent where no design can be had with it, with the {@code reason}. */
    public record TornadoRow(
            String constant,
            @Nullable Double halved,
            @Nullable Double doubled,
            @Nullable String reason) {}

    /** An assumed constant: its card, its key there, its value and what the card says about it. */
    public record ConstantRow(String card, String key, String value, String source) {}

    /** What made the record. */
    public record Provenance(String laycoVersion, String reproduce) {}
}
