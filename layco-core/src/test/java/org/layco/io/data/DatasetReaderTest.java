package org.layco.io.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.layco.io.data.FileBytes.cifar;
import static org.layco.io.data.FileBytes.gzip;
import static org.layco.io.data.FileBytes.idx;
import static org.layco.io.data.FileBytes.longs;
import static org.layco.io.data.FileBytes.npy;
import static org.layco.io.data.FileBytes.npz;
import static org.layco.io.data.FileBytes.singles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.SharedData;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.ImageShape;
import org.layco.accuracy.Pixels;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

class DatasetReaderTest {
    private static final DatasetReader GREY = new DatasetReader(List.of(1, 2, 3), 10);
    private static final DatasetReader COLOUR = new DatasetReader(List.of(3, 32, 32), 10);
    private static final byte[] PIXELS = {0, 1, 2, 3, 4, 5, (byte) 250, (byte) 251, (byte) 252, (byte) 253, 9, 8};
    private static final byte[] LABELS = {7, 2};

    @TempDir
    Path directory;

    @Test
    void readsAPairOfIdxFilesOnceWhenACompressedCopyLiesBesideThem() throws IOException {
        idxPair("t10k", PIXELS, LABELS);
        write("t10k-images-idx3-ubyte.gz", gzip(idx(PIXELS, 2, 2, 3)));

        for (Path path : List.of(directory, directory.resolve("t10k-images-idx3-ubyte.gz"))) {
            Dataset data = GREY.readForEvaluation(path);
            assertThat(data.shape()).isEqualTo(new ImageShape(1, 2, 3));
            assertThat(bytes(data)).isEqualTo(PIXELS);
            assertThat(data.labels()).containsExactly(7, 2);
            assertThat(data.files()).hasSize(2).element(1).isEqualTo("t10k-labels-idx1-ubyte");
            assertThat(data.warnings()).isEmpty();
        }
    }

    @Test
    void testFilesGoBeforeTrainingFilesAndTrainingNeverTakesTestFiles() throws IOException {
        idxPair("train", PIXELS, new byte[] {1, 1});
        idxPair("t10k", PIXELS, new byte[] {3, 3});

        assertThat(GREY.readForEvaluation(directory).labels()).containsExactly(3, 3);
        assertThat(GREY.readForTraining(directory).labels()).containsExactly(1, 1);
        Files.delete(directory.resolve("train-images-idx3-ubyte"));
        assertThat(onlyProblem(() -> GREY.readForTraining(directory)).message()).contains("another role");
    }

    @Test
    void dataFromTrainingFilesAloneCarryAWarning() throws IOException {
        idxPair("train", PIXELS, LABELS);

        assertThat(GREY.readForEvaluation(directory).warnings())
                .singleElement()
                .asString()
                .contains("train-images");
        assertThat(GREY.readForTraining(directory).warnings()).isEmpty();
    }

    @Test
    void batchesOfCifarAreOneDataSet() throws IOException {
        byte[] first = cifar(2, 1);
        byte[] second = cifar(1, 2);
        write("data_batch_1.bin", first);
        write("data_batch_2.bin", second);
        write("test_batch.bin", cifar(1, 3));

        Dataset data = COLOUR.readForTraining(directory);
        assertThat(data.images()).isEqualTo(3);
        assertThat(data.files()).containsExactly("data_batch_1.bin", "data_batch_2.bin");
        assertThat(data.labels()).containsExactly(first[0], first[3073], second[0]);
        assertThat(Arrays.copyOfRange(bytes(data), 3072, 6144)).isEqualTo(Arrays.copyOfRange(first, 3074, 6146));
        assertThat(COLOUR.readForEvaluation(directory).images()).isEqualTo(1);
    }

