package org.layco.campaign.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.campaign.Campaign;
import org.layco.campaign.Engine;
import org.layco.campaign.Grid;
import org.layco.campaign.LocalEngine;
import org.layco.campaign.SweepProgress;
import org.layco.campaign.store.CampaignStore;
import org.layco.campaign.store.QueryResult;
import org.layco.campaign.store.ReadyQuery;
import org.layco.campaign.store.StoreReader;
import org.layco.io.record.ExploreRecordFiles;
import org.layco.io.study.GridYaml;
import org.layco.study.Builds;
import org.layco.study.ExploreRecord;
import org.layco.study.Resources;

/** Whole explorations in this process, on few images of the smallest network. */
class ExplorationTest {
    private static final String GIVEN = """
            layco: 1
            model: fashion_lenet5
            limit_images: 200
            guarantee: {max_loss_pp: 20}
            sweep:
              vary:
                style: [cascade, timely]
                uniform.bits: [4, 6, 8]
                uniform.voltage: [1.58 V, 1.62 V, 1.66 V]
            """;

    private static final String SEARCHED = """
            layco: 1
            model: fashion_lenet5
            limit_images: 1000
            search: {bits: [4, 8], tolerance_images: 32, calibration_images: 32, rounds: 3}
            guarantee: {max_loss_pp: 10}
            sweep:
              vary:
                search.partitions: [2, 3]
                search.objective: [energy, area, lifetime]
                error_scale: [1, 10]
            """;

    @TempDir
    private Path directory;

    private Grid grid(String study) throws IOException {
        return Grid.of(
                GridYaml.read(Files.writeString(directory.resolve("study.yaml"), study)), Builds.current(), "shipped");
    }

    private ExploreRecord explore(String study, String store, int evaluations, int threads, BooleanSupplier stopping)
            throws IOException {
        Resources resources = new Resources(threads, 10_000_000);
        try (CampaignStore open = CampaignStore.open(directory.resolve(store));
                Engine engine = new LocalEngine(resources)) {
            return new Exploration(grid(study), open, engine, SweepProgress.SILENT, stopping, 1)
                    .run(evaluations, resources);
        }
    }

    private Campaign.Summary sweep(String study, String store) throws IOException {
        try (CampaignStore open = CampaignStore.open(directory.resolve(store));
                Engine engine = new LocalEngine(new Resources(2, 10_000_000))) {
            return new Campaign(grid(study), open, engine, SweepProgress.SILENT, () -> false).run();
        }
    }

    @Test
    void pointsAreThoseOfASweepWhicheverComesFirst() throws IOException {
        ExploreRecord part = explore(GIVEN, "one", 6, 2, () -> false);
        assertThat(part.evaluated()).isEqualTo(6);
        assertThat(part.points()).isEqualTo(18);
        Campaign.Summary rest = sweep(GIVEN, "one");
        assertThat(rest).isEqualTo(new Campaign.Summary(18, 6, 12, 0));
        ExploreRecord whole = explore(GIVEN, "one", 6, 2, () -> false);
        assertThat(whole.evaluatedBefore()).isEqualTo(18);
        assertThat(whole.complete()).isTrue();
        assertThat(whole.fronts().getFirst().hypervolume())
                .isGreaterThanOrEqualTo(part.fronts().getFirst().hypervolume());
    }

    @Test
    void theSameSeedGivesTheSameStoreForAnyNumberOfThreadsAndGoesOnWhereItWasStopped() throws IOException {
        ExploreRecord one = explore(GIVEN, "single", 8, 1, () -> false);
        ExploreRecord two = explore(GIVEN, "double", 8, 2, () -> false);
        assertThat(ExploreRecordFiles.toJson(two)).isEqualTo(ExploreRecordFiles.toJson(one));
        assertThat(new StoreReader(directory.resolve("double")).digest())
                .isEqualTo(new StoreReader(directory.resolve("single")).digest());
        AtomicInteger asked = new AtomicInteger();
        ExploreRecord stopped = explore(GIVEN, "stopped", 8, 1, () -> asked.incrementAndGet() > 30);
        assertThat(stopped.evaluated()).isLessThan(8);
        ExploreRecord goneOn = explore(GIVEN, "stopped", 8, 1, () -> false);
        assertThat(goneOn.evaluated()).isEqualTo(8);
        assertThat(goneOn.evaluatedBefore()).isEqualTo(stopped.evaluated());
    }

    @Test
    void searchedPlansLieWithinTheirClosedFormBoundsAndEveryCircumstanceHasItsFront() throws IOException {
        ExploreRecord found = explore(SEARCHED, "searched", 12, 2, () -> false);
        assertThat(found.fronts()).hasSize(2);
        assertThat(found.evaluated() + found.pruned()).isEqualTo(12);
        for (ExploreRecord.Front front : found.fronts()) {
            assertThat(front.circumstances()).containsOnlyKeys("error_scale");
            assertThat(front.points()).isEqualTo(6);
            assertThat(front.hypervolume()).isBetween(0.0, 1.0);
            for (ExploreRecord.Member member : front.members()) {
                assertThat(member.settings()).containsOnlyKeys("search.objective", "search.partitions");
                assertThat(member.energyJ())
                        .isGreaterThanOrEqualTo(front.ideal().energyJ());
                assertThat(member.areaM2()).isGreaterThanOrEqualTo(front.ideal().areaM2());
                assertThat(Objects.requireNonNull(member.lifetimeInferences()))
                        .isLessThanOrEqualTo(
                                Objects.requireNonNull(front.ideal().lifetimeInferences()) * (1 + 1e-9));
            }
        }
    }

    @Test
    void theReadyQueryShowsTheFront() throws IOException {
        ExploreRecord found = explore(GIVEN, "asked", 9, 2, () -> false);
        QueryResult asked = new StoreReader(directory.resolve("asked")).query(ReadyQuery.FRONT.sql());
        List<String> numbers =
                asked.rows().stream().map(row -> String.valueOf(row.getFirst())).toList();
        assertThat(numbers)
                .isNotEmpty()
                .isEqualTo(found.fronts().getFirst().members().stream()
                        .map(member -> String.valueOf(member.point()))
                        .toList());
    }
}
