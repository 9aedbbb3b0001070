package org.layco.spark;

import java.util.Optional;
import org.layco.campaign.Engine;
import org.layco.campaign.EngineProvider;
import org.layco.study.Builds;
import org.layco.study.Resources;

/** The engine {@code spark}. */
public final class SparkEngineProvider implements EngineProvider {
    /** Made by the service loader. */
    public SparkEngineProvider() {}

    @Override
    public String name() {
        return "spark";
    }

    /** On the given master, or in this process on as many threads as it may use. */
    @Override
    public Engine start(Optional<String> master, Resources resources) {
        Master where = master.map(Master::of).orElseGet(() -> Master.local(resources.threads()));
        return SparkEngine.start(where, resources, Builds.current());
    }
}
