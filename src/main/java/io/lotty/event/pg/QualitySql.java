package io.lotty.event.pg;

/** The statements that count what became of events when they arrived. */
final class QualitySql {
    /**
     * In one order everywhere, so that two writers of the same rows wait for each other instead of locking up; and the last
     * that a transaction does, so that they do not wait long: experiments are few, and all writers meet in their rows.
     */
    static final String ADD_ARRIVALS = """
            INSERT INTO event_quality AS kept (experiment_id, hour, type, reason, n, delays, latest)
            SELECT a.experiment_id, a.hour, a.type, a.reason, a.n, a.delays::bigint[], a.latest
              FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::bigint[], $6::text[],
                          $7::timestamptz[])
                AS a (experiment_id, hour, type, reason, n, delays, latest)
             ORDER BY a.experiment_id, a.hour, a.type COLLATE "C", a.reason COLLATE "C"
            ON CONFLICT ON CONSTRAINT arrivals_of_one_kind_are_one_row DO UPDATE
               SET n = kept.n + excluded.n,
                   delays = CASE WHEN kept.delays IS NOT NULL THEN add_counts(kept.delays, excluded.delays) END,
                   latest = greatest(kept.latest, excluded.latest)""";

    /**
     * Those that are not counted yet; and, as too late, those that are so old that it may be forgotten whether they are, and
     * that are not known.
     */
    static final String ADD_SHEETS = """
            WITH sheet AS MATERIALIZED (
                SELECT DISTINCT s.sender, s.number, s.at, s.at <= now() - interval '1 day' AS is_late
                  FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS s (sender, number, at)
            ), added AS (
                INSERT INTO event_tally (sender, number, at)
                SELECT sender, number, at
                  FROM sheet
                 WHERE NOT is_late
                 ORDER BY sender, number
                ON CONFLICT DO NOTHING
                RETURNING sender, number)
            SELECT sender, number, false AS is_late
              FROM added
            UNION ALL
            SELECT l.sender, l.number, true
              FROM sheet l
             WHERE l.is_late
               AND NOT EXISTS (SELECT FROM event_tally t WHERE t.sender = l.sender AND t.number = l.number)""";

    /**
     * Of events that do not count, those that somebody sent again, noted so that they are counted once: told by the hash of
     * their id and the time of their receipt. The stored event itself, coming a second time out of a stream, is none of
     * them; nor is what an erased subject did. One look-up for each, whatever the planner believes: hence the subquery.
     */
    static final String ADD_REPETITIONS = """
            INSERT INTO event_tally (sender, number, at)
            SELECT r.sender, r.number, r.received_at
              FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::bigint[], $5::timestamptz[], $6::text[],
                          $7::bytea[])
                AS r (sender, number, received_at, origin, occurred_at, event_id, subject)
             WHERE r.received_at > now() - interval '1 day'
               AND (SELECT e.origin
                      FROM event e
                     WHERE e.origin = r.origin AND e.occurred_at = r.occurred_at
                       AND e.event_id = r.event_id AND e.received_at = r.received_at
                     LIMIT 1) IS NULL
               AND NOT EXISTS (SELECT FROM erased_subject s
                                WHERE s.subject_hash = r.subject AND r.received_at <= s.erased_at)
             ORDER BY r.sender, r.number
            ON CONFLICT DO NOTHING
            RETURNING sender, number""";

    static final String FORGET_COUNTED = "DELETE FROM event_tally WHERE at < now() - interval '2 days'";

    private QualitySql() {}
}
