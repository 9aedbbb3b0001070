package org.layco.inference;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The C interface of oneDNN 3, as far as integer convolutions need it. Loaded at most once per process, from jars that
 * may be absent; safe to share between threads.
 */
@SuppressWarnings("restricted")
final class DnnlLibrary {
    /** What of oneDNN's header is used: {@code dnnl_types.h} of version 3. */
    static final int U8 = 6;

    static final int S8 = 5;
    static final int S32 = 4;
    static final int ANY_ORDER = 1;
    static final int CHANNELS_LAST = 22;
    static final int ARGUMENT_SOURCE = 1;
    static final int ARGUMENT_DESTINATION = 17;
    static final int ARGUMENT_WEIGHTS = 33;
    static final int ARGUMENT_SCRATCHPAD = 80;
    private static final int CPU = 1;
    private static final int STREAM_IN_ORDER = 1;
    private static final int SCRATCHPAD_OF_USER = 1;
    private static final int QUERY_IMPLEMENTATION = 8;
    private static final int QUERY_STRIDES = 14;
    private static final int QUERY_WEIGHTS = 131;
    private static final int QUERY_SCRATCHPAD = 136;
    private static final int QUERY_DIMENSIONS = 256;
    private static final int QUERY_PADDED_DIMS = 260;
    private static final int QUERY_FORMAT = 262;
    private static final int QUERY_BLOCKS = 263;
    private static final int QUERY_BLOCK_SIZES = 264;
    private static final int QUERY_BLOCK_DIMENSIONS = 265;
    private static final int BLOCKED = 2;
    private static final int FORWARD_INFERENCE = 96;
    private static final int DIRECT = 1;
    private static final int UNIMPLEMENTED = 3;
    private static final int MOST_DIMS = 12;
    private static final int LONGEST_NAME = 256;

    /** oneDNN looks for the others beside itself. */
    private static final String LIBRARY = "/org/bytedeco/dnnl/linux-x86_64/libdnnl.so.3";

    private static final List<String> FILES = List.of(
            LIBRARY,
            "/org/bytedeco/dnnl/linux-x86_64/libgomp.so.1",
            "/org/bytedeco/opencl/linux-x86_64/libOpenCL.so.1");

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private final SymbolLookup symbols;
    private final MethodHandle createDescription;
    private final MethodHandle destroyDescription;
    private final MethodHandle sizeOfDescription;
    private final MethodHandle createMemory;
    private final MethodHandle destroyMemory;
    private final MethodHandle placeMemory;
    private final MethodHandle createAttributes;
    private final MethodHandle destroyAttributes;
    private final MethodHandle setScratchpadMode;
    private final MethodHandle describeConvolution;
    private final MethodHandle queryMemory;
    private final MethodHandle queryDescription;
    private final MethodHandle query;
    private final MethodHandle destroyPrimitiveDescription;
    private final MethodHandle createPrimitive;
    private final MethodHandle destroyPrimitive;
    private final MethodHandle execute;
    private final MemorySegment engine;
    private final MemorySegment stream;
    private final String version;

    /** The process's copy, loaded when it is first asked for. */
    private static final class Loaded {
        static final Optional<DnnlLibrary> ONCE = load();
    }

