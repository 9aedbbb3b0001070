package org.layco.hardware;

import java.util.List;
import org.layco.hardware.Inventory.Item;
import org.layco.source.Knowable;

/**
 * What a design does and takes when every array is full and read without pause: the figures that papers print.
 *
 * <p>Arrays hold b_w-bit weights in columns/(pol S_w) output columns and are applied b_i-bit inputs in S_i reads. The time
 * between two reads is the crossbar's cycle, or longer if converters need longer for all rows or columns. Power is copies
 * x energy x actions a second; a component whose source states its rate is busy at that rate. Writes and reads of memory
 * cells, which have cards of their own, are left out, so that figures exist for designs whose buffers state their energies.
 */
public final class PeakFigures {
    private final Accelerator design;
    private final Inventory inventory;
    private final int inputBits;
    private final double slicesPerMac;
    private final int arraysPerInput;
    private final double outputConversionsPerRead;
    private final double readSeconds;

    /**
     * Figures at a uniform bit-width.
     *
     * @throws IllegalArgumentException if the card does not say what is built
     */
    public PeakFigures(Accelerator design, int weightBits, int inputBits) {
        if (design.levels().isEmpty()) {
            throw new IllegalArgumentException(
                    "Design %s has no peak figures. Add 'levels' to its card.".formatted(design.name()));
        }
        this.design = design;
        this.inventory = Inventory.of(design);
        this.inputBits = inputBits;
        CrossbarArray array = design.array();
        int planes = array.polarities() * array.weightSlices(weightBits);
        this.slicesPerMac = (double) planes * array.inputSlices(inputBits);
        this.arraysPerInput = switch (design.layout()) {
            case INTERLEAVED -> 1;
            case PLANE_PER_ARRAY -> planes;
        };
        PartialSumStore store = design.partialSums();
        this.outputConversionsPerRead = array.columns()
                / slicesPerMac
                * store.conversions(array, weightBits, inputBits)
                / store.rowTilesPerConversion();
        this.readSeconds = slowest();
    }

    /** Seconds from one read of an array to the next. */
    public double readSeconds() {
        return readSeconds;
    }

    /** MACs a second of one unit of a level. */
    public double macsPerSecond(String level) {
        double macsPerRead = design.array().rows() * design.array().columns() / slicesPerMac;
        return level(level).arrays() * macsPerRead / readSeconds;
    }

    /** Watts of one unit of a level with everything in it. */
    public double watts(String level) {
        return level(level).arrays()
                * upTo(level).stream().mapToDouble(this::wattsPerArray).sum();
    }

    /** Square metres of one unit of a level with everything in it; absent if the card does not give the arrays' area. */
    public Knowable<Double> squareMetres(String level) {
        Knowable<Double> sum = Knowable.known(0.0);
        for (Item item : upTo(level)) {
            sum = sum.flatMap(area -> item.areaSquareMetres()
                    .map(copy -> area + copy * item.copies().perArray()));
        }
        return sum.map(area -> area * level(level).arrays());
    }

    /** The part of a level's power that one component takes, 0..1, by the name of its place in the card. */
    public double powerShare(String level, String component) {
        List<Item> items = upTo(level).stream()
                .filter(item -> item.name().equals(component))
                .toList();
        if (items.isEmpty()) {
            throw new IllegalArgumentException("Level %s of %s has no component '%s'. It has: %s."
                    .formatted(
                            level,
                            design.name(),
                            component,
                            upTo(level).stream().map(Item::name).toList()));
        }
        return level(level).arrays()
                * items.stream().mapToDouble(this::wattsPerArray).sum()
                / watts(level);
    }

    /** Actions of a component of {@code item}'s kind, for each read of an array. */
    private double actionsPerRead(Item item) {
        double outputs =
                design.array().columns() / slicesPerMac / design.partialSums().rowTilesPerConversion();
        return switch (item.slot()) {
            case CROSSBAR_READ -> 1;
            case INPUT_CONVERTER -> inputConversionsPerRead();
            case INPUT_FORWARD -> design.array().rows();
            case PARTIAL_SUM_DRIVER -> design.array().columns();
            case OUTPUT_CONVERTER, SHIFT_ADD -> outputConversionsPerRead;
            case FEATURE_MAP_READ -> bitsReadPerRead();
            case FEATURE_MAP_WRITE -> outputs * inputBits;
            case LINK -> bitsReadPerRead() + outputs * inputBits;
            case ACTIVATION -> outputs;
            case OTHER -> 0;
        };
    }

    /** Where inputs are handed on, converters are built for what they have to convert. */
    private double inputConversionsPerRead() {
        Converter converter = design.input().converter().value();
        return switch (design.input().reuse()) {
            case EVERY_USE -> design.array().rows();
            case ONCE -> converter.copies().perArray() * converter.hertz() * readSeconds;
        };
    }

    /** Arrays that hold the planes of the same weights share what is read. */
    private double bitsReadPerRead() {
        int bits = Math.min(inputBits, design.array().inputSliceBits());
        return inputConversionsPerRead() * bits / arraysPerInput;
    }

    private double wattsPerArray(Item item) {
        double hertz = item.busyHertz().isPresent()
                ? item.copies().perArray() * item.busyHertz().get()
                : actionsPerRead(item) / readSeconds;
        double leakage = item.leakageWatts().isKnown()
                ? item.copies().perArray() * item.leakageWatts().get()
                : 0;
        return hertz * item.energyJoules() + leakage;
    }

    private double slowest() {
        Converter in = design.input().converter().value();
        Converter out = design.output().converter().value();
        double cycle = design.crossbarRead().value().cycleSeconds();
        double output = outputConversionsPerRead / (out.copies().perArray() * out.hertz());
        double input = design.input().reuse() == InputInterface.Reuse.ONCE
                ? 0
                : design.array().rows() / (in.copies().perArray() * in.hertz());
        return Math.max(cycle, Math.max(output, input));
    }

    private List<Item> upTo(String level) {
        int highest = design.levels().indexOf(level(level));
        List<String> names = design.levels().subList(0, highest + 1).stream()
                .map(Level::name)
                .toList();
        return inventory.items().stream()
                .filter(item -> item.copies().level().equals(Level.ARRAY)
                        || names.contains(item.copies().level()))
                .toList();
    }

    private Level level(String name) {
        return design.levels().stream()
                .filter(level -> level.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Design %s has no level '%s'. It has: %s."
                        .formatted(
                                design.name(),
                                name,
                                design.levels().stream().map(Level::name).toList())));
    }
}
