package org.layco.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.data.DataFileException;
import org.layco.train.IdxFiles;

class FashionMnistTest {
    @TempDir
    private Path directory = Path.of("set by JUnit");

    @Test
    void readsBothPartsFromPlainFiles() throws IOException {
        IdxFiles.write(directory, "train", images(3, 0, 9, 4));
        IdxFiles.write(directory, "t10k", images(2, 1, 2));

        FashionMnist data = FashionMnist.read(directory);

        assertThat(data.training().labels()).containsExactly(0, 9, 4);
        assertThat(data.test().count()).isEqualTo(2);
        assertThat(data.test().pixels()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void refusesLabelsOutsideTheTenClasses() throws IOException {
        IdxFiles.write(directory, "train", images(2, 3, 10));

        assertThatThrownBy(() -> FashionMnist.read(directory))
                .isInstanceOfSatisfying(
                        DataFileException.class, e -> assertThat(e.byteOffset()).isEqualTo(9))
                .hasMessageContaining("label 10 is outside the range 0 to 9");
    }

    @Test
    void refusesLabelsThatAreNotAsManyAsTheImages() throws IOException {
        IdxFiles.write(directory, "train", images(3, 0, 1, 2));
        byte[] twoLabels = {0, 0, 8, 1, 0, 0, 0, 2, 5, 6};
        Files.write(directory.resolve("train-labels-idx1-ubyte"), twoLabels);

        assertThatThrownBy(() -> FashionMnist.read(directory)).hasMessageContaining("2 labels do not fit 3 images");
    }

    private static LabelledImages images(int count, int... labels) {
        byte[] pixels = new byte[count * 4];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        return new LabelledImages(count, 1, 2, 2, pixels, labels);
    }
}
