package org.layco.io.study;

import java.nio.file.Path;
import java.util.List;
import org.layco.study.Study;

/**
 * A study and where its parts came from.
 *
 * @param study ready to run
 * @param model what the network was asked for as: a file or an embedded name
 * @param data what the data were asked for as
 * @param files read, with their paths
 */
public record LoadedStudy(Study study, String model, String data, List<Path> files) {
    public LoadedStudy {
        files = List.copyOf(files);
    }
}
