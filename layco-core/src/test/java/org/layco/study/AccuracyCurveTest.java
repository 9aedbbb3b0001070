package org.layco.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.layco.EmbeddedStudy;
import org.layco.device.FaultParameters;
import org.layco.device.LineWeakness;
import org.layco.device.MemoryCell;
import org.layco.device.StuckCells;
import org.layco.fault.FailedWrites;
import org.layco.fault.StreamKey;
import org.layco.hardware.Style;
import org.layco.io.record.CurveRecordFiles;
import org.layco.network.Operand;
import org.layco.quant.StoredCode;
import org.layco.source.Kind;
import org.layco.source.Sourced;

/** Curves of the embedded networks. */
class AccuracyCurveTest {
    private static final Study LENET = EmbeddedStudy.of("fashion_lenet5");
    /** At which the embedded LeNet-5 loses some percentage points. */
    private static final double RATE = 1e-2;

    private static final List<Operand> STORED = List.of(Operand.WEIGHT, Operand.INPUT);

    @Test
    void theCurveIsTheSameForAnyNumberOfThreadsAndAnyMemory() {
        CurveRequest request = request(List.of(Operand.values()), List.of(1e-3, 1e-2), 3, true, 0);
        CurveRecord one = curve(LENET, request, new Resources(1, Long.MAX_VALUE));
        assertThat(untimed(curve(LENET, request, new Resources(4, Long.MAX_VALUE)), one))
                .isEqualTo(untimed(one, one));
        CurveRecord starved = curve(LENET, request, new Resources(2, 0));
        assertThat(starved.curve()).isEqualTo(one.curve());
        assertThat(starved.layers()).isEqualTo(one.layers());
        assertThat(starved.cost().passes()).isGreaterThan(one.cost().passes());
    }

    @Test
    void accuracyFallsWithTheBitErrorRateFromThatOfTheQuantisedNetworkToChance() {
        CurveRecord record = curve(
                EmbeddedStudy.of("fashion_resnet8"),
                request(STORED, List.of(1e-7, 1e-3, 1e-2, 0.5), 4, false, 0),
                Resources.ofThreads(2));
        List<CurveRecord.Row> rows = record.curve();
        assertThat(rows.stream().map(CurveRecord.Row::name))
                .containsExactly("float", "error_free", "errors", "errors", "errors", "errors");
        assertThat(rows.get(0).top1()).isGreaterThan(0.85);
        assertThat(rows.get(1).lossPp()).isBetween(-2.0, 2.0);
        assertThat(rows.get(2).lossPp())
                .isBetween(rows.get(1).lossPp() - 0.5, rows.get(1).lossPp() + 0.5);
        for (int i = 3; i < rows.size(); i++) {
            assertThat(rows.get(i).top1()).isLessThan(rows.get(i - 1).top1());
        }
        assertThat(rows.get(5).top1()).as("codes of coin flips").isBetween(0.03, 0.2);
        for (CurveRecord.Row row : rows.subList(2, rows.size())) {
            assertThat(row.maps()).isEqualTo(4);
            assertThat(row.top1()).isBetween(row.top1Low(), row.top1High());
            assertThat(row.top1()).isBetween(row.top1ImagesLow(), row.top1ImagesHigh());
        }
    }

    @Test
    void mapsAreTheSameWhateverOtherRatesAreAskedFor() {
        CurveRecord several =
                curve(LENET, request(STORED, List.of(1e-4, 2e-3, 1e-2), 3, false, 0), Resources.ofThreads(2));
        CurveRecord alone = curve(LENET, request(STORED, List.of(2e-3), 3, false, 0), Resources.ofThreads(2));
        assertThat(several.curve()).contains(alone.curve().getLast());
    }

    @Test
    void theFaultsOfAMapAtOneRateAreAmongThoseAtAHigherOne() {
        FailedWrites draws = new FailedWrites();
        long stream = new StreamKey(1, 3, 0, 2, Operand.WEIGHT).failedWrites();
        Set<Long> rare = set(draws.draw(stream, 200_000, 3e-4));
        Set<Long> frequent = set(draws.draw(stream, 200_000, 1e-3));
        assertThat(rare).isNotEmpty();
        assertThat(frequent).hasSizeGreaterThan(rare.size()).containsAll(rare);
    }

