package org.layco.io.fuzz;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.data.DatasetReader;
import org.layco.io.data.FileBytes;

/** Data sets of images, in every format that is read. */
class DataReadersFuzzTest {
    /** Images of these tests have 48 to 3072 pixels, a few of them. */
    private static final int MEGABYTES = 8;

    @TempDir
    private Path directory;

    @Test
    void idxFilesGiveDiagnosticsOnly() throws Exception {
        byte[] plain = FileBytes.idx(new byte[5 * 16], 5, 4, 4);
        Files.write(directory.resolve("t10k-labels-idx1-ubyte"), FileBytes.idx(new byte[5], 5));
        fuzz(
                "idx",
                List.of(plain, FileBytes.gzip(plain), FileBytes.idx(new byte[5 * 16], 5, 1, 4, 4)),
                new DatasetReader(List.of(1, 4, 4), 10),
                "t10k-images-idx3-ubyte");
    }

    @Test
    void cifarFilesGiveDiagnosticsOnly() throws Exception {
        fuzz(
                "cifar",
                List.of(FileBytes.cifar(1, 1), FileBytes.cifar(3, 2)),
                new DatasetReader(List.of(3, 32, 32), 10),
                "test_batch.bin");
    }

    @Test
    void npyFilesGiveDiagnosticsOnly() throws Exception {
        Files.write(
                directory.resolve("y_test.npy"),
                FileBytes.npy("<i8", FileBytes.longs(ByteOrder.LITTLE_ENDIAN, 0, 1, 2), 3));
        fuzz(
                "npy",
                List.of(
                        FileBytes.npy("|u1", new byte[3 * 48], 3, 3, 4, 4),
                        FileBytes.npy("<f4", FileBytes.singles(new float[3 * 48]), 3, 3, 4, 4),
                        FileBytes.npy(">i8", FileBytes.longs(ByteOrder.BIG_ENDIAN, new long[3 * 48]), 3, 48),
                        FileBytes.npy(
                                "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 4, 4, 3), }",
                                2,
                                new byte[3 * 48])),
                new DatasetReader(List.of(3, 4, 4), 10),
                "x_test.npy");
    }

    @Test
    void npzFilesGiveDiagnosticsOnly() throws Exception {
        byte[] labels = FileBytes.npy("<i8", FileBytes.longs(ByteOrder.LITTLE_ENDIAN, 0, 1, 2), 3);
        fuzz(
                "npz",
                List.of(
                        FileBytes.npz(
                                Map.of("x_test", FileBytes.npy("|u1", new byte[3 * 48], 3, 3, 4, 4), "y_test", labels)),
                        FileBytes.npz(Map.of(
                                "images",
                                FileBytes.npy("<f4", FileBytes.singles(new float[3 * 48]), 3, 48),
                                "labels",
                                labels))),
                new DatasetReader(List.of(3, 4, 4), 10),
                "data.npz");
    }

    private void fuzz(String name, List<byte[]> seeds, DatasetReader reader, String file)
            throws IOException, InterruptedException {
        Path path = directory.resolve(file);
        new Fuzz(name, seeds, MEGABYTES).run(ByteMutations::apply, input -> {
            Files.write(path, input);
            reader.readForEvaluation(path);
        });
    }
}
