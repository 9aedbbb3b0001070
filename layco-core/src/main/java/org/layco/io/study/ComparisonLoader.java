package org.layco.io.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.layco.device.MemoryCell;
import org.layco.device.VoltageRange;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.record.PlanFile;
import org.layco.io.record.PlanYaml;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.network.Network;
import org.layco.study.Candidate;

/** Finds the networks, designs and cell of a comparison; everything that is wrong with them is reported together. */
public final class ComparisonLoader {
    private static final String ALL = "all";
    private static final String DEFAULT_CELL = "default";
    private static final int LEAST_BITS = 2;
    private static final int MOST_BITS = 16;

    private final HardwareLibrary library;
    private final ComparisonRequest request;
    private final List<Diagnostic> problems = new ArrayList<>();

    private ComparisonLoader(HardwareLibrary library, ComparisonRequest request) {
        this.library = library;
        this.request = request;
    }

    /**
     * The comparison that is asked for, on hardware that comes with the program or is the user's own.
     *
     * @throws InvalidInputException with every mistake
     */
    public static LoadedComparison load(ComparisonRequest request) {
        return new ComparisonLoader(HardwareLibrary.shipped(), request).load();
    }

    private LoadedComparison load() {
        if (request.bits() < LEAST_BITS || request.bits() > MOST_BITS) {
            problem("--bits", request.bits() + " bits are outside [2, 16]", "Give the bits of weights and inputs.");
        }
        Optional<PlanFile> plan = request.plan().flatMap(file -> attempt(() -> PlanYaml.read(file)));
        String cellName = request.cell().or(() -> plan.map(PlanFile::cell)).orElse(DEFAULT_CELL);
        Optional<MemoryCell> cell = attempt(() -> library.cell(cellName));
        cell.ifPresent(this::requireVoltage);
        List<Network> networks = new ArrayList<>();
        request.networks()
                .forEach(name -> attempt(() -> NetworkLibrary.read(name)).ifPresent(networks::add));
        requireNames(networks);
        List<Accelerator> designs = new ArrayList<>();
        designNames()
                .forEach(name -> attempt(() -> library.accelerator(name, request.style()))
                        .ifPresent(designs::add));
        Optional<Candidate> planned = plan.flatMap(file -> attempt(() -> planned(file)));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        List<Candidate> candidates = new ArrayList<>(planned.stream().toList());
        for (Accelerator design : new LinkedHashSet<>(designs)) {
            candidates.add(new Candidate.Uniform(design, request.bits(), request.writeVolts()));
        }
        return new LoadedComparison(networks, candidates, cell.orElseThrow());
    }

    private List<String> designNames() {
        return request.designs().stream()
                .flatMap(name -> name.equals(ALL) ? library.acceleratorNames().stream() : List.of(name).stream())
                .distinct()
                .toList();
    }

    private Candidate planned(PlanFile file) {
        Style style = file.styleOr(request.style());
        return new Candidate.Planned(
                library.accelerator(file.hardware(), style).withSections(file.bufferArea()),
                file.plan(),
                file.network(),
                file.networkSha256());
    }

    private void requireVoltage(MemoryCell cell) {
        VoltageRange range = cell.operatingRange();
        request.writeVolts()
                .filter(volts -> !range.contains(volts))
                .ifPresent(volts -> problem(
                        "--voltage",
                        "%s V is outside the range of cell '%s', [%s, %s] V"
                                .formatted(volts, cell.name(), range.lowVolts(), range.highVolts()),
                        "Give a voltage within it, or another cell with --cell."));
    }

    private void requireNames(List<Network> networks) {
        Set<String> names = new HashSet<>();
        for (Network network : networks) {
            if (!names.add(network.name())) {
                problem(
                        "--network",
                        "two networks are called '" + network.name() + "'",
                        "Rename one of the files, since rows are told apart by name.");
            }
        }
    }

    private void problem(String place, String message, String help) {
        problems.add(Diagnostic.of(place, message, help));
    }

    private <T> Optional<T> attempt(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (InvalidInputException e) {
            problems.addAll(e.diagnostics());
            return Optional.empty();
        }
    }
}
