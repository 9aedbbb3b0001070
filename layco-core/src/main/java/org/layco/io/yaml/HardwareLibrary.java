package org.layco.io.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.layco.cost.ExpectedFigure;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.Style;
import org.layco.io.Diagnostic;
import org.layco.io.InputPath;
import org.layco.io.InvalidInputException;
import org.layco.io.TextFile;

/**
 * The memory cells and accelerators shipped with the program, found by name or alias, and a user's own cards, found by
 * path. {@code library.yaml} lists what is shipped.
 */
public final class HardwareLibrary {
    private static final String ROOT = "/org/layco/hardware/";
    private static final Pattern MEASURED = Pattern.compile("[a-z0-9_]+\\.csv");

    private final List<MemoryCell> cells;
    private final List<Design> designs;

    /** A file of the library: one accelerator, or for each style the name of another design it is built on. */
    private record Design(
            String name, List<String> aliases, Optional<Accelerator> accelerator, Map<Style, String> templates) {}

    private record Index(List<String> cells, List<String> accelerators) {}

    private HardwareLibrary(List<MemoryCell> cells, List<Design> designs) {
        this.cells = List.copyOf(cells);
        this.designs = List.copyOf(designs);
    }

    /** Reads every shipped card. */
    public static HardwareLibrary shipped() {
        Index index = index();
        List<MemoryCell> cells = new ArrayList<>();
        for (String name : index.cells()) {
            cells.add(shipped("cells/" + name + ".yaml", cell(file -> text("cells/" + file))));
        }
        List<Design> designs = new ArrayList<>();
        for (String name : index.accelerators()) {
            designs.add(design(cardOf(name), text(cardOf(name))));
        }
        return new HardwareLibrary(cells, designs);
    }

    /** Every shipped cell, the default first. */
    public List<MemoryCell> cells() {
        return cells;
    }

    /** Names of every shipped accelerator, the default first. */
    public List<String> acceleratorNames() {
        return designs.stream().map(Design::name).toList();
    }

    /**
     * A shipped cell by name or alias, or the card in a user's file.
     *
     * @throws InvalidInputException if there is neither, or the file is wrong
     */
    public MemoryCell cell(String nameOrFile) {
        for (MemoryCell cell : cells) {
            if (cell.name().equals(nameOrFile) || cell.aliases().contains(nameOrFile)) {
                return cell;
            }
        }
        List<String> known = cells.stream().map(MemoryCell::name).toList();
        Path card = InputPath.of(nameOrFile);
        return YamlDocument.read(
                nameOrFile,
                userFile(nameOrFile, "memory cell", known),
                cell(file -> TextFile.read(InputPath.beside(card, file).orElseThrow(() -> notBeside(file)))));
    }

    /**
     * A shipped accelerator by name or alias, or the one in a user's file. A design that is built on one template for
     * each style, as {@code layco} is, comes in {@code style}; others have their own.
     *
     * @throws InvalidInputException if there is neither, or the file is wrong
     */
    public Accelerator accelerator(String nameOrFile, Style style) {
        Design design = find(nameOrFile)
                .orElseGet(() -> design(nameOrFile, userFile(nameOrFile, "accelerator", acceleratorNames())));
        return design.accelerator().orElseGet(() -> {
            String template = Optional.ofNullable(design.templates().get(style))
                    .orElseThrow(() -> new InvalidInputException(Diagnostic.of(
                            nameOrFile,
                            "accelerator '%s' has no %s style".formatted(design.name(), style.key()),
                            "It has: " + design.templates().keySet() + ".")));
            return accelerator(template, style).named(design.name(), design.aliases());
        });
    }

