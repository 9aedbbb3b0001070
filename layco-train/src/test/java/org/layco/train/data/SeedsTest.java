package org.layco.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void permutationHoldsEveryNumberOnce() {
        assertThat(Seeds.permutation(1000, 5))
                .containsExactlyInAnyOrder(IntStream.range(0, 1000).toArray());
    }

    @Test
    void permutationDependsOnTheSeedOnly() {
        assertThat(Seeds.permutation(100, 5))
                .isEqualTo(Seeds.permutation(100, 5))
                .isNotEqualTo(Seeds.permutation(100, 6));
    }

    @Test
    void derivedSeedsDifferByKeyPositionAndSeed() {
        LongStream seeds = LongStream.of(
                Seeds.derive(1, 0, 0),
                Seeds.derive(1, 0, 1),
                Seeds.derive(1, 1, 0),
                Seeds.derive(2, 0, 0),
                Seeds.derive(1, 0),
                Seeds.derive(1),
                Seeds.derive(0));

        assertThat(seeds.distinct().count()).isEqualTo(7);
    }
}
