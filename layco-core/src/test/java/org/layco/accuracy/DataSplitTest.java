package org.layco.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataSplitTest {
    private static final ImageShape SHAPE = new ImageShape(1, 4, 4);

    private static Dataset random(int images) {
        byte[] pixels = new byte[images * SHAPE.elements()];
        new Random(11).nextBytes(pixels);
        return dataset(pixels);
    }

    private static Dataset dataset(byte[] pixels) {
        int[] labels = new int[pixels.length / SHAPE.elements()];
        return new Dataset("random", SHAPE, new Pixels.Bytes(pixels), labels, 10, List.of("random"), List.of());
    }

    /** The data set with its images in another order: image i of the result is image order[i]. */
    private static Dataset reordered(Dataset data, int[] order) {
        byte[] from = ((Pixels.Bytes) data.pixels()).values();
        byte[] to = new byte[order.length * SHAPE.elements()];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(from, order[i] * SHAPE.elements(), to, i * SHAPE.elements(), SHAPE.elements());
        }
        return dataset(to);
    }

    @Test
    void partsAreDisjointCompleteAndOfTheAskedSize() {
        DataSplit split = DataSplit.of(random(10_000), DataSplit.DEFAULT_SEARCH_SHARE);
        Set<Integer> all = new HashSet<>();
        IntStream.concat(Arrays.stream(split.search()), Arrays.stream(split.certification()))
                .forEach(image -> assertThat(all.add(image)).isTrue());
        assertThat(all).hasSize(10_000);
        assertThat(split.search().length).isBetween(1_840, 2_160); // 2,000 +- 4 standard deviations
        assertThat(split.duplicates()).isZero();
    }

    @Test
    void neitherMembershipNorOrderDependsOnTheOrderOfTheFile() {
        Dataset data = random(1_000);
        int[] order = IntStream.range(0, 1_000).map(i -> i * 7 % 1_000).toArray();
        DataSplit split = DataSplit.of(data, 0.2);
        DataSplit other = DataSplit.of(reordered(data, order), 0.2);
        assertThat(Arrays.stream(other.search()).map(i -> order[i]).toArray()).isEqualTo(split.search());
        assertThat(Arrays.stream(other.certification()).map(i -> order[i]).toArray())
                .isEqualTo(split.certification());
    }

    @Test
    void membershipDoesNotDependOnTheOtherImages() {
        Dataset data = random(1_000);
        Set<Integer> search = new HashSet<>();
        Arrays.stream(DataSplit.of(data, 0.2).search()).filter(i -> i < 500).forEach(search::add);
        assertThat(DataSplit.of(data.first(500), 0.2).search())
                .containsExactlyInAnyOrder(search.toArray(Integer[]::new));
    }

    @Test
    void ofImagesWithTheSameContentTheFirstIsKept() {
        Dataset data = random(500);
        int[] order = IntStream.range(0, 600).map(i -> i % 500).toArray();
        DataSplit split = DataSplit.of(reordered(data, order), 0.2);
        assertThat(split.duplicates()).isEqualTo(100);
        assertThat(split)
                .usingRecursiveComparison()
                .ignoringFields("duplicates")
                .isEqualTo(DataSplit.of(data, 0.2));
    }

    @Test
    void aLimitTakesTheFirstOfBothPartsInProportion() {
        DataSplit split = DataSplit.of(random(1_000), 0.2);
        DataSplit limited = split.limitedTo(100);
        assertThat(limited.search().length + limited.certification().length).isEqualTo(100);
        assertThat(limited.search().length / 100.0).isCloseTo(split.search().length / 1_000.0, within(0.006));
        assertThat(split.search()).startsWith(limited.search());
        assertThat(split.certification()).startsWith(limited.certification());
        assertThat(split.limitedTo(1_000)).isSameAs(split);
    }

    @Test
    void aPartWithoutImagesIsRefused() {
        assertThatThrownBy(() -> DataSplit.of(random(1), 0.2)).hasMessageContaining("Use more images");
        assertThatThrownBy(() -> DataSplit.of(random(100), 0.2).limitedTo(1)).hasMessageContaining("a limit of 1");
        assertThatThrownBy(() -> DataSplit.of(random(100), 1.2)).hasMessageContaining("1.2");
    }

    @Test
    void theIdentityOfADataSetCoversPixelsLabelsAndShape() {
        Dataset data = random(10);
        byte[] changed = ((Pixels.Bytes) data.pixels()).values().clone();
        changed[100]++;
        int[] labels = new int[10];
        labels[9] = 1;
        Set<String> identities = new HashSet<>(List.of(
                data.sha256(),
                dataset(changed).sha256(),
                new Dataset("x", SHAPE, data.pixels(), labels, 10, List.of(), List.of()).sha256(),
                new Dataset("x", new ImageShape(1, 2, 8), data.pixels(), data.labels(), 10, List.of(), List.of())
                        .sha256()));
        assertThat(identities).hasSize(4).allMatch(hex -> hex.matches("[0-9a-f]{64}"));
        assertThat(random(10).sha256()).isEqualTo(data.sha256());
    }
}
