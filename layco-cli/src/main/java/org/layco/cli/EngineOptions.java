package org.layco.cli;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.layco.campaign.Engine;
import org.layco.campaign.EngineProvider;
import org.layco.campaign.LocalEngine;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.yaml.Spelling;
import org.layco.study.Resources;
import picocli.CommandLine.Option;

/** The options that say where the points of a campaign run. */
final class EngineOptions {
    private static final String LOCAL = "local";

    /** A module of its own, which the launcher starts where it is asked for. */
    private static final String SPARK = "spark";

    @Option(
            names = "--engine",
            paramLabel = "local|spark",
            description = "Where points run: on threads of this process (default), or on a Spark cluster.")
    private String engine = LOCAL;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = {
                "Where Spark runs: local[N], that is in this process, or spark://HOST:PORT (default: local[threads]). Only with"
                        + " --engine spark."
            })
    private @Nullable String master;

    /** The engine that was asked for, on this process's share of the machine. */
    Engine start(Resources resources) {
        if (engine.equals(LOCAL)) {
            if (master != null) {
                throw new InvalidInputException(Diagnostic.of(
                        "--master", "the local engine has no master", "Leave it out, or add --engine spark."));
            }
            return new LocalEngine(resources);
        }
        List<EngineProvider> providers = ServiceLoader.load(EngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return providers.stream()
                .filter(provider -> provider.name().equals(engine))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(noSuchEngine(providers)))
                .start(Optional.ofNullable(master), resources);
    }

    private Diagnostic noSuchEngine(List<EngineProvider> providers) {
        if (engine.equals(SPARK)) {
            return Diagnostic.of(
                    "--engine",
                    "this installation does not have Spark",
                    "Start it as ./layco sweep in a checkout of the sources: it fetches what it needs.");
        }
        List<String> known = Stream.concat(
                        Stream.of(LOCAL, SPARK), providers.stream().map(EngineProvider::name))
                .distinct()
                .toList();
        return Diagnostic.of(
                "--engine", "there is no engine '%s'".formatted(engine), Spelling.suggestion(engine, known));
    }
}
