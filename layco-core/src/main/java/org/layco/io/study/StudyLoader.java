package org.layco.io.study;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.layco.accuracy.AccuracyGuarantee;
import org.layco.accuracy.DataSplit;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Preprocessing;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.PartialSumStore;
import org.layco.hardware.Style;
import org.layco.io.Diagnostic;
import org.layco.io.InputPath;
import org.layco.io.InvalidInputException;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.network.Network;
import org.layco.search.Objective;
import org.layco.source.Knowable;
import org.layco.study.Reference;
import org.layco.study.SearchSettings;
import org.layco.study.Study;

/** Turns a request into a study; everything that is wrong with its parts is reported together. */
public final class StudyLoader {
    private static final double DEFAULT_MAX_LOSS_PP = 1.0;
    private static final double DEFAULT_CONFIDENCE = 0.95;
    private static final long DEFAULT_SEED = 1;
    private static final String DEFAULT_HARDWARE = "layco";
    private static final String DEFAULT_CELL = "default";
    private static final String RAQ = "raq_dac_2019";

    private final HardwareLibrary library;
    private final StudyInputs inputs = new StudyInputs();

    private StudyLoader(HardwareLibrary library) {
        this.library = library;
    }

    /** A loader with the hardware library that comes with the program. */
    public static StudyLoader shipped() {
        return new StudyLoader(HardwareLibrary.shipped());
    }

