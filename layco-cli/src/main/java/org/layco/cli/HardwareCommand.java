package org.layco.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.cost.Validation;
import org.layco.cost.ValidationRow;
import org.layco.device.MemoryCell;
import org.layco.hardware.Style;
import org.layco.io.record.LibraryJson;
import org.layco.io.record.ValidationJson;
import org.layco.io.yaml.HardwareLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The hardware that comes with the program. */
@Command(
        name = "hardware",
        mixinStandardHelpOptions = true,
        description = "Lists, shows and validates accelerators and memory cells.",
        subcommands = {
            HardwareCommand.ListCommand.class,
            HardwareCommand.ShowCommand.class,
            HardwareCommand.ValidateCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco hardware show isaac               every component with energy, area and source",
            "  layco hardware validate                 published figures beside the modelled ones"
        })
final class HardwareCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        command.commandLine().usage(command.commandLine().getOut());
        return 0;
    }

    private static PrintWriter out(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    /** Names of everything. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Names of accelerators and cells.",
            footerHeading = "%nExamples:%n",
            footer = {"  layco hardware list", "  layco hardware list --json"})
    static final class ListCommand implements Callable<Integer> {
        @Option(names = "--json", description = "Prints an array of rows instead of the table.")
        private boolean json;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = out(spec);
            HardwareLibrary library = HardwareLibrary.shipped();
            if (json) {
                out.print(LibraryJson.toJson(library));
                return 0;
            }
            out.println("accelerators");
            for (String name : library.acceleratorNames()) {
                out.printf(
                        "  %-24s %s%n",
                        name, library.accelerator(name, Style.CASCADE).title());
            }
            out.println("memory cells");
            for (MemoryCell cell : library.cells()) {
                out.printf("  %-24s %s%n", cell.name(), cell.title());
            }
            return 0;
        }
    }

    /** Components of an accelerator, or one card as it is stored, sources included. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "The components of an accelerator with energy, area, node, source, kind and range, or the card of"
                            + " a cell.",
            footerHeading = "%nExamples:%n",
            footer = {"  layco hardware show isaac", "  layco hardware show hfox_default"})
    static final class ShowCommand implements Callable<Integer> {
        @Parameters(
                index = "0",
                completionCandidates = Names.Hardware.class,
                paramLabel = "NAME",
                description = "Name or alias of an accelerator or a cell, or an accelerator's file.")
        private @Nullable String name;

        @Option(names = "--card", description = "Prints the card as it is stored.")
        private boolean card;

        @Option(
                names = "--style",
                paramLabel = "STYLE",
                description = "Array style of layco: ${COMPLETION-CANDIDATES} (default: cascade).")
        private Style style = Style.CASCADE;

        @Option(
                names = "--cell",
                completionCandidates = Names.Cells.class,
                paramLabel = "NAME|FILE",
                description = "Memory cell of RRAM buffers (default: hfox_default).")
        private String cell = "default";

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            HardwareLibrary library = HardwareLibrary.shipped();
            String shown = Objects.requireNonNull(name);
            if (card || library.isCell(shown)) {
                out(spec).print(library.card(shown));
            } else {
                HardwareTables.inventory(library.accelerator(shown, style), library.cell(cell), out(spec));
            }
            return 0;
        }
    }

    /** Published and modelled figures side by side. */
    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description =
                    "Published figures of accelerators beside the modelled ones; 4 if one is missed without a stated "
                            + "exception.",
            footerHeading = "%nExamples:%n",
            footer = {"  layco hardware validate", "  layco hardware validate isaac timely --json"})
    static final class ValidateCommand implements Callable<Integer> {
        @Parameters(
                arity = "0..*",
                completionCandidates = Names.Designs.class,
                paramLabel = "NAME",
                description = "Accelerators (default: all).")
        private List<String> names = new ArrayList<>();

        @Option(names = "--json", description = "Prints an array of rows instead of the table.")
        private boolean json;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            HardwareLibrary library = HardwareLibrary.shipped();
            Validation validation =
                    new Validation(name -> library.accelerator(name, Style.CASCADE), library.cell("default"));
            List<ValidationRow> rows = new ArrayList<>();
            for (String name : names.isEmpty() ? library.acceleratorNames() : names) {
                String design = library.shippedName(name);
                rows.addAll(validation.rows(design, library.expected(design)));
            }
            if (json) {
                out(spec).print(ValidationJson.toJson(rows));
            } else {
                HardwareTables.validation(rows, out(spec));
            }
            return rows.stream().allMatch(row -> row.ok() || row.exception().isPresent()) ? 0 : Main.NOT_MET;
        }
    }
}
