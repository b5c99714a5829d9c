package io.lotty.report.pg;

/**
 * The statements of a report. Each begins with what happened and ends with what is made of it, for all slices at once: the
 * whole (variant and period null), each variant (period null), each variant in each period.
 *
 * <p>The whole hours of the window are read as facts, which are sums; the hours that it cuts, and what sums do not tell,
 * as events.
 *
 * <p>Parameters: $1 experiment, $2 its variants, $3 from, $4 to, $5 granularity, $6 event type, $7 property or null,
 * $8 whether the metric requires exposure, $9 the quantile.
 */
final class ReportSql {
    private static final String FIRST_WHOLE_HOUR =
            "date_trunc('hour', $3::timestamptz + interval '3599999999 microseconds', 'UTC')";
    private static final String END_OF_WHOLE_HOURS = "date_trunc('hour', $4::timestamptz, 'UTC')";

    /** The origins that are reported about; what an override forced is left out. */
    private static final String ORIGINS = """
            WITH origin AS (
                SELECT o.id, o.variant, o.type, t.is_exposure, t.requires_exposure
                  FROM event_origin o
                  JOIN event_type t ON t.key = o.type
                 WHERE o.experiment_id = $1 AND o.variant = ANY ($2) AND o.reason = 'assigned')
            """;

    /** How many of what happened count together, and what they add. */
    private static final String MEASURED_IN_FACTS = """
            CASE WHEN $7::text IS NULL THEN f.n ELSE (f.amounts -> $7 ->> 0)::bigint END AS n,
            CASE WHEN $7::text IS NULL THEN f.n::numeric ELSE (f.amounts -> $7 ->> 1)::numeric END AS amount
            """;

    private static final String MEASURED_IN_EVENTS = """
            1::bigint AS n,
            CASE WHEN $7::text IS NULL THEN 1
                 WHEN jsonb_typeof(e.properties -> $7) = 'number' THEN (e.properties ->> $7)::numeric
            END AS amount
            """;

    private static final String HAPPENED = happened("f.n", "1::bigint AS n");

    static final String SEEN = ORIGINS + HAPPENED + """
            SELECT variant, date_trunc($5, at, 'UTC') AS period, count(DISTINCT subject) AS subjects,
                   sum(n)::bigint AS exposures
              FROM happened
             WHERE is_exposure
             GROUP BY GROUPING SETS ((), (variant), (variant, period))""";

    /** What feeds a metric and counts. */
    private static final String COUNTED =
            shown("$8 OR EXISTS (SELECT FROM event_type WHERE key = $6 AND requires_exposure)") + """
            , counted AS (
                SELECT h.variant, h.subject, date_trunc($5, h.at, 'UTC') AS period, h.n, h.amount
                  FROM happened h
                  LEFT JOIN shown ON shown.decision = h.decision
                 WHERE h.type = $6 AND h.amount IS NOT NULL
                   AND (shown.decision IS NOT NULL OR NOT ($8 OR h.requires_exposure)))
            """;

    private static final String MEASURED = ORIGINS + happened(MEASURED_IN_FACTS, MEASURED_IN_EVENTS) + COUNTED;

    static final String TOTALS_OF_EVENTS = MEASURED + """
            SELECT variant, period, coalesce(sum(n), 0)::bigint AS n, coalesce(sum(amount), 0) AS total
              FROM counted
             GROUP BY GROUPING SETS ((), (variant), (variant, period))""";

    static final String QUANTILES_OF_EVENTS =
            ORIGINS + """
            , happened AS (
            """ + events(MEASURED_IN_EVENTS, "$3", "$4") + ")\n" + COUNTED + """
            SELECT variant, period, count(*) AS n,
                   percentile_cont($9::double precision) WITHIN GROUP (ORDER BY amount::double precision) AS quantile
              FROM counted
             GROUP BY GROUPING SETS ((), (variant), (variant, period))""";

