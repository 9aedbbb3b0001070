package org.layco.campaign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.campaign.Grid;
import org.layco.campaign.Outcome;
import org.layco.io.InvalidInputException;
import org.layco.io.study.GridYaml;
import org.layco.study.Builds;

class FullDiskTest {
    private static final Outcome.Execution HERE = new Outcome.Execution("here", "2026-01-01T00:00:00Z", 0);

    @TempDir
    private Path directory;

    @Test
    void aDiskThatIsNearlyFullEndsTheSweepBeforeAnythingIsLost() throws Exception {
        Path file = Files.writeString(directory.resolve("study.yaml"), "layco: 1\nsweep: {vary: {seed: [1, 2, 3]}}\n");
        Grid grid = Grid.of(GridYaml.read(file), Builds.current(), "shipped");
        AtomicLong free = new AtomicLong(Long.MAX_VALUE);
        Path out = directory.resolve("store");
        try (CampaignStore store = CampaignStore.open(out, free::get)) {
            store.begin(grid, "builds", "engine", "2026-01-01T00:00:00Z");
            record(store, grid, 0);
            free.set(1 << 20);
            assertThatThrownBy(() -> record(store, grid, 1))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll(
                            "the store cannot be written", "are free", "help: Nothing that was finished is lost");
            free.set(Long.MAX_VALUE);
            record(store, grid, 2);
        }
        assertThat(new StoreReader(out)
                        .query("select point_number from current_points order by 1")
                        .rows())
                .extracting(row -> row.getFirst())
                .containsExactly(1, 3);
    }

    private static void record(CampaignStore store, Grid grid, int point) {
        String key = grid.points().get(point).key();
        store.record(grid.points().get(point), null, new Outcome.Failed(key, "because", false, HERE));
    }
}
