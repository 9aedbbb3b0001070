package org.layco.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.layco.units.Dimension;
import org.layco.units.Quantity;

/** The contract of a comparison in words: every term that all designs share, and of every other who has which. */
final class ContractTerms {
    /** A term and how a design's row words it. */
    private record Term(String name, Function<CompareRecord.Row, String> words) {
        static Term of(String name, Function<CompareRecord.Terms, Object> value) {
            return new Term(name, row -> value.apply(row.contract()).toString());
        }
    }

    private static final List<Term> TERMS = List.of(
            Term.of("technology node", terms -> Quantity.format(terms.nodeM(), Dimension.LENGTH)),
            Term.of("supply of the circuits", terms -> Quantity.format(terms.supplyV(), Dimension.VOLTAGE)),
            Term.of("bits of weights and inputs", terms -> Objects.requireNonNullElse(terms.bits(), "per layer")),
            Term.of("write voltage of RRAM buffers", ContractTerms::writeVoltages),
            Term.of("array style", terms -> Objects.requireNonNullElse(terms.style(), "its own")),
            Term.of("crossbar", terms -> terms.arrayRows() + " x " + terms.arrayColumns()),
            Term.of("bits of a crossbar cell", CompareRecord.Terms::cellBits),
            Term.of("polarities", CompareRecord.Terms::polarities),
            Term.of("input bits applied at once", CompareRecord.Terms::inputSliceBits),
            Term.of("most bits of an output conversion", CompareRecord.Terms::converterBits),
            Term.of(
                    "feature maps in",
                    terms -> terms.featureMaps().equals("rram") ? "RRAM" : "a memory with figures of its own"),
            Term.of(
                    "partial sums in",
                    terms -> terms.partialSums().equals("rram") ? "analog RRAM" : "circuits of the periphery"),
            new Term("left out for want of a source", ContractTerms::omitted));

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
                designs.computeIfAbsent(term.words().apply(row), _ -> new ArrayList<>())
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

    private static String omitted(CompareRecord.Row row) {
        return row.omitted().isEmpty()
                ? "nothing"
                : row.omitted().stream()
                        .map(what -> what.substring(0, (what + ":").indexOf(':')))
                        .collect(Collectors.joining(", "));
    }

    private static String writeVoltages(CompareRecord.Terms terms) {
        return terms.writeVoltagesV().isEmpty()
                ? "none"
                : terms.writeVoltagesV().stream()
                        .map(volts -> String.format(Locale.ROOT, "%.2f V", volts))
                        .collect(Collectors.joining(", "));
    }
}
