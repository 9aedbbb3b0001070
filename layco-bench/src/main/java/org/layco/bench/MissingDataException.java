package org.layco.bench;

import java.nio.file.Path;

/** Thrown when a benchmark needs a file that is not part of the project and absent here. */
public final class MissingDataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The file is absent. */
    public MissingDataException(Path file) {
        super("there is no " + file + "; name the folder of models, images and topologies with --data");
    }
}
