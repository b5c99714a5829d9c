package io.lotty.measure.pg;

/** The statements that measuring goes by. */
final class MeasuringSql {
    static final String FIND = "SELECT id FROM measuring WHERE experiment_id = $1";

    static final String BEGIN = """
            INSERT INTO measuring (experiment_id, flag_key, past_from, started_at, meaning)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (experiment_id) DO NOTHING""";

    /** Experiments that are not measured yet, and those of which events have come since they were. */
    static final String DUE = """
            SELECT e.id AS experiment_id
              FROM experiment e
             WHERE e.status IN ('running', 'paused')
               AND NOT EXISTS (SELECT FROM measuring m WHERE m.experiment_id = e.id AND m.begun)
             UNION
            SELECT m.experiment_id
              FROM measuring m
             WHERE EXISTS (SELECT FROM event_arrival a WHERE a.measuring = m.id)""";

    static final String STATE = "SELECT meaning, begun FROM measuring WHERE id = $1";

    /** One at a time; writers of arrivals do not wait for it. */
    static final String LOCK = STATE + " FOR NO KEY UPDATE";

    static final String MEAN = "UPDATE measuring SET meaning = $2, past_from = $3, started_at = $4 WHERE id = $1";
    static final String NOTE_BEGUN = "UPDATE measuring SET begun = true WHERE id = $1";

    static final String FORGET_ALL = """
            WITH a AS (DELETE FROM event_arrival WHERE measuring = $1),
                 t AS (DELETE FROM trace WHERE measuring = $1),
                 p AS (DELETE FROM presence WHERE measuring = $1),
                 c AS (DELETE FROM cell WHERE measuring = $1),
                 b AS (DELETE FROM cell_bin WHERE measuring = $1),
                 n AS (DELETE FROM cell_number WHERE measuring = $1)
            UPDATE measuring SET begun = false WHERE id = $1""";

    /** A thousand in a row, as a batch of events would bring them. */
    static final String LIST_ALL = """
            INSERT INTO event_arrival (measuring, subjects, n)
            SELECT $1, array_agg(subject), count(*)
              FROM (SELECT subject, (row_number() OVER () - 1) / 1000 AS portion
                      FROM (SELECT DISTINCT subject FROM event WHERE origin = ANY ($2)) known) numbered
             GROUP BY portion""";

    static final String LAST_ARRIVAL = "SELECT coalesce(max(id), 0) AS last FROM event_arrival WHERE measuring = $1";

    static final String LEFT = """
            SELECT coalesce(sum(n), 0)::bigint AS n
              FROM event_arrival
             WHERE measuring = $1 AND id <= $2""";

    /** Takes the oldest off the list: some subjects, and not many more. */
    static final String TAKE = """
            DELETE FROM event_arrival
             WHERE id IN (SELECT id
                            FROM (SELECT id, sum(n) OVER (ORDER BY id) - n AS before
                                    FROM (SELECT id, n
                                            FROM event_arrival
                                           WHERE measuring = $1 AND id <= $2
                                           ORDER BY id
                                           LIMIT 200) oldest) counted
                           WHERE before < $3)
            RETURNING subjects""";

    static final String TRACES = "SELECT subject, said FROM trace WHERE measuring = $1 AND subject = ANY ($2)";

    /** No week goes until the transaction ends: that would be between what is known to be gone and what is read. */
    static final String KEEP_WEEKS = "LOCK TABLE event IN ACCESS SHARE MODE";

    /** Up to when events have gone by age; null when none have. */
    static final String GONE = "SELECT max(monday) + interval '168 hours' AS gone FROM event_week_dropped";

    static final String ERASED = "SELECT subject_hash FROM erased_subject WHERE subject_hash = ANY ($1)";

    static final String PUT_TRACES = """
            INSERT INTO trace (measuring, subject, variant, said, numbers)
            SELECT $1, * FROM unnest($2::bytea[], $3::smallint[], $4::text[], $5::text[])
            ON CONFLICT (measuring, subject) DO UPDATE
               SET variant = excluded.variant, said = excluded.said, numbers = excluded.numbers""";

    static final String DROP_TRACES = "DELETE FROM trace WHERE measuring = $1 AND subject = ANY ($2)";

    static final String SAMPLE = """
            SELECT numbers
              FROM trace
             WHERE measuring = $1 AND variant = $2 AND numbers <> '[]'
             ORDER BY subject
             LIMIT $3""";

    private MeasuringSql() {}
}