    @Test
    void twoDataSetsInOneDirectoryAreAmbiguous() throws IOException {
        write("test-a.npz", npz(Map.of("x", npy("|u1", PIXELS, 2, 2, 3), "y", npy("|u1", LABELS, 2))));
        write("test-b.npz", npz(Map.of("x", npy("|u1", PIXELS, 2, 2, 3), "y", npy("|u1", LABELS, 2))));

        Diagnostic problem = onlyProblem(() -> GREY.readForEvaluation(directory));
        assertThat(problem.message()).contains("test-a.npz, test-b.npz");
        assertThat(problem.help()).contains("one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,y", "images,labels", "data,targets", "x_test,y_test", "test_images,test_labels"})
    void arraysOfAnArchiveAreFoundByTheUsualNames(String names) throws IOException {
        String[] name = names.split(",", -1);
        Map<String, byte[]> arrays = new TreeMap<>();
        arrays.put(name[0], npy("|u1", PIXELS, 2, 2, 3));
        arrays.put(name[1], npy("<i8", longs(ByteOrder.LITTLE_ENDIAN, 7, 2), 2, 1));
        arrays.put("x_train", npy("|u1", PIXELS, 2, 2, 3));
        arrays.put("y_train", npy("|u1", LABELS, 2));

        Dataset data = GREY.readForEvaluation(write("set.npz", npz(arrays)));
        assertThat(bytes(data)).isEqualTo(PIXELS);
        assertThat(data.labels()).containsExactly(7, 2);
        assertThat(data.warnings()).isEmpty();
    }

    @Test
    void anArchiveOfTrainingArraysAloneCarriesAWarning() throws IOException {
        byte[] archive = npz(Map.of("x_train", npy("|u1", PIXELS, 2, 2, 3), "y_train", npy("|u1", LABELS, 2)));

        assertThat(GREY.readForEvaluation(write("set.npz", archive)).warnings()).hasSize(1);
    }

    @Test
    void npyFilesOfEveryTypeAndByteOrderAreRead() throws IOException {
        write(
                "y_test.npy",
                npy(">i4", ByteBuffer.allocate(8).putInt(7).putInt(2).array(), 2));
        ByteBuffer big = ByteBuffer.allocate(12 * 8);
        ByteBuffer little = ByteBuffer.allocate(12 * 4).order(ByteOrder.LITTLE_ENDIAN);
        float[] expected = new float[12];
        for (int i = 0; i < 12; i++) {
            expected[i] = i / 8f - 1;
            big.putDouble(expected[i]);
            little.putFloat(expected[i]);
        }
        Path file = write("x_test.npy", npy(">f8", big.array(), 2, 1, 2, 3));
        assertThat(floats(GREY.readForEvaluation(file))).isEqualTo(expected);
        write("x_test.npy", npy("<f4", little.array(), 2, 2, 3));
        assertThat(floats(GREY.readForEvaluation(file))).isEqualTo(expected);
        assertThat(GREY.readForEvaluation(directory).labels()).containsExactly(7, 2);
        write(
                "x_test.npy",
                npy("<i8", longs(ByteOrder.LITTLE_ENDIAN, 0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 9, 8), 2, 6));
        assertThat(bytes(GREY.readForEvaluation(file))).isEqualTo(PIXELS);
    }

    @Test
    void channelsLastAreReordered() throws IOException {
        byte[] last = new byte[2 * 5 * 4 * 3];
        new Random(1).nextBytes(last);
        Path file = write("set.npz", npz(Map.of("x", npy("|u1", last, 2, 5, 4, 3), "y", npy("|u1", LABELS, 2))));

        for (List<Integer> input : List.of(List.of(3, 5, 4), List.of(5, 4, 3))) {
            Dataset data = new DatasetReader(input, 10).readForEvaluation(file);
            assertThat(data.shape()).isEqualTo(new ImageShape(3, 5, 4));
            // image 1, channel 2, row 3, column 1
            assertThat(bytes(data)[60 + 2 * 20 + 3 * 4 + 1]).isEqualTo(last[60 + (3 * 4 + 1) * 3 + 2]);
        }
    }

