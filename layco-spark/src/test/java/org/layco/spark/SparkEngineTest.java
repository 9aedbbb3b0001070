package org.layco.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
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
import org.layco.campaign.store.StoreReader;
import org.layco.io.InvalidInputException;
import org.layco.io.study.GridYaml;
import org.layco.study.Builds;
import org.layco.study.Resources;

/** Sweeps on Spark in this process, beside the same ones on threads. */
class SparkEngineTest {
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Resources RESOURCES = new Resources(2, 10_000_000);

    /**
     * Points that are searched for, one of them certified, and points whose network, data and cell are files, with labels and
     * measured points beside them; one network is broken.
     */
    private static final String STUDY = """
            layco: 1
            model: fashion_lenet5
            limit_images: 1000
            search: {bits: [4, 8], tolerance_images: 32, calibration_images: 32, rounds: 2}
            guarantee: {max_loss_pp: 10}
            sweep:
              grids:
                - search.objective: [energy, area]
                - model: [./broken.onnx, ./net.onnx]
                  data: [./t10k-images-idx3-ubyte.gz, ./folder]
                  cell: [./my_cell.yaml]
                  uniform.bits: [4, 8]
                  uniform.voltage: [1.60 V]
              certify: [1]
            """;

    @TempDir
    private Path directory;

    private Grid grid() throws IOException {
        Files.write(directory.resolve("broken.onnx"), new byte[] {8, 7, 18, 100, 1, 2, 3});
        Path folder = Files.createDirectories(directory.resolve("folder"));
        for (String name : List.of("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")) {
            copy(EXAMPLES.resolve("02-own-network/data").resolve(name), directory);
            copy(EXAMPLES.resolve("02-own-network/data").resolve(name), folder);
        }
        copy(EXAMPLES.resolve("02-own-network/net.onnx"), directory);
        copy(EXAMPLES.resolve("03-own-cell/my_cell.yaml"), directory);
        copy(EXAMPLES.resolve("03-own-cell/my_cell.csv"), directory);
        Path file = Files.writeString(directory.resolve("study.yaml"), STUDY);
        return Grid.of(GridYaml.read(file), Builds.current(), "shipped");
    }

    private static void copy(Path file, Path into) throws IOException {
        Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private Campaign.Summary sweep(String store, Engine engine, BooleanSupplier stopping) throws IOException {
        try (CampaignStore open = CampaignStore.open(directory.resolve(store));
                engine) {
            return new Campaign(grid(), open, engine, SweepProgress.SILENT, stopping).run();
        }
    }

    private static Engine spark() {
        return new SparkEngineProvider().start(Optional.of("local[2]"), RESOURCES);
    }

    private StoreReader store(String name) {
        return new StoreReader(directory.resolve(name));
    }

    @Test
    void aStoreSaysTheSameAsOneFilledByThreadsAlsoAfterAnInterruption() throws IOException {
        sweep("threads", new LocalEngine(RESOURCES), () -> false);
        AtomicInteger asked = new AtomicInteger();
        Campaign.Summary first = sweep("spark", spark(), () -> asked.incrementAndGet() > 12);
        assertThat(first.left()).isPositive();
        Campaign.Summary second = sweep("spark", spark(), () -> false);
        assertThat(second.left()).isZero();
        assertThat(second.failed()).isEqualTo(4);
        assertThat(store("spark").digest()).isEqualTo(store("threads").digest());
        assertThat(store("spark")
                        .query("select distinct engine from provenance where kind = 'point'")
                        .toCsv())
                .contains("spark local[2]");
    }

    @Test
    void anExecutorWithOtherBuildsIsRefusedByName() {
        Builds other = new Builds("0.0.9", Builds.current().libraries(), "64-bit vectors, abacus");
        assertThatThrownBy(() -> SparkEngine.start(Master.of("local[1]"), RESOURCES, other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "executor driver",
                        "64-bit vectors, abacus",
                        Builds.current().text(),
                        "help: ");
    }

    @Test
    void whatIsNoMasterIsRefusedAndSoIsOneThatIsNotThere() {
        for (String wrong : new String[] {"local", "local[0]", "yarn", "spark://", "spark://here", "spark://a:99999"}) {
            assertThatThrownBy(() -> Master.of(wrong))
                    .as(wrong)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll("'" + wrong + "' is not a master", "local[N]", "spark://HOST:PORT");
        }
        assertThatThrownBy(() -> Master.of("spark://127.0.0.1:1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("no Spark master can be reached", "127.0.0.1:1");
    }
}
