package org.layco.io.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.layco.accuracy.DataSplit;
import org.layco.accuracy.Dataset;
import org.layco.io.InputPath;
import org.layco.io.data.DatasetReader;
import org.layco.network.Network;

/** The networks and data of studies; those used last are kept for the next study. Files must not change meanwhile. */
final class StudyInputs {
    private static final int MOST_KEPT = 4;

    private final Map<String, Network> networks = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Divided> data = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Data and how they are divided.
     *
     * @param data all images
     * @param whole division of all of them
     */
    record Divided(Dataset data, DataSplit whole) {}

    /** A network by name or file. */
    synchronized Network network(String nameOrFile) {
        return kept(networks, nameOrFile, () -> NetworkLibrary.read(nameOrFile));
    }

    /** Data by name or path, for a network. */
    synchronized Divided data(String nameOrPath, Network network) {
        String key = nameOrPath + " as " + network.inputShape() + " of " + network.classes();
        return kept(data, key, () -> {
            DatasetReader reader = new DatasetReader(network.inputShape(), network.classes());
            Path path = InputPath.of(nameOrPath);
            Dataset read = !Files.exists(path) && nameOrPath.equals(Embedded.DEFAULT_DATA)
                    ? Embedded.data(reader)
                    : reader.readForEvaluation(path);
            return new Divided(read, DataSplit.of(read, DataSplit.DEFAULT_SEARCH_SHARE));
        });
    }

    /** Lets go of everything. */
    synchronized void forget() {
        networks.clear();
        data.clear();
    }

    private static <T> T kept(Map<String, T> all, String key, Supplier<T> read) {
        T known = all.get(key);
        if (known != null) {
            return known;
        }
        T made = read.get();
        if (all.size() >= MOST_KEPT) {
            all.remove(all.keySet().iterator().next());
        }
        all.put(key, made);
        return made;
    }
}