    @Test
    void everyLayerHasARowPerOperandAndRateAndReadersOfOneMapShareTheirs() {
        Study study = EmbeddedStudy.of("fashion_resnet8");
        CurveRecord record = curve(study, request(STORED, List.of(1e-2), 2, true, 0), Resources.ofThreads(2));
        assertThat(record.layers())
                .hasSize(2 * study.network().mvmLayers().size())
                .allMatch(row -> row.layer() != null && row.maps() == 2);
        List<CurveRecord.Row> shared = record.layers().stream()
                .filter(row -> !row.sharedWith().isEmpty())
                .toList();
        assertThat(shared).hasSizeGreaterThanOrEqualTo(2).allMatch(row -> "input".equals(row.operand()));
        CurveRecord.Row first = shared.getFirst();
        assertThat(shared)
                .filteredOn(row -> first.sharedWith().contains(Objects.requireNonNull(row.layer())))
                .isNotEmpty()
                .allMatch(row -> row.top1() == first.top1());
        assertThat(record.cost().passes()).isLessThan(0.8 * record.cost().passesWithoutPrefixCaching());
        assertThat(record.layers())
                .as("single operands lose less than all together")
                .allMatch(row -> row.top1() > record.curve().getLast().top1());
    }

    @Test
    void aWidePrecisionEndsAfterTheFirstRoundOfMapsAndSaysSo() {
        CurveRecord record = curve(LENET, request(STORED, List.of(1e-3, 1e-2), 12, false, 99), Resources.ofThreads(2));
        assertThat(record.curve().subList(2, 4)).allMatch(row -> row.maps() == FaultMaps.ROUND);
        assertThat(record.warnings()).anyMatch(warning -> warning.contains("narrow enough"));
        double spared =
                record.cost().passesWithoutEarlyStopping() - record.cost().passes();
        assertThat(spared).isBetween(2 * 7 - 1e-9, 2 * 7 + 1e-9);
        CurveRecord whole = curve(LENET, request(STORED, List.of(1e-3, 1e-2), 5, false, 0), Resources.ofThreads(2));
        assertThat(record.curve()).isEqualTo(whole.curve());
    }

    @Test
    void twosComplementLosesWhatOffsetBinaryLosesForTheyDifferInTheTopBitAlone() {
        assertThat(curve(stored(StoredCode.TWOS_COMPLEMENT, 0, 0)).curve())
                .isEqualTo(curve(stored(StoredCode.OFFSET_BINARY, 0, 0)).curve());
    }

    @Test
    void safeTopBitsLoseLess() {
        double bare = loss(stored(StoredCode.OFFSET_BINARY, 0, 0));
        double one = loss(stored(StoredCode.OFFSET_BINARY, 1, 1e-6));
        double three = loss(stored(StoredCode.OFFSET_BINARY, 3, 1e-6));
        assertThat(one).isLessThan(bare - 1);
        assertThat(three).isLessThan(one - 1);
    }

    @Test
    void aSafePartitionThatIsAsUnsafeAsTheOtherChangesNothing() {
        assertThat(curve(stored(StoredCode.GRAY, 3, RATE)).curve())
                .isEqualTo(curve(stored(StoredCode.GRAY, 0, 0)).curve());
    }

    @Test
    void weightsOfDifferentialPairsAreStoredInAnyCode() {
        Study pairs = EmbeddedStudy.of("fashion_lenet5", Style.TIMELY);
        assertThat(pairs.design().array().polarities()).isEqualTo(2);
        for (StoredCode code : StoredCode.values()) {
            CurveRecord record = curve(pairs, stored(code, 0, 0), Resources.ofThreads(2));
            assertThat(record.curve().getLast().lossPp())
                    .as(code.key())
                    .isGreaterThan(record.curve().get(1).lossPp());
        }
    }