    @Test
    void allThatIsWrongIsReportedAtOnce() throws IOException {
        idxPair("t10k", PIXELS, new byte[] {7, 10, 11});

        List<Diagnostic> problems =
                problems(() -> new DatasetReader(List.of(3, 32, 32), 10).readForEvaluation(directory));
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0).message()).contains("[2, 2, 3]").contains("[3, 32, 32]");
        assertThat(problems.get(1).message()).contains("3 labels").contains("2 images");
        assertThat(problems.get(2).message()).contains("label 10 of image 1").contains("[0, 9]");
        assertThat(problems.get(2).place()).endsWith("t10k-labels-idx1-ubyte");
    }

    @Test
    void aCutCifarFileNamesTheRecord() throws IOException {
        Path file = write("test_batch.bin", Arrays.copyOf(cifar(2, 1), 3073 + 100));

        Diagnostic problem = onlyProblem(() -> COLOUR.readForEvaluation(file));
        assertThat(problem.message()).contains("byte 3073").contains("record 1 has only 100");
        assertThat(onlyProblem(() -> COLOUR.readForEvaluation(write("test_batch.bin", new byte[3074])))
                        .help())
                .contains("CIFAR-100");
    }

    @Test
    void missingThingsAreNamedWithARemedy() throws IOException {
        assertThat(onlyProblem(() -> GREY.readForEvaluation(directory.resolve("absent")))
                        .message())
                .contains("no such file or directory");
        assertThat(onlyProblem(() -> GREY.readForEvaluation(directory)).message())
                .contains("no data files");
        Path images = write("t10k-images-idx3-ubyte", idx(PIXELS, 2, 2, 3));
        assertThat(onlyProblem(() -> GREY.readForEvaluation(images)).message()).contains("t10k-labels-idx1-ubyte");
        Path array = write("x_test.npy", npy("|u1", PIXELS, 2, 2, 3));
        assertThat(onlyProblem(() -> GREY.readForEvaluation(array)).help()).contains("y_test.npy");
        Path other = write("picture.png", new byte[100]);
        assertThat(onlyProblem(() -> GREY.readForEvaluation(other)).help())
                .contains("CIFAR-10")
                .contains("NPZ");
        Path nameless = write("set.npz", npz(Map.of("a", npy("|u1", PIXELS, 2, 2, 3))));
        assertThat(onlyProblem(() -> GREY.readForEvaluation(nameless)).message())
                .contains("[a]");
    }

    @Test
    void valuesThatCannotBePixelsOrLabelsAreRefused() throws IOException {
        write("y.npy", npy("|u1", LABELS, 2));
        float[] values = new float[12];
        values[8] = Float.NaN;
        Path file = write("x.npy", npy("<f4", singles(values), 2, 2, 3));
        assertThat(onlyProblem(() -> GREY.readForEvaluation(file)).message()).contains("pixel 2 of image 1 is NaN");
        write("x.npy", npy("<i8", longs(ByteOrder.LITTLE_ENDIAN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 256), 2, 2, 3));
        assertThat(onlyProblem(() -> GREY.readForEvaluation(file)).message()).contains("pixel 256 of image 1");
        write("x.npy", npy("|u1", PIXELS, 2, 2, 3));
        write("y.npy", npy("|u1", new byte[20], 2, 10));
        assertThat(onlyProblem(() -> GREY.readForEvaluation(file)).help()).contains("argmax");
        write("y.npy", npy("<f4", singles(new float[2]), 2));
        assertThat(onlyProblem(() -> GREY.readForEvaluation(file)).message()).contains("floats");
        write("y.npy", npy("<i8", longs(ByteOrder.LITTLE_ENDIAN, 1, -1), 2));
        assertThat(onlyProblem(() -> GREY.readForEvaluation(file)).message()).contains("label -1 of image 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f2', 'fortran_order': False, 'shape': (2, 2, 3), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (2, 2, 3), }",
                "{'descr': '<c8', 'fortran_order': False, 'shape': (2, 2, 3), }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2, 3), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, -2, 3), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 3), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000, 3), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 1, 1, 1, 1, 1, 6), }",
                "{'descr': '<f4', 'fortran_order': False}",
                "nonsense"
            })
    void headersThatCannotBeReadAreRefusedWithTheirPlace(String header) throws IOException {
        write("y.npy", npy("|u1", LABELS, 2));
        Path file = write("x.npy", npy(header, 1, new byte[48]));

        assertThat(onlyProblem(() -> GREY.readForEvaluation(file)).message()).startsWith("byte 10: ");
    }

    @Test
    void versionsTwoAndThreeOfNpyHaveLongerHeaders() throws IOException {
        write("y.npy", npy("|u1", LABELS, 2));
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 3), }";
        for (int version : new int[] {2, 3}) {
            assertThat(bytes(GREY.readForEvaluation(write("x.npy", npy(header, version, PIXELS)))))
                    .isEqualTo(PIXELS);
        }
        Path four = write("x.npy", npy(header, 4, PIXELS));
        assertThat(onlyProblem(() -> GREY.readForEvaluation(four)).message()).contains("version 4");
    }

    @Test
    void everyTruncationOfEveryFormatIsRefusedWithADiagnostic() throws IOException {
        write("y.npy", npy("|u1", LABELS, 2));
        byte[] array = npy("|u1", PIXELS, 2, 2, 3);
        for (int length = 0; length < array.length; length++) {
            Path cut = write("x.npy", Arrays.copyOf(array, length));
            assertThat(problems(() -> GREY.readForEvaluation(cut))).isNotEmpty();
        }
        byte[] archive = npz(Map.of("x", array, "y", npy("|u1", LABELS, 2)));
        for (int length = 0; length < archive.length; length++) {
            Path cut = write("set.npz", Arrays.copyOf(archive, length));
            assertThat(problems(() -> GREY.readForEvaluation(cut))).isNotEmpty();
        }
    }

    @Test
    void damagedBytesOfAnArchiveNeverGiveMoreThanADiagnostic() throws IOException {
        byte[] archive = npz(Map.of("x", npy("|u1", PIXELS, 2, 2, 3), "y", npy("|u1", LABELS, 2)));
        Random random = new Random(5);
        int refused = 0;
        for (int run = 0; run < 500; run++) {
            byte[] damaged = archive.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = write("set.npz", damaged);
            try {
                GREY.readForEvaluation(file);
            } catch (InvalidInputException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void anArchiveThatUnpacksToMoreThanItAnnouncesIsRefusedEarly() throws IOException {
        byte[] bomb = Arrays.copyOf(npy("|u1", PIXELS, 2, 2, 3), 1 << 26);
        Path file = write("set.npz", npz(Map.of("x", bomb, "y", npy("|u1", LABELS, 2))));

        assertThat(Files.size(file)).isLessThan(1 << 20);
        assertThat(onlyProblem(() -> GREY.readForEvaluation(file)).message()).contains("goes on after the 12 bytes");
    }

    @Test
    void theSameImagesAreTheSameDataSetInEveryFormat() throws IOException {
        idxPair("t10k", PIXELS, LABELS);
        Path archive = write("set.npz", npz(Map.of("x", npy("|u1", PIXELS, 2, 2, 3), "y", npy("|u1", LABELS, 2))));
        Path idx = directory.resolve("t10k-images-idx3-ubyte");

        assertThat(GREY.readForEvaluation(idx).sha256())
                .isEqualTo(GREY.readForEvaluation(archive).sha256());
        assertThat(GREY.readIdx("embedded", "i", Files.readAllBytes(idx), "l", idx(LABELS, 2))
                        .sha256())
                .isEqualTo(GREY.readForEvaluation(archive).sha256());
    }

    @Test
    void realCifarTestImagesAreRead() {
        Dataset data = COLOUR.readForEvaluation(SharedData.require("cifar10/test_batch.bin"));
        assertThat(data.images()).isEqualTo(10_000);
        assertThat(data.name()).isEqualTo("test_batch");
        int[] perClass = new int[10];
        Arrays.stream(data.labels()).forEach(label -> perClass[label]++);
        assertThat(perClass).containsOnly(1_000);
        Dataset whole = COLOUR.readForEvaluation(SharedData.require("cifar10"));
        assertThat(whole.files()).containsExactly("test_batch.bin");
        assertThat(whole.sha256()).isEqualTo(data.sha256());
    }

    @Test
    void realMnistTestDigitsAreRead() {
        Dataset data = new DatasetReader(List.of(1, 28, 28), 10).readForEvaluation(SharedData.require("mnist"));
        assertThat(data.images()).isEqualTo(3_000);
        assertThat(data.labels()).startsWith(7, 2, 1, 0, 4);
        assertThatThrownBy(() -> COLOUR.readForEvaluation(SharedData.require("mnist")))
                .hasMessageContaining("[3000, 28, 28]")
                .hasMessageContaining("[3, 32, 32]");
    }

    private void idxPair(String prefix, byte[] pixels, byte[] labels) throws IOException {
        write(prefix + "-images-idx3-ubyte", idx(pixels, pixels.length / 6, 2, 3));
        write(prefix + "-labels-idx1-ubyte", idx(labels, labels.length));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static List<Diagnostic> problems(ThrowingCallable call) {
        InvalidInputException e = catchThrowableOfType(InvalidInputException.class, call);
        assertThat(e).isNotNull();
        return e.diagnostics();
    }

    private static Diagnostic onlyProblem(ThrowingCallable call) {
        List<Diagnostic> problems = problems(call);
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private static byte[] bytes(Dataset data) {
        assertThat(data.pixels()).isInstanceOf(Pixels.Bytes.class);
        return ((Pixels.Bytes) data.pixels()).values();
    }

    private static float[] floats(Dataset data) {
        assertThat(data.pixels()).isInstanceOf(Pixels.Floats.class);
        return ((Pixels.Floats) data.pixels()).values();
    }
}
