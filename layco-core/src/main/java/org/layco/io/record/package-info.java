/**
 * What a run leaves behind, and back again: {@link org.layco.io.record.RunRecordFiles} ({@code run.json}),
 * {@link org.layco.io.record.LayersCsv} ({@code layers.csv}) and {@link org.layco.io.record.PlanYaml} ({@code plan.yaml});
 * of an accuracy curve {@link org.layco.io.record.CurveRecordFiles} ({@code characterize.json}) and
 * {@link org.layco.io.record.CurveCsv} ({@code curve.csv}).
 * May use every other package but {@code report}.
 */
@NullMarked
@StableApi
package org.layco.io.record;

import org.jspecify.annotations.NullMarked;
import org.layco.StableApi;
