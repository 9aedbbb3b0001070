package org.layco.campaign.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Questions that every campaign is asked, about the study that was swept last. */
public enum ReadyQuery {
    /** What no other point beats in energy, lifetime and area at once. */
    PARETO(
            "points whose loss is acceptable and that no other point of their network beats in energy, area and lifetime at once",
            """
            WITH plans AS (
              SELECT point_number, network, hardware, style, objective, loss_pp, energy_j, area_m2, lifetime_levelled_inferences
              FROM current_points
              WHERE status = 'done' AND acceptable
            )
            SELECT * FROM plans p
            WHERE NOT EXISTS (
              SELECT 1 FROM plans q
              WHERE q.network = p.network
                AND q.energy_j <= p.energy_j AND q.area_m2 <= p.area_m2
                AND coalesce(q.lifetime_levelled_inferences, 0) >= coalesce(p.lifetime_levelled_inferences, 0)
                AND (q.energy_j < p.energy_j OR q.area_m2 < p.area_m2
                  OR coalesce(q.lifetime_levelled_inferences, 0) > coalesce(p.lifetime_levelled_inferences, 0)))
            ORDER BY network, energy_j, point_number
            """),
    /** What no other point beats in energy, area, lifetime and loss at once: the front of an exploration. */
    FRONT(
            "points that no other under the same circumstances beats in energy, area, lifetime and loss at once, with what they differ in",
            """
            WITH settings AS (
              SELECT c.point_sha256, p.parameter, p.value,
                p.parameter IN ('model', 'data', 'limit_images', 'seed', 'error_scale') AS given
              FROM current_points c JOIN parameters p USING (point_sha256)
              WHERE c.status = 'done'
            ), varied AS (
              SELECT parameter FROM settings GROUP BY parameter
              HAVING count(DISTINCT value) > 1 OR count(*) < (SELECT count(*) FROM current_points WHERE status = 'done')
            ), described AS (
              SELECT point_sha256,
                coalesce(string_agg(parameter || ' ' || value, ', ' ORDER BY parameter) FILTER (given), '') AS circumstances,
                coalesce(string_agg(parameter || ' ' || value, ', ' ORDER BY parameter) FILTER (NOT given), '') AS settings
              FROM settings
              WHERE parameter IN (SELECT parameter FROM varied)
              GROUP BY point_sha256
            ), results AS (
              SELECT point_number, coalesce(circumstances, '') AS circumstances, settings, energy_j, area_m2,
                lifetime_levelled_inferences AS lifetime_inferences, loss_pp, loss_standard_error_pp, acceptable,
                greatest(loss_pp, 0) AS loss, coalesce(lifetime_levelled_inferences, 0) AS lifetime,
                max(max_loss_pp) OVER (PARTITION BY circumstances) AS largest_loss_pp
              FROM current_points LEFT JOIN described USING (point_sha256)
              WHERE status = 'done'
            )
            SELECT * EXCLUDE (loss, lifetime, largest_loss_pp) FROM results p
            WHERE loss < largest_loss_pp AND NOT EXISTS (
              SELECT 1 FROM results q
              WHERE q.circumstances = p.circumstances
                AND q.energy_j <= p.energy_j AND q.area_m2 <= p.area_m2 AND q.lifetime >= p.lifetime AND q.loss <= p.loss
                AND (q.energy_j < p.energy_j OR q.area_m2 < p.area_m2 OR q.lifetime > p.lifetime OR q.loss < p.loss))
            ORDER BY circumstances, energy_j, point_number
            """),
    /** The point of least energy of every network. */
    BEST_PER_NETWORK("the point of least energy of every network among those whose loss is acceptable", """
            SELECT network, point_number, energy_j, area_m2, latency_s, lifetime_levelled_inferences, loss_pp, hardware, style,
              objective, study_json
            FROM current_points
            WHERE status = 'done' AND acceptable
            QUALIFY row_number() OVER (PARTITION BY network ORDER BY energy_j, point_number) = 1
            ORDER BY network
            """),
    /** What the values of each parameter do to the results. */
    SENSITIVITY(
            "for every parameter with several values: medians over the points that have each, all else as it comes",
            """
            WITH used AS (
              SELECT p.parameter, p.value, p.number, c.*
              FROM parameters p JOIN current_points c USING (point_sha256)
              WHERE c.status = 'done'
            ), varied AS (
              SELECT parameter FROM used GROUP BY parameter HAVING count(DISTINCT value) > 1
            )
            SELECT parameter, value, count(*) AS points, median(energy_j) AS median_energy_j, median(area_m2) AS median_area_m2,
              median(lifetime_levelled_inferences) AS median_lifetime_inferences, median(loss_pp) AS median_loss_pp,
              count(*) FILTER (acceptable) AS acceptable_points
            FROM used JOIN varied USING (parameter)
            GROUP BY parameter, value, number
            ORDER BY parameter, number, value
            """),
    /** What took longest. */
    SLOWEST("the twenty points and characterizations that took longest", """
            SELECT t.kind, c.point_number, t.total_s, c.network, c.style, c.hardware, t.started_at, t.key
            FROM timing t LEFT JOIN current_points c ON c.point_sha256 = t.key
            WHERE t.kind <> 'sweep'
            ORDER BY t.total_s DESC, t.key
            LIMIT 20
            """),
    /** What went wrong. */
    FAILURES("points that failed, and why", """
            SELECT point_number, problem, study_json
            FROM current_points
            WHERE status = 'failed'
            ORDER BY point_number
            """),
    /** How much of the grid is there. */
    COVERAGE("for every parameter of the points: how many have each value, and how many of them are done", """
            WITH current AS (
              SELECT point_number, point_sha256 FROM study_points
              WHERE study_sha256 = (SELECT key FROM timing WHERE kind = 'sweep' ORDER BY rowid DESC LIMIT 1)
            ), states AS (
              SELECT c.point_sha256, coalesce(p.status, 'open') AS status
              FROM current c LEFT JOIN points p USING (point_sha256)
            )
            SELECT 'all points' AS parameter, '' AS value, count(*) AS points, count(*) FILTER (status = 'done') AS done,
              count(*) FILTER (status = 'failed') AS failed, count(*) FILTER (status = 'open') AS open
            FROM states
            UNION ALL
            SELECT parameter, value, count(*), count(*) FILTER (status = 'done'), count(*) FILTER (status = 'failed'), NULL
            FROM states JOIN parameters USING (point_sha256)
            GROUP BY parameter, value
            ORDER BY parameter, value
            """);

    private final String answers;
    private final String sql;

    ReadyQuery(String answers, String sql) {
        this.answers = answers;
        this.sql = sql;
    }

    /** The name it is asked by, such as {@code best-per-network}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it answers, as a phrase. */
    public String answers() {
        return answers;
    }

    /** The query itself. */
    public String sql() {
        return sql;
    }

    /** The query of this name. */
    public static Optional<ReadyQuery> of(String key) {
        return Arrays.stream(values()).filter(query -> query.key().equals(key)).findFirst();
    }

    /** All names. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(ReadyQuery::key).toList();
    }
}