    /**
     * An accelerator with some values of its card changed; a design that is built on templates is changed there. It keeps its name.
     *
     * @param changes new value, as a card writes it, by path such as {@code array.rows}
     * @throws InvalidInputException if the card has no such value, or cannot have the new one
     */
    public Accelerator accelerator(String nameOrFile, Style style, Map<String, String> changes) {
        if (changes.isEmpty()) {
            return accelerator(nameOrFile, style);
        }
        Optional<Design> shipped = find(nameOrFile);
        if (shipped.isPresent() && !shipped.get().templates().isEmpty()) {
            Accelerator template = accelerator(nameOrFile, style);
            String built =
                    Optional.ofNullable(shipped.get().templates().get(style)).orElseThrow();
            return accelerator(built, style, changes).named(template.name(), template.aliases());
        }
        String file = shipped.map(design -> cardOf(design.name())).orElse(nameOrFile);
        String text = shipped.map(design -> text(cardOf(design.name())))
                .orElseGet(() -> userFile(nameOrFile, "accelerator", acceleratorNames()));
        Design changed = YamlDocument.readEdited(
                file,
                text,
                HardwareLibrary::base,
                root -> CardChanges.applied(file, root, changes),
                HardwareLibrary::design);
        return changed.accelerator()
                .orElseThrow(() -> new InvalidInputException(Diagnostic.of(
                        file,
                        "this card is built on others and has no values of its own to change",
                        "Change one of the designs it names.")));
    }

    /** A cell with some values of its card changed; as for an accelerator. */
    public MemoryCell cell(String nameOrFile, Map<String, String> changes) {
        if (changes.isEmpty()) {
            return cell(nameOrFile);
        }
        boolean shipped = isCell(nameOrFile);
        String file = shipped ? "cells/" + cell(nameOrFile).name() + ".yaml" : nameOrFile;
        Function<String, String> beside = shipped
                ? name -> text("cells/" + name)
                : name -> TextFile.read(Path.of(nameOrFile).resolveSibling(name));
        String text = shipped
                ? text(file)
                : userFile(
                        nameOrFile,
                        "memory cell",
                        cells.stream().map(MemoryCell::name).toList());
        return YamlDocument.readEdited(
                file, text, name -> name, root -> CardChanges.applied(file, root, changes), cell(beside));
    }

    /**
     * The figures that a shipped accelerator is expected to give.
     *
     * @throws InvalidInputException if nothing answers to the name
     */
    public List<ExpectedFigure> expected(String name) {
        String file = "accelerators/" + shippedName(name) + "/expected.yaml";
        return shipped(file, ExpectedYaml::figures);
    }

    /** The name of a shipped accelerator that answers to a name or alias. */
    public String shippedName(String name) {
        return find(name)
                .map(Design::name)
                .orElseThrow(() -> new InvalidInputException(Diagnostic.of(
                        name, "there is no accelerator of this name", Spelling.suggestion(name, acceleratorNames()))));
    }

    /** Every assumed constant of a shipped cell. */
    public List<CardConstant<MemoryCell>> assumedOfCell(String name) {
        String file = "cells/" + cell(name).name() + ".yaml";
        return assumed(cell(name).name(), file, cell(beside -> text("cells/" + beside)));
    }

    /** Every assumed constant of a shipped accelerator, those of its base included. */
    public List<CardConstant<Accelerator>> assumedOfAccelerator(String name) {
        String design = shippedName(name);
        return assumed(design, cardOf(design), AcceleratorYaml::accelerator);
    }

    private static <T> List<CardConstant<T>> assumed(String card, String file, Function<YamlMapping, T> schema) {
        String text = text(file);
        Function<YamlMapping, T> derived = yaml -> {
            yaml.has("base");
            return schema.apply(yaml);
        };
        return AssumedNumbers.in(YamlDocument.withBase(file, text, HardwareLibrary::base)).stream()
                .map(place -> new CardConstant<T>(
                        card,
                        place.key(),
                        place.value(),
                        place.source(),
                        factor -> YamlDocument.readEdited(
                                file,
                                text,
                                HardwareLibrary::base,
                                root -> AssumedNumbers.scaled(root, place.key(), factor),
                                derived)))
                .toList();
    }

    /** True if a shipped memory cell answers to this name or alias. */
    public boolean isCell(String name) {
        return cells.stream()
                .anyMatch(cell -> cell.name().equals(name) || cell.aliases().contains(name));
    }

