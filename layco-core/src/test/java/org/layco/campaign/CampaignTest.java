package org.layco.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.campaign.store.CampaignStore;
import org.layco.campaign.store.QueryResult;
import org.layco.campaign.store.ReadyQuery;
import org.layco.campaign.store.StoreReader;
import org.layco.io.InvalidInputException;
import org.layco.io.study.GridYaml;
import org.layco.study.Builds;
import org.layco.study.Resources;

/** Whole sweeps in this process, on few images of the smallest network. */
class CampaignTest {
    private static final String GIVEN = """
            layco: 1
            model: fashion_lenet5
            limit_images: 200
            guarantee: {max_loss_pp: 90}
            uniform: {voltage: 1.60 V}
            sweep:
              vary:
                uniform.bits: [4, 8]
                style: [cascade, timely]
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
                search.objective: [energy, area]
              certify: [1]
            """;

    @TempDir
    private Path directory;

    private Campaign.Summary sweep(String study, String store, int threads, BooleanSupplier stopping)
            throws IOException {
        Path file = Files.writeString(directory.resolve("study.yaml"), study);
        Grid grid = Grid.of(GridYaml.read(file), Builds.current(), "shipped");
        try (CampaignStore open = CampaignStore.open(directory.resolve(store));
                Engine engine = new LocalEngine(new Resources(threads, 10_000_000))) {
            return new Campaign(grid, open, engine, SweepProgress.SILENT, stopping).run();
        }
    }

    private StoreReader store(String name) {
        return new StoreReader(directory.resolve(name));
    }

    private Object one(String store, String sql) {
        return store(store).query(sql).rows().getFirst().getFirst();
    }

    @Test
    void aStoreSaysTheSameForAnyNumberOfThreadsAndInterruptions() throws IOException {
        sweep(SEARCHED, "whole", 1, () -> false);
        AtomicInteger asked = new AtomicInteger();
        Campaign.Summary first = sweep(SEARCHED, "parts", 2, () -> asked.incrementAndGet() > 8);
        assertThat(first.left()).isPositive();
        Campaign.Summary second = sweep(SEARCHED, "parts", 2, () -> false);
        assertThat(second.left()).isZero();
        assertThat(second.before()).isEqualTo(first.done());
        assertThat(store("parts").digest()).isEqualTo(store("whole").digest());
        assertThat(one("whole", "select count(*) from points where status = 'done'"))
                .isEqualTo(4L);
        assertThat(one("whole", "select count(*) from characterizations"))
                .as("shared")
                .isEqualTo(1L);
        assertThat(one("whole", "select count(*) from points where certified is not null"))
                .isEqualTo(1L);
        Campaign.Summary third = sweep(SEARCHED, "parts", 2, () -> false);
        assertThat(third).isEqualTo(new Campaign.Summary(4, 4, 0, 0));
    }

    @Test
    void partsOfEveryTotalAreInTheStoreAndSum() throws IOException {
        sweep(GIVEN, "given", 2, () -> false);
        QueryResult apart = store("given").query("""
                        SELECT p.point_sha256 FROM points p JOIN energy_parts e USING (point_sha256)
                        WHERE e.design = 'plan'
                        GROUP BY p.point_sha256, p.energy_j, e.split
                        HAVING abs(sum(e.energy_j) - p.energy_j) > 1e-9 * p.energy_j
                        """);
        assertThat(apart.rows()).isEmpty();
        assertThat(one("given", "select count(*) from energy_parts")).isNotEqualTo(0L);
        for (String table : List.of("parameters", "layers", "partitions", "baselines", "area_parts", "policies")) {
            assertThat(one("given", "select count(distinct point_sha256) from " + table))
                    .as(table)
                    .isEqualTo(4L);
        }
    }

    @Test
    void aCorruptInputFailsItsPointsAloneAndIsTriedAgainWhenItHasChanged() throws IOException {
        Files.write(directory.resolve("broken.onnx"), new byte[] {8, 7, 18, 100, 1, 2, 3});
        String study = """
                layco: 1
                data: fashion_mnist
                limit_images: 200
                uniform: {bits: 8, voltage: 1.60 V}
                sweep: {vary: {model: [./broken.onnx, fashion_lenet5, ./missing.onnx]}}
                """;
        Campaign.Summary summary = sweep(study, "some", 2, () -> false);
        assertThat(summary).isEqualTo(new Campaign.Summary(3, 0, 1, 2));
        QueryResult failures = store("some").query(ReadyQuery.FAILURES.sql());
        assertThat(failures.rows()).hasSize(2);
        assertThat(failures.toCsv()).contains("broken.onnx", "missing.onnx", "help: ");
        String digest = store("some").digest();
        assertThat(sweep(study, "some", 2, () -> false)).isEqualTo(new Campaign.Summary(3, 1, 0, 2));
        assertThat(store("some").digest()).isEqualTo(digest);
    }

    @Test
    void aChangedValueChangesTheDigestAndKeepsWhatWasFoundBefore() throws IOException {
        sweep(GIVEN, "first", 2, () -> false);
        String digest = store("first").digest();
        sweep(GIVEN.replace("1.60", "1.62"), "first", 2, () -> false);
        assertThat(store("first").digest()).isNotEqualTo(digest);
        assertThat(one("first", "select count(*) from points")).isEqualTo(8L);
        assertThat(one("first", "select count(*) from current_points")).isEqualTo(4L);
    }

    @Test
    void aDirectoryThatIsWrittenToIsRefused() throws IOException {
        sweep(GIVEN, "held", 2, () -> false);
        Path held = directory.resolve("held");
        try (CampaignStore open = CampaignStore.open(held)) {
            assertThat(open.isDone("")).isFalse();
            assertThatThrownBy(() -> CampaignStore.open(held))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll("process", "writes to this directory", "help: ");
            assertThatThrownBy(() -> new StoreReader(held).query("select 1"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("a sweep writes to this store");
        }
        assertThat(one("held", "select count(*) from points")).isEqualTo(4L);
    }

    @Test
    void everyReadyQueryAnswersAndNothingThatIsAskedChangesTheStore() throws IOException {
        sweep(GIVEN, "asked", 2, () -> false);
        String digest = store("asked").digest();
        for (ReadyQuery query : ReadyQuery.values()) {
            QueryResult result = store("asked").query(query.sql());
            assertThat(result.toTable()).as(query.key()).isNotEmpty();
            assertThat(result.toJson()).startsWith("[");
            assertThat(result.rows().isEmpty()).as(query.key()).isEqualTo(query == ReadyQuery.FAILURES);
        }
        for (String sql : List.of(
                "delete from points",
                "create table more (a integer)",
                "copy points to 'points.csv'",
                "select * from read_csv('/etc/passwd')",
                "selec 1",
                "select no_such_column from points")) {
            assertThatThrownBy(() -> store("asked").query(sql))
                    .as(sql)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("help: ");
        }
        assertThat(store("asked").digest()).isEqualTo(digest);
        Path parquet = directory.resolve("parquet");
        store("asked").export(parquet);
        assertThat(parquet.resolve("points.parquet")).isNotEmptyFile();
        assertThat(parquet.resolve("layers.parquet")).isNotEmptyFile();
    }
}
