package org.layco.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/**
 * Where Spark runs.
 *
 * @param url {@code local[N]}: in this process, on N threads or on all processors with {@code *}; or {@code spark://HOST:PORT}: a
 *     standalone cluster, with further masters that stand by after commas
 */
record Master(String url) {
    private static final Pattern LOCAL = Pattern.compile("local\\[(?:[1-9]\\d{0,3}|\\*)]");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+]):(\\d{1,5})");
    private static final String CLUSTER = "spark://";
    private static final int LAST_PORT = 65_535;
    private static final int PATIENCE_MILLIS = 5_000;

    /** This process, on so many threads. */
    static Master local(int threads) {
        return new Master("local[%d]".formatted(threads));
    }

    /**
     * The master that {@code --master} names.
     *
     * @throws InvalidInputException if it is none, or nothing listens there
     */
    static Master of(String url) {
        if (LOCAL.matcher(url).matches()) {
            return new Master(url);
        }
        if (!url.startsWith(CLUSTER)) {
            throw wrong(url);
        }
        List<String> silent = new ArrayList<>();
        for (String address : url.substring(CLUSTER.length()).split(",", -1)) {
            Matcher parts = HOST.matcher(address);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
                throw wrong(url);
            }
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), PATIENCE_MILLIS);
                return new Master(url);
            } catch (IOException e) {
                silent.add("%s: %s".formatted(address, e.getMessage()));
            }
        }
        throw new InvalidInputException(Diagnostic.of(
                "--master",
                "no Spark master can be reached (%s)".formatted(String.join("; ", silent)),
                "Start one, or give the address that its page shows as URL."));
    }

    private static InvalidInputException wrong(String url) {
        return new InvalidInputException(Diagnostic.of(
                "--master",
                "'%s' is not a master that LayCO runs on".formatted(url),
                "Give local[N] with a number of threads (quoted: shells expand brackets), or spark://HOST:PORT."));
    }

    /** Whether executors are threads of this process. */
    boolean isLocal() {
        return LOCAL.matcher(url).matches();
    }
}