    @Test
    void aRateThatWeakLinesCannotConcentrateIsRefused() {
        Study weak = withCell(new FaultParameters(
                Optional.of(new Sourced<>(new LineWeakness(0.1, 4), "test", Kind.ASSUMED)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertThat(AccuracyCurve.highestBitErrorRate(weak)).isEqualTo(0.25);
        CurveRequest beyond = request(STORED, List.of(0.3), 2, false, 0);
        assertThatThrownBy(() -> curve(weak, beyond, Resources.ofThreads(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.25");
    }

    @Test
    void stuckCellsOfTheCardActOnEveryOperandThatErrorsStrike() {
        Study worn = withCell(new FaultParameters(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Sourced<>(new StuckCells(0.02, 0.9), "test", Kind.ASSUMED)),
                Optional.empty()));
        for (Operand operand : Operand.values()) {
            CurveRequest request = request(List.of(operand), List.of(1e-6), 3, false, 0);
            CurveRecord record = curve(worn, request, Resources.ofThreads(2));
            double fresh = curve(LENET, request, Resources.ofThreads(2))
                    .curve()
                    .getLast()
                    .lossPp();
            assertThat(record.curve().getLast().lossPp()).as(operand.key()).isGreaterThan(fresh + 1);
            assertThat(record.curve().get(1))
                    .isEqualTo(curve(LENET, request, Resources.ofThreads(2))
                            .curve()
                            .get(1));
        }
    }

    private static Study withCell(FaultParameters faults) {
        MemoryCell cell = LENET.cell();
        return new Study(
                LENET.network(),
                LENET.data(),
                LENET.preprocessing(),
                LENET.split(),
                LENET.design(),
                LENET.template(),
                LENET.raq(),
                new MemoryCell(
                        cell.name(),
                        cell.aliases(),
                        cell.title(),
                        cell.operatingRange(),
                        cell.nominalVolts(),
                        cell.stepVolts(),
                        cell.write(),
                        cell.read(),
                        cell.writeErrors(),
                        cell.errorScale(),
                        cell.bitErrors(),
                        faults,
                        cell.levelNoiseSigma(),
                        cell.endurance(),
                        cell.enduranceSpread(),
                        cell.retentionVolts(),
                        cell.area()),
                LENET.guarantee(),
                LENET.seed(),
                LENET.search(),
                LENET.bufferArea(),
                Optional.empty(),
                LENET.lifetime(),
                List.of());
    }

    private static CurveRequest stored(StoredCode code, int safeBits, double safeRate) {
        return new CurveRequest(
                8,
                8,
                CurveRequest.Ranges.LEAST_SQUARES,
                STORED,
                List.of(RATE),
                3,
                code,
                safeBits,
                safeRate,
                false,
                0,
                Optional.of(300));
    }

    private static CurveRecord curve(CurveRequest request) {
        return curve(LENET, request, Resources.ofThreads(2));
    }

    private static double loss(CurveRequest request) {
        return curve(request).curve().getLast().lossPp();
    }

    private static Set<Long> set(LongBuffer writes) {
        Set<Long> set = new HashSet<>();
        Arrays.stream(writes.array(), 0, writes.limit()).forEach(set::add);
        return set;
    }

    private static CurveRequest request(
            List<Operand> operands, List<Double> rates, int maps, boolean perLayer, double precisionPp) {
        return new CurveRequest(
                8,
                8,
                CurveRequest.Ranges.LEAST_SQUARES,
                operands,
                rates,
                maps,
                StoredCode.TWOS_COMPLEMENT,
                0,
                0,
                perLayer,
                precisionPp,
                Optional.of(150));
    }

    private static CurveRecord curve(Study study, CurveRequest request, Resources resources) {
        RunContext context =
                new RunContext("test", Map.of(), "layco", "layco", "java", "os", "isa", resources, 1, List.of(), "now");
        try (AccuracyCurve curve = new AccuracyCurve(study, request, resources, Progress.SILENT)) {
            return curve.run(context);
        }
    }

    /** The record as JSON, with environment and timing of another. */
    private static String untimed(CurveRecord record, CurveRecord other) {
        return CurveRecordFiles.toJson(new CurveRecord(
                record.schema(),
                record.study(),
                record.setting(),
                record.intervals(),
                record.curve(),
                record.layers(),
                record.cost(),
                record.warnings(),
                record.provenance(),
                other.environment(),
                other.timing()));
    }
}
