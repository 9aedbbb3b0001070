package org.layco.campaign.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.layco.campaign.Point;
import org.layco.study.PointRecord;
import org.layco.study.RunRecord;
import org.layco.study.WearRecord;

/** The rows of one point, in every table that speaks of points. */
final class PointTables {
    private static final Pattern NUMBER =
            Pattern.compile("([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\\s*[a-zA-Z%/*0-9]*");

    /** Columns of the table of points, of which a point that failed fills four. */
    private static final int POINT_COLUMNS = 40;

    private final Point point;
    private final Table points = new Table("points");
    private final Table parameters = new Table("parameters");
    private final Table inputs = new Table("inputs");
    private final Table trials = new Table("trials");
    private final Table layers = new Table("layers");
    private final Table partitions = new Table("partitions");
    private final Table baselines = new Table("baselines");
    private final Table energyParts = new Table("energy_parts");
    private final Table areaParts = new Table("area_parts");
    private final Table policies = new Table("policies");
    private final Table warnings = new Table("warnings");

    private PointTables(Point point) {
        this.point = point;
        point.parameters().forEach((path, value) -> parameters.row(point.key(), path, value, number(value)));
        point.inputs().forEach(input -> inputs.row(point.key(), input.role(), input.name(), input.sha256()));
    }

    /** The rows of a point that has its record. */
    static PointTables done(Point point, @Nullable String characterization, PointRecord record) {
        PointTables tables = new PointTables(point);
        tables.point(characterization, record);
        tables.trials(record);
        tables.plan(record);
        tables.designs(record);
        for (WearRecord.Policy policy : record.policies()) {
            tables.policies.row(
                    point.key(),
                    policy.name(),
                    policy.eta(),
                    policy.lifetimeInferences(),
                    policy.limitingPartition(),
                    policy.swapWriteShare(),
                    policy.swapEnergyJ(),
                    policy.swapTimeS());
        }
        for (String warning : record.warnings()) {
            tables.warnings.row(point.key(), record.warnings().indexOf(warning) + 1, warning);
        }
        return tables;
    }

    /** The rows of a point that cannot have one. */
    static PointTables failed(Point point, String problem) {
        PointTables tables = new PointTables(point);
        tables.point(problem);
        return tables;
    }

    private void point(String problem) {
        @Nullable Object[] row = new Object[POINT_COLUMNS];
        row[0] = point.key();
        row[1] = CampaignStore.FAILED;
        row[2] = problem;
        row[3] = point.shown().json();
        points.row(row);
    }

    private void point(@Nullable String characterization, PointRecord record) {
        RunRecord.StudySummary study = record.study();
        RunRecord.Design cost = record.planCost();
        RunRecord.Solver solver = record.solver();
        RunRecord.Guarantee certificate = record.guarantee();
        points.row(
                point.key(),
                CampaignStore.DONE,
                null,
                point.shown().json(),
                characterization,
                study.network().name(),
                study.network().sha256(),
                study.data().name(),
                study.data().sha256(),
                study.hardware(),
                study.style(),
                study.cell(),
                solver == null ? null : solver.objective(),
                study.maxLossPp(),
                study.confidence(),
                study.seed(),
                study.data().searchImages(),
                record.accuracy().floatTop1(),
                record.accuracy().lossPp(),
                record.accuracy().standardErrorPp(),
                record.accuracy().countedLossPp(),
                record.accuracy().acceptable(),
                cost.energyJ(),
                cost.areaM2(),
                cost.latencyS(),
                cost.lifetimeLevelledInferences(),
                cost.lifetimeUnlevelledInferences(),
                record.lifetime().closedFormYears(),
                record.lifetime().ratePerS(),
                record.lifetime().limitingPartition(),
                cost.assumedEnergyShare(),
                solver == null ? null : solver.status(),
                solver == null ? null : solver.relativeGap(),
                solver == null ? null : solver.lossBudgetPp(),
                solver == null ? null : solver.predictedLossPp(),
                certificate == null ? null : certificate.met(),
                certificate == null ? null : certificate.confidence(),
                certificate == null ? null : certificate.lossPp(),
                certificate == null ? null : certificate.upperBoundPp(),
                certificate == null ? null : certificate.images());
    }

