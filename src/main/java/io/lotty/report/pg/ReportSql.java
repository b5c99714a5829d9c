package io.lotty.report.pg;

/**
 * The statements of a report. Each begins with the events that count and ends with what is made of them, for all slices
 * at once: the whole (variant and period null), each variant (period null), each variant in each period.
 *
 * <p>Parameters: $1 experiment, $2 its variants, $3 from, $4 to, $5 granularity, $6 event type, $7 property or null,
 * $8 whether the metric requires exposure, $9 the quantile.
 */
final class ReportSql {
    /** Exposures in the window, by whatever event type is one. */
    private static final String EXPOSURES = """
            SELECT e.variant, e.subject, date_trunc($5, e.occurred_at, 'UTC') AS period
              FROM event e
              JOIN event_type t ON t.key = e.type AND t.is_exposure
             WHERE e.experiment_id = $1 AND e.variant = ANY ($2) AND e.reason = 'assigned'
               AND e.occurred_at >= $3 AND e.occurred_at < $4
            """;

    static final String SEEN = """
            WITH exposure AS (
            """ + EXPOSURES + """
            )
            SELECT variant, period, count(DISTINCT subject) AS subjects, count(*) AS exposures
              FROM exposure
             GROUP BY GROUPING SETS ((), (variant), (variant, period))""";

    /** The events of a metric's source that count, each with what it adds. */
    private static final String COUNTED = """
            WITH counted AS (
                SELECT *
                  FROM (SELECT e.variant, e.subject, date_trunc($5, e.occurred_at, 'UTC') AS period,
                               CASE WHEN $7::text IS NULL THEN 1
                                    WHEN jsonb_typeof(e.properties -> $7) = 'number' THEN (e.properties ->> $7)::numeric
                               END AS amount
                          FROM event e
                          JOIN event_type t ON t.key = e.type
                         WHERE e.experiment_id = $1 AND e.variant = ANY ($2) AND e.reason = 'assigned'
                           AND e.occurred_at >= $3 AND e.occurred_at < $4
                           AND e.type = $6
                           AND (NOT ($8 OR t.requires_exposure) OR EXISTS (
                                   SELECT FROM event shown JOIN event_type s ON s.key = shown.type AND s.is_exposure
                                    WHERE shown.decision = e.decision))) candidate
                 WHERE amount IS NOT NULL)
            """;

    static final String TOTALS_OF_EVENTS = COUNTED + """
            SELECT variant, period, count(*) AS n, coalesce(sum(amount), 0) AS total
              FROM counted
             GROUP BY GROUPING SETS ((), (variant), (variant, period))""";

    static final String QUANTILES_OF_EVENTS = COUNTED + """
            SELECT variant, period, count(*) AS n,
                   percentile_cont($9::double precision) WITHIN GROUP (ORDER BY amount::double precision) AS quantile
              FROM counted
             GROUP BY GROUPING SETS ((), (variant), (variant, period))""";

    /** Every exposed subject of every slice with the total of what its events there add; null when it has none. */
    private static final String SUBJECTS = COUNTED + """
            , exposed AS (
                SELECT variant, period, subject
                  FROM (
            """ + EXPOSURES + """
                       ) exposure
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
    static final String PENDING = """
            SELECT count(*) AS events,
                   count(*) FILTER (WHERE t.requires_exposure AND NOT EXISTS (
                       SELECT FROM event shown JOIN event_type s ON s.key = shown.type AND s.is_exposure
                        WHERE shown.decision = e.decision)) AS waiting
              FROM event e
              JOIN event_type t ON t.key = e.type
             WHERE e.experiment_id = $1 AND e.variant = ANY ($2) AND e.reason = 'assigned'
               AND e.occurred_at >= $3 AND e.occurred_at < $4""";

    static final String AS_OF = "SELECT max(stored_at) AS as_of FROM event WHERE experiment_id = $1";

    private ReportSql() {}
}