    private DnnlLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
        createDescription = function("dnnl_memory_desc_create_with_tag", INT, POINTER, INT, POINTER, INT, INT);
        destroyDescription = function("dnnl_memory_desc_destroy", INT, POINTER);
        sizeOfDescription = function("dnnl_memory_desc_get_size", ValueLayout.JAVA_LONG, POINTER);
        createMemory = function("dnnl_memory_create", INT, POINTER, POINTER, POINTER, POINTER);
        destroyMemory = function("dnnl_memory_destroy", INT, POINTER);
        placeMemory = function("dnnl_memory_set_data_handle", INT, POINTER, POINTER);
        createAttributes = function("dnnl_primitive_attr_create", INT, POINTER);
        destroyAttributes = function("dnnl_primitive_attr_destroy", INT, POINTER);
        setScratchpadMode = function("dnnl_primitive_attr_set_scratchpad_mode", INT, POINTER, INT);
        describeConvolution = function(
                "dnnl_convolution_forward_primitive_desc_create",
                INT,
                POINTER,
                POINTER,
                INT,
                INT,
                POINTER,
                POINTER,
                POINTER,
                POINTER,
                POINTER,
                POINTER,
                POINTER,
                POINTER,
                POINTER);
        queryMemory = function("dnnl_memory_desc_query", INT, POINTER, INT, POINTER);
        queryDescription = function("dnnl_primitive_desc_query_md", POINTER, POINTER, INT, INT);
        query = function("dnnl_primitive_desc_query", INT, POINTER, INT, INT, POINTER);
        destroyPrimitiveDescription = function("dnnl_primitive_desc_destroy", INT, POINTER);
        createPrimitive = function("dnnl_primitive_create", INT, POINTER, POINTER);
        destroyPrimitive = function("dnnl_primitive_destroy", INT, POINTER);
        execute = function("dnnl_primitive_execute", INT, POINTER, POINTER, INT, POINTER);
        engine = created(function("dnnl_engine_create", INT, POINTER, INT, ValueLayout.JAVA_LONG), CPU, 0L);
        stream = created(function("dnnl_stream_create", INT, POINTER, POINTER, INT), engine, STREAM_IN_ORDER);
        MemorySegment numbers =
                ((MemorySegment) called(function("dnnl_version", POINTER))).reinterpret(3 * INT.byteSize());
        version = "%d.%d.%d"
                .formatted(numbers.getAtIndex(INT, 0), numbers.getAtIndex(INT, 1), numbers.getAtIndex(INT, 2));
    }

    /** The library, or empty if its jars are not on the class path or the platform is another one. */
    static Optional<DnnlLibrary> find() {
        return Loaded.ONCE;
    }

    private static Optional<DnnlLibrary> load() {
        String platform = System.getProperty("os.name") + "/" + System.getProperty("os.arch");
        if (!platform.toLowerCase(Locale.ROOT).equals("linux/amd64")
                || FILES.stream().anyMatch(file -> DnnlLibrary.class.getResource(file) == null)) {
            return Optional.empty();
        }
        try {
            Path folder = Files.createTempDirectory("layco-onednn-");
            List<Path> unpacked = new ArrayList<>();
            try {
                for (String file : FILES) {
                    unpacked.add(unpack(file, folder));
                }
                // workers are threads of ours: OpenMP, which reads this when it is loaded, must not start more
                setEnvironment("OMP_NUM_THREADS", "1");
                return Optional.of(new DnnlLibrary(SymbolLookup.libraryLookup(unpacked.getFirst(), Arena.global())));
            } finally {
                // what is mapped outlives its name
                for (Path file : unpacked) {
                    Files.delete(file);
                }
                Files.delete(folder);
            }
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | NoSuchElementException
                | IllegalCallerException unusable) {
            return Optional.empty();
        }
    }

    private static Path unpack(String file, Path folder) throws IOException {
        Path target = folder.resolve(file.substring(file.lastIndexOf('/') + 1));
        try (InputStream from = DnnlLibrary.class.getResourceAsStream(file)) {
            if (from == null) {
                throw new IOException("Resource " + file + " is gone.");
            }
            Files.copy(from, target);
        }
        return target;
    }

    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        MethodHandle set = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setenv"), FunctionDescriptor.of(INT, POINTER, POINTER, INT));
        try (Arena arena = Arena.ofConfined()) {
            check((int) called(set, arena.allocateFrom(name), arena.allocateFrom(value), 1));
        }
    }

    String version() {
        return version;
    }

    /** A dense tensor's description, to be destroyed. */
    MemorySegment description(int type, int order, long... dims) {
        try (Arena arena = Arena.ofConfined()) {
            return created(createDescription, dims.length, dims(arena, dims), type, order);
        }
    }

    private static MemorySegment dims(Arena arena, long... dims) {
        MemorySegment array = arena.allocate(ValueLayout.JAVA_LONG, MOST_DIMS);
        MemorySegment.copy(dims, 0, array, ValueLayout.JAVA_LONG, 0, dims.length);
        return array;
    }

    void destroyDescription(MemorySegment description) {
        check((int) called(destroyDescription, description));
    }

    /** Memory of a description, placed nowhere yet. */
    MemorySegment memory(MemorySegment description) {
        return created(createMemory, description, engine, MemorySegment.NULL);
    }

    void destroyMemory(MemorySegment memory) {
        check((int) called(destroyMemory, memory));
    }

    /**
     * A convolution's description, with a scratchpad of the caller's and no padding, or empty if oneDNN has no implementation for the
     * processor but its plain loops.
     *
     * @param dilations distances of kernel taps less 1
     */
    Optional<MemorySegment> convolution(
            MemorySegment source, MemorySegment weights, MemorySegment destination, long[] strides, long[] dilations) {
        MemorySegment attributes = created(createAttributes);
        check((int) called(setScratchpadMode, attributes, SCRATCHPAD_OF_USER));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment none = dims(arena, 0, 0);
            MemorySegment address = arena.allocate(POINTER);
            int status = (int) called(
                    describeConvolution,
                    address,
                    engine,
                    FORWARD_INFERENCE,
                    DIRECT,
                    source,
                    weights,
                    MemorySegment.NULL,
                    destination,
                    dims(arena, strides),
                    dims(arena, dilations),
                    none,
                    none,
                    attributes);
            check((int) called(destroyAttributes, attributes));
            if (status == UNIMPLEMENTED) {
                return Optional.empty();
            }
            check(status);
            MemorySegment description = address.get(POINTER, 0);
            if (implementation(description).startsWith("ref")) {
                destroyConvolution(description);
                return Optional.empty();
            }
            return Optional.of(description);
        }
    }

    private String implementation(MemorySegment description) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(POINTER);
            check((int) called(query, description, QUERY_IMPLEMENTATION, 0, name));
            return name.get(POINTER, 0).reinterpret(LONGEST_NAME).getString(0);
        }
    }

    void destroyConvolution(MemorySegment description) {
        check((int) called(destroyPrimitiveDescription, description));
    }

    /** The description of the scratchpad that a convolution needs; the convolution's own. */
    MemorySegment scratchpad(MemorySegment convolution) {
        return (MemorySegment) called(queryDescription, convolution, QUERY_SCRATCHPAD, 0);
    }

    /** The description of a convolution's weights as it takes them; the convolution's own. */
    MemorySegment weights(MemorySegment convolution) {
        return (MemorySegment) called(queryDescription, convolution, QUERY_WEIGHTS, 0);
    }

    /** Where a tensor of bytes has its elements, or empty if there is more in it than elements and padding. */
    Optional<DnnlLayout> layout(MemorySegment description) {
        int dimensions = number(description, QUERY_DIMENSIONS);
        if (number(description, QUERY_FORMAT) != BLOCKED) {
            return Optional.empty();
        }
        int blocks = number(description, QUERY_BLOCKS);
        long elements = LongStream.of(numbers(description, QUERY_PADDED_DIMS, dimensions))
                .reduce(1, Math::multiplyExact);
        return elements == bytes(description)
                ? Optional.of(new DnnlLayout(
                        elements,
                        numbers(description, QUERY_STRIDES, dimensions),
                        numbers(description, QUERY_BLOCK_SIZES, blocks),
                        numbers(description, QUERY_BLOCK_DIMENSIONS, blocks)))
                : Optional.empty();
    }

    private int number(MemorySegment description, int what) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(INT);
            check((int) called(queryMemory, description, what, number));
            return number.get(INT, 0);
        }
    }

    private long[] numbers(MemorySegment description, int what, int count) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(POINTER);
            check((int) called(queryMemory, description, what, address));
            return address.get(POINTER, 0)
                    .reinterpret((long) count * Long.BYTES)
                    .toArray(ValueLayout.JAVA_LONG);
        }
    }

    long bytes(MemorySegment description) {
        return (long) called(sizeOfDescription, description);
    }

    /** An executable convolution; oneDNN keeps the code it generates for one shape and shares it. */
    MemorySegment primitive(MemorySegment convolution) {
        return created(createPrimitive, convolution);
    }

    void destroyPrimitive(MemorySegment primitive) {
        check((int) called(destroyPrimitive, primitive));
    }

    /** Places memory. */
    void place(MemorySegment memory, MemorySegment data) {
        int status;
        try {
            status = (int) placeMemory.invokeExact(memory, data);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
        check(status);
    }

    /** Runs a primitive on {@code count} arguments and returns when it is done. */
    void execute(MemorySegment primitive, int count, MemorySegment arguments) {
        int status;
        try {
            status = (int) execute.invokeExact(primitive, stream, count, arguments);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
        check(status);
    }

    private MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return Linker.nativeLinker()
                .downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(result, parameters));
    }

    /** Calls one of the functions that write a new object's address to their first parameter. */
    private static MemorySegment created(MethodHandle create, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(POINTER);
            Object[] all = new Object[arguments.length + 1];
            all[0] = address;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            check((int) called(create, all));
            return address.get(POINTER, 0);
        }
    }

    private static Object called(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("oneDNN ends with status %d.".formatted(status));
        }
    }
}