    private void trials(PointRecord record) {
        int trial = 0;
        int images = record.accuracy().images();
        RunRecord.Solver solver = record.solver();
        if (solver == null) {
            trials.row(
                    point.key(),
                    ++trial,
                    "given",
                    images,
                    null,
                    null,
                    record.accuracy().lossPp(),
                    null,
                    record.planCost().energyJ(),
                    record.accuracy().acceptable());
        } else {
            for (RunRecord.Round round : solver.rounds()) {
                trials.row(
                        point.key(),
                        ++trial,
                        "search",
                        images,
                        round.lossBudgetPp(),
                        round.predictedLossPp(),
                        round.measuredLossPp(),
                        round.neededMarginPp(),
                        round.energyJ(),
                        round.accepted());
            }
        }
        RunRecord.Guarantee certificate = record.guarantee();
        if (certificate != null) {
            trials.row(
                    point.key(),
                    ++trial,
                    "certificate",
                    certificate.images(),
                    null,
                    null,
                    certificate.lossPp(),
                    null,
                    record.planCost().energyJ(),
                    certificate.met());
        }
    }

    private void plan(PointRecord record) {
        List<RunRecord.LayerRow> rows = record.plan().layers();
        for (int layer = 0; layer < rows.size(); layer++) {
            RunRecord.LayerRow row = rows.get(layer);
            RunRecord.Operands operands = row.operands();
            layers.row(
                    point.key(),
                    layer,
                    row.name(),
                    row.operator(),
                    row.macs(),
                    operands.weight().bits(),
                    operands.input().bits(),
                    operands.partialSum().bits(),
                    operands.weight().voltageV(),
                    operands.input().voltageV(),
                    operands.partialSum().voltageV(),
                    operands.input().bitErrorRate(),
                    operands.partialSum().bitErrorRate(),
                    operands.input().partition(),
                    operands.partialSum().partition(),
                    row.energyJ());
        }
        for (RunRecord.PartitionRow row : record.partitions()) {
            partitions.row(
                    point.key(),
                    row.id(),
                    row.holds(),
                    row.voltageV(),
                    row.bitErrorRate(),
                    row.cells(),
                    row.peakCells(),
                    row.writesPerInference(),
                    row.endurance(),
                    row.lifetimeInferences());
        }
    }

    private void designs(PointRecord record) {
        for (int i = 0; i < record.designs().size(); i++) {
            RunRecord.Design design = record.designs().get(i);
            // The first is the plan, whose totals are the point's own.
            if (i > 0) {
                baselines.row(
                        point.key(),
                        design.name(),
                        design.energyJ(),
                        design.areaM2(),
                        design.latencyS(),
                        design.lifetimeLevelledInferences(),
                        design.lifetimeUnlevelledInferences(),
                        design.limitingPartition(),
                        design.assumedEnergyShare());
            }
            Map.of("component", design.energyByComponentJ(), "operand", design.energyByOperandJ())
                    .forEach((split, parts) -> parts.forEach(
                            part -> energyParts.row(point.key(), design.name(), split, part.name(), part.value())));
            design.areaByComponentM2()
                    .forEach(part -> areaParts.row(point.key(), design.name(), part.name(), part.value()));
        }
    }

    private static @Nullable Double number(String value) {
        Matcher matcher = NUMBER.matcher(value);
        return matcher.matches() ? Double.valueOf(matcher.group(1)) : null;
    }

    /** Writes all rows within the connection's transaction. */
    void write(DuckDBConnection connection) throws SQLException {
        for (Table table : List.of(
                points,
                parameters,
                inputs,
                trials,
                layers,
                partitions,
                baselines,
                energyParts,
                areaParts,
                policies,
                warnings)) {
            table.write(connection);
        }
    }
}
