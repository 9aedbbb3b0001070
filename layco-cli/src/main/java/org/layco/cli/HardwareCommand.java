package org.layco.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.device.MemoryCell;
import org.layco.io.yaml.HardwareLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The hardware that comes with the program. */
@Command(
        name = "hardware",
        mixinStandardHelpOptions = true,
        description = "Lists and shows accelerators and memory cells.",
        subcommands = {HardwareCommand.ListCommand.class, HardwareCommand.ShowCommand.class})
final class HardwareCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        command.commandLine().usage(command.commandLine().getOut());
        return 0;
    }

    /** Names of everything. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Names of accelerators and cells.")
    static final class ListCommand implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            HardwareLibrary library = HardwareLibrary.shipped();
            out.println("accelerators");
            library.acceleratorNames().forEach(name -> out.println("  " + name));
            out.println("memory cells");
            for (MemoryCell cell : library.cells()) {
                out.printf("  %-24s %s%n", cell.name(), cell.title());
            }
            return 0;
        }
    }

    /** One card as it is stored, sources included. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "The card of an accelerator or cell, with the source of every constant.")
    static final class ShowCommand implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NAME", description = "Name or alias of an accelerator or a cell.")
        private @Nullable String name;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            Objects.requireNonNull(spec)
                    .commandLine()
                    .getOut()
                    .print(HardwareLibrary.shipped().card(Objects.requireNonNull(name)));
            return 0;
        }
    }
}
