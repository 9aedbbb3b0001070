package org.layco.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layco.accuracy.AccuracyEstimate;

/** Puts everything that was found at a point into its record. */
final class PointRecords {
    private final Study study;
    private final Characterized measured;
    private final PlanSearch.Outcome found;

    PointRecords(Study study, Characterized measured, PlanSearch.Outcome found) {
        this.study = study;
        this.measured = measured;
        this.found = found;
    }

    PointRecord build(
            double floatTop1, Optional<AccuracyEstimate> certificate, Costs costs, CostReport report, WearReport wear) {
        CostRecords money = new CostRecords(study, found.plan(), report);
        return new PointRecord(
                PointRecord.SCHEMA,
                RecordBuilder.study(study, measured, costs),
                new PointRecord.Accuracy(
                        floatTop1,
                        found.loss().lossPp(),
                        found.loss().standardErrorPp(),
                        found.loss().counted().lossPp(),
                        found.loss().counted().images(),
                        found.acceptable()),
                certificate.map(RecordBuilder::guarantee).orElse(null),
                new RunRecord.PlanSummary(RecordBuilder.layers(study, found, report)),
                money.partitions(),
                found.rounds().isEmpty() ? null : RecordBuilder.solver(study, found),
                money.designs(),
                wear.lifetime(report.plan(), study.bufferArea()),
                wear.wear().policies(),
                warnings(report));
    }

    private List<String> warnings(CostReport report) {
        List<String> warnings = new ArrayList<>(study.warnings());
        if (!found.acceptable()) {
            warnings.add("The loss on the search images does not leave the room that a certificate needs.");
        }
        report.plan().omitted().forEach(omitted -> warnings.add("Left out of the energy: " + omitted + "."));
        return warnings;
    }
}
