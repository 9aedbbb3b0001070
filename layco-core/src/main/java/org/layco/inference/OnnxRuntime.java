package org.layco.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;

/**
 * ONNX Runtime as this tool uses it: quiet, and every session on the calling thread alone, so that results do not
 * depend on the machine's number of cores. Safe to share between threads.
 */
public final class OnnxRuntime {
    /** ONNX Runtime 1.29 parses the process command line recursively: 8 kB of arguments overflow a default stack. */
    private static final long STACK_BYTES = 512L << 20;

    private final OrtEnvironment environment;

    private OnnxRuntime(OrtEnvironment environment) {
        this.environment = environment;
    }

    /** Loads the native library without its telemetry, on a thread with a stack deep enough for any command line. */
    public static OnnxRuntime start() {
        CompletableFuture<OrtEnvironment> created = new CompletableFuture<>();
        Runnable create = () -> {
            try {
                disableTelemetry();
                created.complete(OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "layco"));
            } catch (RuntimeException | LinkageError failure) {
                created.completeExceptionally(failure);
            }
        };
        new Thread(null, create, "onnxruntime-start", STACK_BYTES).start();
        return new OnnxRuntime(created.join());
    }

    /**
     * The official Linux builds since 1.29 report every session, with hashes of the model's graph and weights, to their maker unless
     * this variable is in the environment when the library starts; switching it off afterwards comes too late.
     */
    @SuppressWarnings("restricted") // calls setenv of the C library
    private static void disableTelemetry() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup()
                .find("setenv")
                .map(setenv -> linker.downcallHandle(
                        setenv,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT)))
                .ifPresent(setenv -> {
                    try (Arena arena = Arena.ofConfined()) {
                        int failed = (int) setenv.invokeExact(
                                arena.allocateFrom("ORT_DISABLE_TELEMETRY"), arena.allocateFrom("1"), 1);
                        if (failed != 0) {
                            throw new IllegalStateException("The environment has no room for ORT_DISABLE_TELEMETRY.");
                        }
                    } catch (RuntimeException | Error e) {
                        throw e;
                    } catch (Throwable impossible) {
                        throw new IllegalStateException("setenv throws nothing.", impossible);
                    }
                });
    }

    /** Makes a session of a serialised model, all optimisations on. */
    OrtSession session(byte[] model) {
        return session(model, OrtSession.SessionOptions.OptLevel.ALL_OPT);
    }

    private OrtSession session(byte[] model, OrtSession.SessionOptions.OptLevel optimisation) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setDeterministicCompute(true);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setOptimizationLevel(optimisation);
            return environment.createSession(model, options);
        } catch (OrtException failure) {
            throw failed(failure);
        }
    }

    /**
     * Loads a model without optimising or running it.
     *
     * @throws OnnxRuntimeException if ONNX Runtime refuses it
     */
    public void check(byte[] model) {
        try (OrtSession session = session(model, OrtSession.SessionOptions.OptLevel.NO_OPT)) {
            session.getNumOutputs();
        } catch (OrtException failure) {
            throw failed(failure);
        }
    }

    OrtEnvironment environment() {
        return environment;
    }

    static OnnxRuntimeException failed(OrtException failure) {
        return new OnnxRuntimeException(String.valueOf(failure.getMessage()), failure);
    }
}