    /** Every exposed subject of every slice with the total of what its events there add; null when it has none. */
    private static final String SUBJECTS = MEASURED + """
            , exposed AS (
                SELECT variant, date_trunc($5, at, 'UTC') AS period, subject
                  FROM happened
                 WHERE is_exposure
                 GROUP BY GROUPING SETS ((subject), (variant, subject), (variant, period, subject))
            ), added AS (
                SELECT variant, period, subject, sum(amount) AS total
                  FROM counted
                 GROUP BY GROUPING SETS ((subject), (variant, subject), (variant, period, subject))
            ), subject AS (
                SELECT x.variant, x.period, a.total
                  FROM exposed x
                  LEFT JOIN added a ON a.subject = x.subject
                   AND a.variant IS NOT DISTINCT FROM x.variant AND a.period IS NOT DISTINCT FROM x.period)
            """;

    static final String TOTALS_OF_SUBJECTS = SUBJECTS + """
            SELECT variant, period, count(*) AS n, coalesce(sum(total), 0) AS total, count(total)::numeric AS active
              FROM subject
             GROUP BY variant, period""";

    static final String QUANTILES_OF_SUBJECTS = SUBJECTS + """
            SELECT variant, period, count(*) AS n,
                   percentile_cont($9::double precision) WITHIN GROUP (
                       ORDER BY coalesce(total, 0)::double precision) AS quantile
              FROM subject
             GROUP BY variant, period""";

    /** Events whose type requires an exposure that is not stored. */
    static final String PENDING = ORIGINS + HAPPENED + shown("true") + """
            SELECT coalesce(sum(h.n), 0)::bigint AS events,
                   coalesce(sum(h.n) FILTER (WHERE h.requires_exposure AND shown.decision IS NULL), 0)::bigint AS waiting
              FROM happened h
              LEFT JOIN shown ON shown.decision = h.decision""";

    /** A plan for each report, which knows how wide its window is, and of which weeks. */
    static final String PLAN_EACH = "SET LOCAL plan_cache_mode TO force_custom_plan";

    static final String AS_OF = """
            SELECT max(latest) AS as_of
              FROM event_quality
             WHERE experiment_id = $1
               AND hour = (SELECT max(hour) FROM event_quality WHERE experiment_id = $1 AND reason = 'accepted')""";

    private ReportSql() {}

    /** The window in three pieces: before its first whole hour, its whole hours, and what follows them. */
    private static String happened(String ofFacts, String ofEvents) {
        return """
                , happened AS NOT MATERIALIZED (
                    SELECT o.variant, o.type, o.is_exposure, o.requires_exposure, f.subject, f.decision, f.hour AS at,
                """ + ofFacts + """
                      FROM origin o
                      JOIN event_fact f ON f.origin = o.id
                """
                + " WHERE f.hour >= " + FIRST_WHOLE_HOUR + " AND f.hour < " + END_OF_WHOLE_HOURS
                + " UNION ALL " + events(ofEvents, "$3", "least($4, " + FIRST_WHOLE_HOUR + ")")
                + " UNION ALL "
                + events(ofEvents, "greatest(" + FIRST_WHOLE_HOUR + ", " + END_OF_WHOLE_HOURS + ")", "$4") + ")\n";
    }

    /**
     * Decisions that were shown, whenever that was: of a wide window all that there are, of a narrow one those of its
     * subjects, which are a few look-ups. The planner leaves out the half that does not apply.
     */
    private static String shown(String when) {
        return """
                , shown AS (
                    SELECT f.decision
                      FROM origin o
                      JOIN event_fact f ON f.origin = o.id
                     WHERE o.is_exposure AND $4::timestamptz - $3::timestamptz > interval '1 day' AND (
                """ + when + """
                )
                     UNION
                    SELECT f.decision
                      FROM (SELECT DISTINCT subject FROM happened) s
                      JOIN event_fact f ON f.subject = s.subject
                      JOIN origin o ON o.id = f.origin
                     WHERE o.is_exposure AND $4::timestamptz - $3::timestamptz <= interval '1 day' AND (
                """ + when + "))\n";
    }

    private static String events(String measured, String since, String until) {
        return """
                    SELECT o.variant, o.type, o.is_exposure, o.requires_exposure, e.subject, e.decision,
                           e.occurred_at AS at,
                """ + measured + """
                      FROM origin o
                      JOIN event e ON e.origin = o.id
                """ + " WHERE e.occurred_at >= " + since + " AND e.occurred_at < " + until;
    }
}
