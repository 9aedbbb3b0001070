package org.layco.campaign;

import java.util.Optional;
import org.layco.study.Resources;

/** Makes an engine that is not part of the core; found by {@link java.util.ServiceLoader}. */
public interface EngineProvider {
    /** The name under which {@code --engine} finds it. */
    String name();

    /**
     * Starts the engine.
     *
     * @param master where it is to run, as {@code --master} says it
     * @param resources what the driver may use of this machine
     * @throws org.layco.io.InvalidInputException if it cannot be reached, or its machines cannot give the same results
     */
    Engine start(Optional<String> master, Resources resources);
}
