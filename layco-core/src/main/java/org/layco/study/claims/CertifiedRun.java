package org.layco.study.claims;

import java.util.ArrayList;
import java.util.List;
import org.layco.study.RunRecord;

/**
 * What a certified run supports, layer by layer: the part of its record that a plan for another network of the same family can
 * be made from.
 *
 * @param schema {@link #SCHEMA}
 * @param network name of the network
 * @param networkSha256 of its ONNX file
 * @param data name of the labelled images
 * @param style array style of the plan
 * @param cell memory cell of the run
 * @param limitPp limit of the accuracy loss, in percentage points
 * @param lossPp measured loss on the certification images
 * @param upperBoundPp certified bound of the loss, below {@code limitPp}
 * @param images certification images, each on chips of its own
 * @param layers in the network's order, at least 3
 * @param comparison the run's own ratios, with the data it saw
 * @param laycoVersion that made it
 * @param reproduce the command that makes it again
 */
public record CertifiedRun(
        String schema,
        String network,
        String networkSha256,
        String data,
        String style,
        String cell,
        double limitPp,
        double lossPp,
        double upperBoundPp,
        int images,
        List<Layer> layers,
        List<RunRecord.Comparison> comparison,
        String laycoVersion,
        String reproduce) {
    /** Name and version of this format. */
    public static final String SCHEMA = "layco.certified/1";

    private static final String RAQ = "raq";

    public CertifiedRun {
        layers = List.copyOf(layers);
        comparison = List.copyOf(comparison);
        if (!(upperBoundPp < limitPp)) {
            throw new IllegalArgumentException(
                    "The run of %s is not certified: its loss may be %s pp, the limit is %s pp. Take a run that is."
                            .formatted(network, upperBoundPp, limitPp));
        }
        if (layers.size() < 3) {
            throw new IllegalArgumentException(
                    "A network of %d layers has no first, inner and last one. Take a deeper one."
                            .formatted(layers.size()));
        }
    }

    /**
     * The operating point of a layer.
     *
     * @param name of the layer
     * @param setting of the plan
     * @param inputVoltageV write voltage of its feature map in the run, in volts
     * @param partialSumVoltageV write voltage of its partial sums in the run, in volts
     * @param raqWeightBits bits that RAQ chose for the same loss
     * @param raqInputBits bits that RAQ chose for the same loss
     */
    public record Layer(
            String name,
            LayerSetting setting,
            double inputVoltageV,
            double partialSumVoltageV,
            int raqWeightBits,
            int raqInputBits) {}

    /** The summary of a run that was searched for and certified. */
    public static CertifiedRun of(RunRecord run) {
        RunRecord.Design raq = run.designs().stream()
                .filter(design -> design.name().equals(RAQ))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The run has no bits of RAQ, which only a search gives. Take the record of 'layco run'."));
        List<Layer> layers = new ArrayList<>();
        for (RunRecord.LayerRow row : run.plan().layers()) {
            RunRecord.Operands operands = row.operands();
            layers.add(new Layer(
                    row.name(),
                    new LayerSetting(
                            operands.weight().bits(),
                            operands.input().bits(),
                            operands.partialSum().bits(),
                            operands.input().bitErrorRate(),
                            operands.partialSum().bitErrorRate()),
                    operands.input().voltageV(),
                    operands.partialSum().voltageV(),
                    raq.weightBits().get(layers.size()),
                    raq.inputBits().get(layers.size())));
        }
        return new CertifiedRun(
                SCHEMA,
                run.study().network().name(),
                run.study().network().sha256(),
                run.study().data().name(),
                run.study().style(),
                run.study().cell(),
                run.guarantee().limitPp(),
                run.guarantee().lossPp(),
                run.guarantee().upperBoundPp(),
                run.guarantee().images(),
                layers,
                run.comparison(),
                run.provenance().laycoVersion(),
                run.provenance().reproduce());
    }

    /** The plan's settings, in the network's order. */
    List<LayerSetting> settings() {
        return layers.stream().map(Layer::setting).toList();
    }

    /** RAQ's bits as settings without write errors, in the network's order. */
    List<LayerSetting> raqSettings(int partialSumBits) {
        return layers.stream()
                .map(layer -> new LayerSetting(layer.raqWeightBits(), layer.raqInputBits(), partialSumBits, 0, 0))
                .toList();
    }
}