    /** SHA-256 of all cards, networks and data that come with the program, in hexadecimal. */
    public static String shippedSha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HardwareLibrary.everything().getBytes(StandardCharsets.UTF_8));
            Embedded.everything().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The study that is asked for. */
    public LoadedStudy load(StudyRequest request) {
        Loading loading = new Loading(request);
        return loading.study();
    }

    /** Lets go of the networks and data that are kept for the next study. */
    public void forget() {
        inputs.forget();
    }

    /** The network that is asked for, alone. */
    public Network network(StudyRequest request) {
        return new Loading(request).network();
    }

    /** One request being worked through. */
    private final class Loading {
        private final StudyRequest request;
        private final List<Diagnostic> problems = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<Path> files = new ArrayList<>();

        Loading(StudyRequest request) {
            this.request = request;
        }

        LoadedStudy study() {
            requireDataForModel();
            Style style = request.style().orElse(Style.CASCADE);
            Network network = attempt(this::trainedNetwork);
            StudyInputs.Divided divided = network == null ? missingData() : attempt(() -> data(network));
            Dataset data = divided == null ? null : divided.data();
            Double bufferArea = attempt(this::bufferArea);
            Accelerator design = attempt(() -> design(style));
            MemoryCell cell = attempt(this::cell);
            AccuracyGuarantee guarantee = attempt(this::guarantee);
            SearchSettings search = attempt(this::search);
            Preprocessing preprocessing = network == null ? null : attempt(() -> preprocessing(network));
            if (data != null && preprocessing != null) {
                requireChannels(data, preprocessing);
            }
            if (cell != null) {
                requireOf(cell, "write", cell.write());
                requireOf(cell, "write_errors", cell.writeErrors());
                if (request.objective().equals(Optional.of(Objective.LIFETIME))) {
                    requireOf(cell, "endurance", cell.endurance());
                }
            }
            Optional<Reference> reference =
                    data == null || network == null ? Optional.empty() : reference(network, data);
            DataSplit split = divided == null ? null : attempt(() -> split(divided.whole()));
            throwIfAny();
            if (network == null
                    || data == null
                    || bufferArea == null
                    || design == null
                    || cell == null
                    || guarantee == null
                    || search == null
                    || preprocessing == null
                    || split == null) {
                throw new IllegalStateException("A part of the study is missing and nothing says why.");
            }
            warnings.addAll(data.warnings());
            return new LoadedStudy(
                    new Study(
                            network,
                            data,
                            preprocessing,
                            split,
                            design.withSections(bufferArea),
                            library.accelerator(
                                    style.key(), style, request.changes().hardware()),
                            library.accelerator(RAQ, style).builtIn(design.technology()),
                            cell,
                            guarantee,
                            request.seed().orElse(DEFAULT_SEED),
                            search,
                            bufferArea,
                            reference,
                            request.lifetime(),
                            warnings),
                    request.model().orElse(Embedded.DEFAULT_MODEL),
                    request.data().orElse(Embedded.DEFAULT_DATA),
                    files);
        }

        Network network() {
            return read(request.model().orElse(Embedded.DEFAULT_MODEL));
        }

        private Network read(String model) {
            Path file = InputPath.of(model);
            if (Files.exists(file)) {
                files.add(file);
            }
            return inputs.network(model);
        }

        private Network trainedNetwork() {
            return trained("--model", network());
        }

        /** The one that is given, else what the network says of itself. */
        private Optional<Reference> reference(Network network, Dataset data) {
            if (request.reference().isEmpty()) {
                return Objects.requireNonNullElse(
                        attempt(() -> RecordedReference.read(network, data)), Optional.empty());
            }
            String given = request.reference().get();
            Network original = attempt(() -> trained("--reference", read(given)));
            if (original == null || original.sha256().equals(network.sha256())) {
                return Optional.empty();
            }
            if (!original.inputShape().equals(network.inputShape()) || original.classes() != network.classes()) {
                problem(
                        "--reference " + given,
                        "it takes %s and knows %d classes, the network %s and %d"
                                .formatted(
                                        original.inputShape(),
                                        original.classes(),
                                        network.inputShape(),
                                        network.classes()),
                        "Give the network that --model was made of.");
            }
            return Optional.of(new Reference.Original(original));
        }

        private Network trained(String option, Network network) {
            if (!network.hasWeights()) {
                throw new InvalidInputException(Diagnostic.of(
                        option + " " + network.name(),
                        "this reference network has no weights to infer with",
                        "Give a trained one as an ONNX file. Commands without data take this one: inspect."));
            }
            return network;
        }

        private StudyInputs.Divided data(Network network) {
            String data = request.data().orElse(Embedded.DEFAULT_DATA);
            Path path = InputPath.of(data);
            if (Files.exists(path) || !data.equals(Embedded.DEFAULT_DATA)) {
                files.add(path);
            }
            return wrapped("--data", () -> inputs.data(data, network));
        }

        /** Data cannot be read without a network's shape; whether they are there at all can still be said. */
        private StudyInputs.@Nullable Divided missingData() {
            request.data()
                    .filter(data -> !data.equals(Embedded.DEFAULT_DATA) && !Files.exists(InputPath.of(data)))
                    .ifPresent(data ->
                            problem(data, "there is no such file or directory", "Check the path and its permissions."));
            return null;
        }

        /** A network of one's own needs data of one's own: a mistaken default would look like a bad network. */
        private void requireDataForModel() {
            if (request.model().isPresent()
                    && request.data().isEmpty()
                    && !Embedded.MODELS.contains(request.model().get())) {
                problem(
                        "--model " + request.model().get(),
                        "there are no data to go with it",
                        "Give labelled images with --data PATH.");
            }
        }

        private Accelerator design(Style style) {
            Map<String, String> changes = request.changes().hardware();
            Accelerator card = library.accelerator(request.hardware().orElse(DEFAULT_HARDWARE), style, changes);
            Accelerator design = card.named(CardChanges.named(card.name(), changes), card.aliases());
            if (!(design.partialSums() instanceof PartialSumStore.AnalogRram)
                    || !(design.featureMaps() instanceof FeatureMapBuffer.Rram)) {
                problem(
                        "--hardware " + design.name(),
                        "this design has no RRAM buffer whose voltage could be chosen",
                        "Use layco, cascade_rram_buffer or timely_rram_buffer.");
            }
            if (design.featureMaps() instanceof FeatureMapBuffer.Rram rram
                    && rram.writes().cellBits() > 1) {
                problem(
                        "--hardware " + design.name(),
                        "how cells of %d bits confuse the levels of feature maps is not simulated"
                                .formatted(rram.writes().cellBits()),
                        "Use 'cell_bits: 1' where accuracy is to be certified; costs are known without.");
            }
            return design;
        }

        private double bufferArea() {
            double area = request.changes().bufferArea().orElse(1.0);
            if (!(area >= 1 && area <= Study.MOST_BUFFER_AREA)) {
                problem(
                        "--buffer-area",
                        "%s is not from 1 to %.0f".formatted(area, Study.MOST_BUFFER_AREA),
                        "Give the area as a multiple of the 8-bit baseline's, such as 2.5.");
            }
            return area;
        }

        private MemoryCell cell() {
            MemoryCell card = library.cell(request.cell().orElse(DEFAULT_CELL));
            Map<String, String> changes = new TreeMap<>(request.changes().cell());
            Map<String, String> told = new TreeMap<>(changes);
            request.changes().errorScale().ifPresent(scale -> told.put("error_scale", scale.toString()));
            if (told.isEmpty()) {
                return card;
            }
            changes.put("name", CardChanges.named(card.name(), told));
            return library.cell(request.cell().orElse(DEFAULT_CELL), changes)
                    .withErrorScale(request.changes().errorScale().orElse(1.0));
        }

        private AccuracyGuarantee guarantee() {
            return wrapped(
                    "--max-loss/--confidence",
                    () -> new AccuracyGuarantee(
                            request.maxLossPp().orElse(DEFAULT_MAX_LOSS_PP),
                            request.confidence().orElse(DEFAULT_CONFIDENCE)));
        }

        private SearchSettings search() {
            SearchSettings base = SearchSettings.DEFAULT;
            return wrapped(
                    "--bits/--partitions",
                    () -> request.effort()
                            .in(base.with(
                                    request.bits().isEmpty() ? base.bits() : request.bits(),
                                    request.weightScales().orElse(base.weightScales()),
                                    request.objective().orElse(base.objective()),
                                    request.maxPartitions().orElse(base.maxPartitions()))));
        }

        private Preprocessing preprocessing(Network network) {
            return wrapped("--scale/--mean/--std", () -> PixelScaling.of(request, network.metadata()));
        }

        /** What a study cannot do without: there is no plan to choose without the energy and the errors of a write. */
        private void requireOf(MemoryCell cell, String key, Knowable<?> figure) {
            if (figure instanceof Knowable.Unavailable<?>(String reason)) {
                problem(
                        "--cell " + cell.name(),
                        "'%s' of this cell is not available: %s".formatted(key, reason),
                        "Choose a cell whose card has '%s', as %s does, or add measured points of your own (hardware/README.md)."
                                .formatted(key, DEFAULT_CELL));
            }
        }

        private void requireChannels(Dataset data, Preprocessing preprocessing) {
            if (!preprocessing.fits(data.shape().channels())) {
                problem(
                        "--mean/--std",
                        "%d means and %d stds do not fit %d channels"
                                .formatted(
                                        preprocessing.mean().length,
                                        preprocessing.std().length,
                                        data.shape().channels()),
                        "Give one value, or one per channel.");
            }
        }

        private DataSplit split(DataSplit whole) {
            return wrapped(
                    "--limit-images",
                    () -> request.limitImages().map(whole::limitedTo).orElse(whole));
        }

        /** A value whose own checks speak of user's values. */
        private <T> T wrapped(String place, Supplier<T> make) {
            try {
                return make.get();
            } catch (IllegalArgumentException e) {
                String text = String.valueOf(e.getMessage());
                int stop = text.indexOf(". ");
                throw new InvalidInputException(Diagnostic.of(
                        place,
                        stop < 0 ? text : text.substring(0, stop),
                        stop < 0 ? "Correct the value." : text.substring(stop + 2)));
            }
        }

        private <T> @Nullable T attempt(Supplier<T> part) {
            try {
                return part.get();
            } catch (InvalidInputException e) {
                problems.addAll(e.diagnostics());
                return null;
            }
        }

        private void problem(String place, String message, String help) {
            problems.add(Diagnostic.of(place, message, help));
        }

        private void throwIfAny() {
            if (!problems.isEmpty()) {
                throw new InvalidInputException(problems);
            }
        }
    }
}