    /**
     * The card of a shipped cell or accelerator as it is stored, sources and comments included.
     *
     * @throws InvalidInputException if nothing answers to the name
     */
    public String card(String name) {
        for (MemoryCell cell : cells) {
            if (cell.name().equals(name) || cell.aliases().contains(name)) {
                return text("cells/" + cell.name() + ".yaml");
            }
        }
        List<String> known = new ArrayList<>(acceleratorNames());
        cells.forEach(cell -> known.add(cell.name()));
        return find(name)
                .map(design -> text(cardOf(design.name())))
                .orElseThrow(() -> new InvalidInputException(Diagnostic.of(
                        name, "there is no accelerator or cell of this name", Spelling.suggestion(name, known))));
    }

    /** Every shipped card with its measured points, one after the other: what results depend on without naming it. */
    public static String everything() {
        Index index = index();
        StringBuilder all = new StringBuilder();
        index.accelerators().forEach(name -> all.append(text(cardOf(name))));
        for (String name : index.cells()) {
            String card = text("cells/" + name + ".yaml");
            all.append(card);
            MEASURED.matcher(card)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .filter(file -> HardwareLibrary.class.getResource(ROOT + "cells/" + file) != null)
                    .forEach(file -> all.append(text("cells/" + file)));
        }
        return all.toString();
    }

    private static Function<YamlMapping, MemoryCell> cell(Function<String, String> textBeside) {
        MeasuredLaws laws = new MeasuredLaws(textBeside);
        return yaml -> MemoryCellYaml.cell(yaml, laws);
    }

    private Optional<Design> find(String name) {
        return designs.stream()
                .filter(design -> design.name().equals(name) || design.aliases().contains(name))
                .findFirst();
    }

    /** A card, or the keys of its base that it leaves as they are. */
    private static Design design(String file, String text) {
        return YamlDocument.readDerived(file, text, HardwareLibrary::base, HardwareLibrary::design);
    }

    private static String base(String name) {
        List<String> known = index().accelerators();
        if (!known.contains(name)) {
            throw new InvalidInputException(Diagnostic.of(
                    "base: " + name, "there is no accelerator of this name", Spelling.suggestion(name, known)));
        }
        return text(cardOf(name));
    }

    private static Index index() {
        return shipped("library.yaml", yaml -> new Index(yaml.texts("cells"), yaml.texts("accelerators")));
    }

    private static String cardOf(String design) {
        return "accelerators/" + design + "/accelerator.yaml";
    }

    private static Design design(YamlMapping yaml) {
        yaml.has("base");
        if (!yaml.has("styles")) {
            Accelerator accelerator = AcceleratorYaml.accelerator(yaml);
            return new Design(accelerator.name(), accelerator.aliases(), Optional.of(accelerator), Map.of());
        }
        Map<Style, String> templates = new EnumMap<>(Style.class);
        yaml.mapping("styles", block -> {
            for (Style style : Style.values()) {
                if (block.has(style.key())) {
                    templates.put(style, block.text(style.key()));
                }
            }
            return templates;
        });
        return new Design(yaml.text("name"), yaml.texts("aliases"), Optional.empty(), templates);
    }

    private static InvalidInputException notBeside(String file) {
        return new InvalidInputException(Diagnostic.of(
                file, "there is no such file beside the card", "Put the file of points into the card's directory."));
    }

    private static String userFile(String nameOrFile, String what, List<String> known) {
        Path file = InputPath.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(Diagnostic.of(
                    nameOrFile,
                    "there is no %s of this name and no such file".formatted(what),
                    Spelling.suggestion(nameOrFile, known)));
        }
        return TextFile.read(file);
    }

    private static <T> T shipped(String path, Function<YamlMapping, T> schema) {
        return YamlDocument.read(path, text(path), schema);
    }

    private static String text(String path) {
        try (InputStream stream = HardwareLibrary.class.getResourceAsStream(ROOT + path)) {
            if (stream == null) {
                throw new IllegalStateException("library.yaml lists " + path + ", which is not in the jar.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
