package org.layco.cli;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Ctrl-C, or a polite end from outside, while points run: no further one starts, those in flight are finished and written. A
 * second one ends the process at once.
 *
 * <p>Not a shutdown hook: ONNX Runtime has one of its own, which closes what the points in flight still use and so ends the process
 * in the middle. The class that handles signals is reached by reflection, since the compiler warns of its name.
 */
final class Interruption {
    /** As shells report a process that Ctrl-C has ended. */
    static final int EXIT_CODE = 130;

    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final PrintWriter err;
    private volatile boolean requested;

    private Interruption(PrintWriter err) {
        this.err = err;
    }

    /** Listens from now on. */
    static Interruption listen(PrintWriter err) {
        Interruption interruption = new Interruption(err);
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object handling = Proxy.newProxyInstance(
                    Interruption.class.getClassLoader(), new Class<?>[] {handler}, (_, method, _) -> {
                        if (method.getName().equals("handle")) {
                            interruption.request();
                        }
                        return null;
                    });
            for (String name : SIGNALS) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            Throwable cause = e instanceof InvocationTargetException wrapped ? wrapped.getTargetException() : e;
            err.println("warning: Ctrl-C will end the sweep at once (" + cause + "); what is finished is kept");
        }
        return interruption;
    }

    private void request() {
        if (requested) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        requested = true;
        err.println();
        err.println("interrupted: finishing the points in flight; once more to end at once");
        err.flush();
    }

    /** Whether no further point may start. */
    boolean requested() {
        return requested;
    }
}
