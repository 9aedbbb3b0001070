package org.layco.io.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFileTest {
    private static final byte[] SIX = {0, 1, 2, (byte) 253, (byte) 254, (byte) 255};

    @Test
    void readsPlainFile(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("six-idx2-ubyte"), idx(0x08, SIX, 2, 3));

        IdxFile read = IdxFile.read(file);

        assertThat(read.dims()).containsExactly(2, 3);
        assertThat(read.data()).isEqualTo(SIX);
        assertThat(read.count()).isEqualTo(2);
    }

    @Test
    void recognisesGzipByItsContentAndNotByItsName(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("no-suffix"), gzip(idx(0x08, SIX, 6)));

        assertThat(IdxFile.read(file).data()).isEqualTo(SIX);
    }

    @Test
    void readsDataLargerThanOneChunk() throws IOException {
        byte[] data = new byte[300 * 28 * 28];
        new Random(1).nextBytes(data);

        IdxFile read = IdxFile.parse("images", gzip(idx(0x08, data, 300, 28, 28)));

        assertThat(read.data()).isEqualTo(data);
    }

    @Test
    void namesTheMissingFile(@TempDir Path directory) {
        Path file = directory.resolve("absent");

        assertThatThrownBy(() -> IdxFile.read(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("no such file");
    }

    @Test
    void refusesDirectory(@TempDir Path directory) {
        assertThatThrownBy(() -> IdxFile.read(directory))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("directory");
    }

    @Test
    void reportsTheByteAtWhichAPlainFileIsCutOff() {
        byte[] cut = Arrays.copyOf(idx(0x08, SIX, 2, 3), 15);

        DataFileException e = failure(cut);

        assertThat(e.byteOffset()).isEqualTo(15);
        assertThat(e.file()).isEqualTo("file");
        assertThat(e)
                .hasMessageContaining("ends inside the data of dimensions [2, 3], which needs 6 bytes from byte 12");
        assertThat(e.remedy()).contains("Fetch the file again");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 11, 12, 17})
    void refusesEveryTruncation(int length) {
        DataFileException e = failure(Arrays.copyOf(idx(0x08, SIX, 2, 3), length));

        assertThat(e.byteOffset()).isEqualTo(length);
    }

    @Test
    void refusesEveryTruncationOfACompressedFile() throws IOException {
        byte[] whole = gzip(idx(0x08, SIX, 2, 3));
        for (int length = 0; length < whole.length; length++) {
            assertThat(failure(Arrays.copyOf(whole, length)).problem()).isNotEmpty();
        }
    }

    @Test
    void refusesACompressedFileWhoseChecksumIsWrong() throws IOException {
        byte[] damaged = gzip(idx(0x08, SIX, 2, 3));
        damaged[damaged.length - 6] ^= 1;

        assertThat(failure(damaged).problem()).contains("truncated or damaged");
    }

    @Test
    void refusesBytesAfterTheData() {
        byte[] whole = idx(0x08, SIX, 2, 3);

        DataFileException e = failure(Arrays.copyOf(whole, whole.length + 1));

        assertThat(e.byteOffset()).isEqualTo(18);
        assertThat(e.problem()).contains("goes on after the 6 bytes");
    }

    @Test
    void refusesAFileOfAnotherFormat() {
        DataFileException e = failure(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});

        assertThat(e.byteOffset()).isEqualTo(0);
        assertThat(e.problem()).contains("not an IDX file");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x09, 0x0b, 0x0c, 0x0d, 0x0e, 0xff})
    void refusesElementsOtherThanUnsignedBytes(int type) {
        DataFileException e = failure(idx(type, SIX, 6));

        assertThat(e.byteOffset()).isEqualTo(2);
        assertThat(e.problem()).contains("type 0x%02x".formatted(type));
    }

    @Test
    void refusesDimensionsThatCannotBe() {
        assertThat(failure(idx(0x08, SIX)).byteOffset()).isEqualTo(3);
        assertThat(failure(idx(0x08, SIX, 1, 1, 1, 1, 1, 1, 1, 1, 6)).byteOffset())
                .isEqualTo(3);
        assertThat(failure(idx(0x08, SIX, 6, 0)).byteOffset()).isEqualTo(8);
        assertThat(failure(idx(0x08, SIX, -1)).byteOffset()).isEqualTo(4);
        assertThat(failure(idx(0x08, SIX, 65536, 65536)).byteOffset()).isEqualTo(8);
        assertThat(failure(idx(0x08, SIX, Integer.MAX_VALUE, Integer.MAX_VALUE)).problem())
                .contains("2147483647");
    }

    @Test
    void doesNotReserveTheGigabytesThatALyingHeaderAnnounces() {
        long before = usedBytes();

        for (int n = 0; n < 50; n++) {
            failure(idx(0x08, SIX, 1_000_000_000));
        }

        assertThat(usedBytes() - before).isLessThan(500_000_000L);
    }

    @Test
    void refusesARecordWhoseDataDoNotFitItsDimensions() {
        assertThatThrownBy(() -> new IdxFile(new int[] {2, 2}, SIX))
                .hasMessageContaining("need 4 bytes, but data has 6");
    }

    private static long usedBytes() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static DataFileException failure(byte[] content) {
        DataFileException e = catchThrowableOfType(DataFileException.class, () -> IdxFile.parse("file", content));
        assertThat(e).as("refusal of %d bytes", content.length).isNotNull();
        return e;
    }

    private static byte[] idx(int type, byte[] data, int... dims) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dims.length + data.length);
        buffer.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
        Arrays.stream(dims).forEach(buffer::putInt);
        return buffer.put(data).array();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }
}
