package io.lotty.event.pg;

/**
 * The statements that add events. Their rows come as one array for each column, in one order everywhere, so that two
 * writers of the same rows wait for each other instead of locking up.
 */
final class EventSql {
    /** Nearly all are known: what is not inserted need not be checked either. */
    static final String ADD_ORIGINS = """
            INSERT INTO event_origin (id, type, flag_key, experiment_id, experiment_version, variant, reason)
            SELECT o.id, o.type, o.flag_key, o.experiment_id, o.experiment_version, o.variant, o.reason
              FROM unnest($1::bigint[], $2::text[], $3::text[], $4::uuid[], $5::integer[], $6::text[], $7::text[])
                AS o (id, type, flag_key, experiment_id, experiment_version, variant, reason)
             WHERE NOT EXISTS (SELECT FROM event_origin known WHERE known.id = o.id)
             ORDER BY o.id
            ON CONFLICT DO NOTHING""";

    /**
     * Into the current generation what the one before does not have, of subjects that were not erased since. One look-up for
     * each id, whatever the planner believes about sizes: hence the scalar subquery. In order, whichever way it joins: else
     * two writers of the same ids lock up.
     */
    private static final String ADD_KEYS = """
            INSERT INTO event_key (generation, id_hash)
            SELECT g.generation, e.id_hash
              FROM (SELECT max(generation) AS generation FROM event_generation) g,
                   unnest($1::bytea[], $2::bytea[], $3::timestamptz[]) AS e (id_hash, subject, received_at)
             WHERE (g.generation = 1
                    OR (SELECT old.generation
                          FROM event_key old
                         WHERE old.generation = g.generation - 1 AND old.id_hash = e.id_hash) IS NULL)
               AND NOT EXISTS (SELECT FROM erased_subject s
                                WHERE s.subject_hash = e.subject AND e.received_at <= s.erased_at)
             ORDER BY e.id_hash
            """;

    /** Breaks {@code an_event_counts_once} when an id of the current generation is among them. */
    static final String ADD_NEW_KEYS = ADD_KEYS;

    static final String ADD_MISSING_KEYS = ADD_KEYS + "ON CONFLICT DO NOTHING RETURNING id_hash";

    /** Taken apart in the list of columns: of an unnest behind FROM Postgres makes a table first. */
    static final String ADD_EVENTS = """
            INSERT INTO event (occurred_at, received_at, origin, event_id, decision, subject, properties)
            SELECT unnest($1::timestamptz[]), unnest($2::timestamptz[]), unnest($3::bigint[]), unnest($4::text[]),
                   unnest($5::bytea[]), unnest($6::bytea[]), unnest($7::text[])::jsonb""";

    /**
     * Whose events have come, for those who measure: of an experiment, and of its flag before it started.
     */
    static final String ADD_ARRIVALS = """
            INSERT INTO event_arrival (measuring, subjects, n)
            SELECT m.id, array_agg(a.subject), count(*)
              FROM unnest($1::text[], $2::uuid[], $3::bytea[], $4::timestamptz[]) AS a (flag_key, experiment_id, subject, at)
              JOIN measuring m
                ON m.flag_key = a.flag_key AND (m.experiment_id = a.experiment_id OR a.at < m.started_at)
             GROUP BY m.id""";

    /** Whatever is measured of an erased subject is measured anew. */
    static final String ADD_ARRIVAL_OF_ERASED = """
            INSERT INTO event_arrival (measuring, subjects, n)
            SELECT measuring, ARRAY[$1::bytea], 1 FROM trace WHERE subject = $1""";

    static final String ERASE_EVENTS_OF_SUBJECT = "DELETE FROM event WHERE subject = $1";

    private EventSql() {}
}
