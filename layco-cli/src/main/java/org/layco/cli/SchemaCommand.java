package org.layco.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.io.record.Schemas;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** JSON Schemas of the files that are read and written. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema (2020-12) of a kind of file, for editors and validators.",
        footerHeading = "%nExamples:%n",
        footer = {"  layco schema study > study.schema.json", "  layco schema run"})
final class SchemaCommand implements Callable<Integer> {
    /** Names of the schemas. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Schemas.names().iterator();
        }
    }

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "${COMPLETION-CANDIDATES}.")
    private @Nullable String kind;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(Schemas.json(Objects.requireNonNull(kind)));
        return 0;
    }
}
