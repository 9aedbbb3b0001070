package org.layco.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.layco.units.Dimension;
import org.layco.units.Quantity;

/** The contract of a comparison in words: every term that all designs share, and of every other who has which. */
final class ContractTerms {
    /** A term and how a design's row words it. */
    private record Term(String name, Function<CompareRecord.Terms, String> words) {}

    private static final List<Term> TERMS = List.of(
            new Term("technology node", terms -> Quantity.format(terms.nodeM(), Dimension.LENGTH)),
            new Term("supply of the circuits", terms -> Quantity.format(terms.supplyV(), Dimension.VOLTAGE)),
            new Term("bits of weights and inputs", terms -> terms.bits() == null ? "per layer" : terms.bits() + ""),
            new Term("write voltage of RRAM buffers", ContractTerms::writeVoltages),
            new Term("array style", terms -> terms.style() == null ? "its own" : terms.style()),
            new Term("crossbar", terms -> terms.arrayRows() + " x " + terms.arrayColumns()),
            new Term("bits of a crossbar cell", terms -> terms.cellBits() + ""),
            new Term("polarities", terms -> terms.polarities() + ""),
            new Term("input bits applied at once", terms -> terms.inputSliceBits() + ""),
            new Term("most bits of an output conversion", terms -> terms.converterBits() + ""),
            new Term("feature maps in", terms -> terms.featureMaps().equals("rram") ? "RRAM" : "SRAM or eDRAM"),
            new Term(
                    "partial sums in",
                    terms -> terms.partialSums().equals("rram") ? "analog RRAM" : "circuits of the periphery"));

    private ContractTerms() {}

    /** The contract of a network's rows. */
    static CompareRecord.ContractRow contract(String network, String cell, List<CompareRecord.Row> rows) {
        List<String> equal = new ArrayList<>(List.of(
                "network, one image at a time",
                "memory cell " + cell + ", of crossbars and RRAM buffers",
                "2 operations a MAC",
                "one copy of the weights; no leakage, no programming of weights",
                "mean input and mean conductance of one half"));
        List<String> differed = new ArrayList<>();
        for (Term term : TERMS) {
            Map<String, List<String>> designs = new LinkedHashMap<>();
            for (CompareRecord.Row row : rows) {
                designs.computeIfAbsent(term.words().apply(row.contract()), _ -> new ArrayList<>())
                        .add(row.design());
            }
            if (designs.size() == 1) {
                equal.add(term.name() + ": " + designs.keySet().iterator().next());
            } else {
                differed.add(designs.entrySet().stream()
                        .map(entry -> "%s (%s)".formatted(entry.getKey(), String.join(", ", entry.getValue())))
                        .collect(Collectors.joining("; ", term.name() + ": ", "")));
            }
        }
        return new CompareRecord.ContractRow(network, equal, differed);
    }

    private static String writeVoltages(CompareRecord.Terms terms) {
        return terms.writeVoltagesV().isEmpty()
                ? "none"
                : terms.writeVoltagesV().stream()
                        .map(volts -> String.format(Locale.ROOT, "%.2f V", volts))
                        .collect(Collectors.joining(", "));
    }
}
