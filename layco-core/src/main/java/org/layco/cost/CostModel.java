package org.layco.cost;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.layco.activity.Action;
import org.layco.activity.ActionCounts;
import org.layco.activity.LayerStatistics;
import org.layco.device.MemoryCell;
import org.layco.device.WritePulse;
import org.layco.hardware.Accelerator;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.network.MvmLayer;
import org.layco.network.Network;
import org.layco.source.Knowable;
import org.layco.source.Sourced;
import org.layco.wear.WearDemand;

/**
 * Cost of a network on a design: counts x energies per action, parts x areas, positions x times, writes against
 * endurance. Plans and baselines pass through the same code. The energy of a layer depends on its own operating point
 * only, so that a solver may add layers up. Left out, for plans and baselines alike: programming the weights, leakage,
 * and digital segments beyond one activation per output value.
 */
public final class CostModel {
    private static final int ANY_BITS = 2;

    private final Accelerator accelerator;
    private final MemoryCell cell;
    private final ActionEnergy energies;

    /**
     * The costs of a design with a memory cell.
     *
     * @throws IllegalArgumentException if the design keeps data in cells of which no source gives the energy of a write
     */
    public CostModel(Accelerator accelerator, MemoryCell cell) {
        if (accelerator.writesCells()
                && cell.write() instanceof Knowable.Unavailable<Sourced<WritePulse>>(String reason)) {
            throw new IllegalArgumentException(
                    "Energy and latency of design '%s' are not available with cell '%s': %s. Choose a cell whose card has 'write', or a design without RRAM buffers."
                            .formatted(accelerator.name(), cell.name(), reason));
        }
        this.accelerator = accelerator;
        this.cell = cell;
        this.energies = new ActionEnergy(accelerator, cell);
    }

    /**
     * Cost of a plan.
     *
     * @param statistics of the data by layer name; {@link LayerStatistics#DEFAULT} where absent
     */
    public CostEstimate estimate(Network network, Plan plan, Map<String, LayerStatistics> statistics) {
        List<MvmLayer> layers = network.mvmLayers();
        List<OperatingPoint> points = plan.operatingPoints(network);
        List<CostItem> items = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (int i = 0; i < layers.size(); i++) {
            MvmLayer layer = layers.get(i);
            LayerStatistics data = statistics.getOrDefault(layer.name(), LayerStatistics.DEFAULT);
            items.addAll(layerCost(layer, points.get(i), data, written.add(layer.input()))
                    .items());
        }
        return new CostEstimate(
                items,
                new AreaModel(accelerator, cell).areas(layers, points, plan),
                new LatencyModel(accelerator, cell).stages(layers, points),
                WearDemand.of(network, plan, accelerator, cell).closedForm(),
                energies.omitted());
    }

    /**
     * Energy of one layer, exactly as {@link #estimate} charges it.
     *
     * @param writesInput true if the layer is the first that reads its feature map, and so is charged with writing it
     */
    public LayerCost layerCost(MvmLayer layer, OperatingPoint point, LayerStatistics statistics, boolean writesInput) {
        return new LayerCost(items(layer, point, statistics, writesInput, action -> true));
    }

    /** The part of {@link #layerCost} that its feature map takes: written if so, read, and moved. */
    public double featureMapJoules(
            MvmLayer layer, int bits, double volts, LayerStatistics statistics, boolean writesInput) {
        OperatingPoint point = new OperatingPoint(ANY_BITS, bits, ANY_BITS, volts, cell.nominalVolts());
        return joules(items(layer, point, statistics, writesInput, CostModel::concernsFeatureMap));
    }

    /** The part of {@link #layerCost} that depends on the voltage of the layer's partial sums. */
    public double partialSumWriteJoules(MvmLayer layer, int weightBits, int inputBits, double volts) {
        OperatingPoint point = new OperatingPoint(weightBits, inputBits, ANY_BITS, cell.nominalVolts(), volts);
        return joules(items(layer, point, LayerStatistics.DEFAULT, false, CostModel::writesPartialSums));
    }

    /** The rest of {@link #layerCost}, which depends on no write voltage. */
    public double otherJoules(
            MvmLayer layer, int weightBits, int inputBits, int partialSumBits, LayerStatistics statistics) {
        double nominal = cell.nominalVolts();
        OperatingPoint point = new OperatingPoint(weightBits, inputBits, partialSumBits, nominal, nominal);
        return joules(items(
                layer, point, statistics, false, action -> !concernsFeatureMap(action) && !writesPartialSums(action)));
    }

    /** Seconds of a layer's stage, exactly as {@link #estimate} counts it; write voltages do not matter. */
    public double stageSeconds(MvmLayer layer, int weightBits, int inputBits) {
        double nominal = cell.nominalVolts();
        OperatingPoint point = new OperatingPoint(weightBits, inputBits, ANY_BITS, nominal, nominal);
        return new LatencyModel(accelerator, cell)
                .stages(List.of(layer), List.of(point))
                .getFirst()
                .seconds();
    }

    /** Square metres of one crossbar array with its psum cells and all other parts, converters built for some bits. */
    public double arraySquareMetres(int inputBits, int partialSumBits) {
        return new AreaModel(accelerator, cell).arraySquareMetres(inputBits, partialSumBits);
    }

    /** Square metres of one cell of the feature-map buffer, periphery included. */
    public double bufferCellSquareMetres() {
        return new AreaModel(accelerator, cell).bufferCellSquareMetres();
    }

    /** Joules of one action at an operating point, with the source they rest on, for every action the design has. */
    public Map<Action, Sourced<Double>> actionJoules(OperatingPoint point, LayerStatistics statistics) {
        Map<Action, Sourced<Double>> all = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            energies.joules(action, point, statistics).ifPresent(joules -> all.put(action, joules));
        }
        return all;
    }

    private List<CostItem> items(
            MvmLayer layer,
            OperatingPoint point,
            LayerStatistics statistics,
            boolean writesInput,
            Predicate<Action> wanted) {
        ActionCounts counts =
                ActionCounts.of(layer.shape(), accelerator, point.weightBits(), point.inputBits(), writesInput);
        List<CostItem> items = new ArrayList<>();
        for (Action action : Action.values()) {
            long actions = counts.of(action);
            if (actions > 0 && wanted.test(action)) {
                energies.joules(action, point, statistics)
                        .ifPresent(joules -> items.add(
                                new CostItem(layer.name(), action, actions, actions * joules.value(), joules.kind())));
            }
        }
        return items;
    }

    private static double joules(List<CostItem> items) {
        return items.stream().mapToDouble(CostItem::energyJoules).sum();
    }

    private static boolean concernsFeatureMap(Action action) {
        return switch (action) {
            case FEATURE_MAP_WRITE, FEATURE_MAP_LINE, FEATURE_MAP_CELL_READ, FEATURE_MAP_READ, LINK -> true;
            case CROSSBAR_CELL_READ,
                    INPUT_CONVERSION,
                    INPUT_FORWARD,
                    PARTIAL_SUM_DRIVE,
                    PARTIAL_SUM_WRITE,
                    PARTIAL_SUM_LINE,
                    PARTIAL_SUM_READ,
                    OUTPUT_CONVERSION,
                    SHIFT_ADD,
                    ACTIVATION -> false;
        };
    }

    private static boolean writesPartialSums(Action action) {
        return action == Action.PARTIAL_SUM_WRITE || action == Action.PARTIAL_SUM_LINE;
    }
}
