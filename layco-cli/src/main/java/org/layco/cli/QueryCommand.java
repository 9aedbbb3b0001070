package org.layco.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.campaign.store.QueryResult;
import org.layco.campaign.store.ReadyQuery;
import org.layco.campaign.store.StoreReader;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.yaml.Spelling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the store of a campaign. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the store of a sweep in SQL, or one of the ready queries:",
            "  pareto            points that no other of their network beats in energy, area and lifetime at once",
            "  front             the same with the loss as a fourth figure, as 'layco explore' shows it",
            "  best-per-network  the point of least energy of every network",
            "  sensitivity       medians for every value of every parameter",
            "  slowest           what took longest",
            "  failures          points that failed, and why",
            "  coverage          how much of the grid is done"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco query sweep pareto",
            "  layco query sweep \"select style, min(energy_j) from points group by style\" --format csv",
            "  layco query sweep --digest              equal stores have equal digests",
            "  layco query sweep --export parquet      all tables as Parquet files"
        })
final class QueryCommand implements Callable<Integer> {
    /** How rows are written. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    @Parameters(index = "0", paramLabel = "DIR", description = "Directory of the store.")
    private @Nullable Path directory;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SQL|NAME",
            description = "A query, or the name of a ready one.")
    private @Nullable String query;

    @Option(names = "--format", paramLabel = "table|csv|json", description = "How rows are written (default: table).")
    private Format format = Format.TABLE;

    @Option(
            names = "--digest",
            description = "Prints SHA-256 over every table but provenance and timing, rows by primary key.")
    private boolean digest;

    @Option(names = "--export", paramLabel = "NEW_DIR", description = "Writes all tables as Parquet files.")
    private @Nullable Path export;

    @Option(names = "--show-sql", description = "Prints the text of a ready query instead of running it.")
    private boolean show;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        StoreReader store = new StoreReader(Objects.requireNonNull(directory));
        if (query == null && !digest && export == null) {
            throw new InvalidInputException(Diagnostic.of(
                    "query",
                    "nothing is asked",
                    "Give SQL or one of: %s.".formatted(String.join(", ", ReadyQuery.keys()))));
        }
        if (query != null && show) {
            out.print(sql(query));
        } else if (query != null) {
            QueryResult result = store.query(sql(query));
            out.print(
                    switch (format) {
                        case TABLE -> result.toTable();
                        case CSV -> result.toCsv();
                        case JSON -> result.toJson();
                    });
        }
        if (export != null) {
            store.export(export);
            out.println("wrote " + export);
        }
        if (digest) {
            out.println(store.digest());
        }
        return 0;
    }

    /** SQL has blanks, names of ready queries have none. */
    private static String sql(String query) {
        if (query.strip().contains(" ")) {
            return query;
        }
        String name = query.strip().toLowerCase(Locale.ROOT);
        return ReadyQuery.of(name)
                .map(ReadyQuery::sql)
                .orElseThrow(() -> new InvalidInputException(Diagnostic.of(
                        query, "there is no ready query of this name", Spelling.suggestion(name, ReadyQuery.keys()))));
    }
}
