package org.layco.io.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.layco.activity.LayerStatistics;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.record.CertifiedRunFiles;
import org.layco.io.record.RunRecordFiles;
import org.layco.io.yaml.CardConstant;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.source.Knowable;
import org.layco.study.claims.AssumedConstant;
import org.layco.study.claims.AssumedHardware;
import org.layco.study.claims.CertifiedRun;
import org.layco.study.claims.ClaimStudy;
import org.layco.study.claims.Hardware;

/** Finds what the study of the paper's claims needs: certified runs in a directory, and shipped hardware. */
public final class ClaimLoader {
    private static final String CELL = "hfox_default";
    private static final String RAQ = "raq_dac_2019";
    private static final String TIMELY = "timely_isca_2020";
    private final HardwareLibrary library = HardwareLibrary.shipped();

    private ClaimLoader() {}

    /**
     * The study.
     *
     * @param runs directory of summaries of certified runs, {@code *.json}
     * @throws InvalidInputException if the directory or a file in it cannot be read, or a run is missing
     */
    public static ClaimStudy load(Path runs) {
        ClaimLoader loader = new ClaimLoader();
        List<AssumedHardware> styles = List.of(
                loader.style(Style.TIMELY, "timely_rram_buffer"), loader.style(Style.CASCADE, "cascade_rram_buffer"));
        return usable(runs, () -> new ClaimStudy(runs(runs), styles));
    }

    /**
     * The summary of a run.
     *
     * @param run its {@code run.json}
     * @throws InvalidInputException if it cannot be read, or is not certified
     */
    public static CertifiedRun summary(Path run) {
        return usable(run, () -> CertifiedRun.of(RunRecordFiles.read(run)));
    }

    private static <T> T usable(Path place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    Diagnostic.of(place.toString(), String.valueOf(e.getMessage()), "Take records of certified runs."));
        }
    }

    private static List<CertifiedRun> runs(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(CertifiedRunFiles::read)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidInputException(Diagnostic.of(
                    directory.toString(), "cannot be read: " + e.getMessage(), "Name a directory of certified runs."));
        }
    }

    private AssumedHardware style(Style style, String name) {
        Accelerator design = library.accelerator(name, style);
        Hardware own = new Hardware(
                design,
                library.accelerator(RAQ, style).builtIn(design.technology()),
                library.accelerator(TIMELY, style),
                library.cell(CELL),
                LayerStatistics.DEFAULT);
        List<AssumedConstant> all = new ArrayList<>(data(own));
        all.addAll(assumed(library.assumedOfCell(CELL), own::withCell));
        all.addAll(assumed(library.assumedOfAccelerator(name), own::withDesign));
        all.addAll(assumed(library.assumedOfAccelerator(RAQ), own::withRaq));
        all.addAll(assumed(library.assumedOfAccelerator(TIMELY), own::withTimely));
        return new AssumedHardware(style, own, all);
    }

    /** What is taken for the data of every layer, since nothing is measured. */
    private static List<AssumedConstant> data(Hardware own) {
        LayerStatistics data = own.data();
        return List.of(
                data(
                        own,
                        "mean_input_times_conductance",
                        data.meanInput() * data.meanConductance(),
                        factor -> new LayerStatistics(
                                data.storedOnes(),
                                factor * data.meanInput(),
                                data.meanConductance(),
                                1,
                                data.stored())),
                data(
                        own,
                        "share_of_stored_ones",
                        data.storedOnes(),
                        factor -> new LayerStatistics(
                                factor * data.storedOnes(),
                                data.meanInput(),
                                data.meanConductance(),
                                1,
                                data.stored())));
    }

    private static AssumedConstant data(
            Hardware own, String key, double value, DoubleFunction<LayerStatistics> scaled) {
        return new AssumedConstant(
                "data",
                key,
                Double.toString(value),
                "Half of everything, where no run has measured the data of a layer",
                factor -> Knowable.known(own.withData(scaled.apply(factor))));
    }

    private static <T> List<AssumedConstant> assumed(List<CardConstant<T>> constants, Function<T, Hardware> hardware) {
        return constants.stream()
                .map(constant -> new AssumedConstant(
                        constant.card(),
                        constant.key(),
                        constant.value(),
                        constant.source(),
                        factor -> scaled(constant, factor).map(hardware)))
                .toList();
    }

    private static <T> Knowable<T> scaled(CardConstant<T> constant, double factor) {
        try {
            return Knowable.known(constant.scaled().apply(factor));
        } catch (InvalidInputException e) {
            return Knowable.unavailable(e.diagnostics().getFirst().message());
        }
    }
}
