package io.lotty.measure.pg;

/** The statements about cells; rows come as one array for each column. */
final class CellSql {
    static final String ADD_PRESENCE = """
            INSERT INTO presence AS known (measuring, span, variant, period, subjects, exposures, events, waiting)
            SELECT $1, * FROM unnest($2::smallint[], $3::smallint[], $4::integer[],
                                     $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
            ON CONFLICT (measuring, span, variant, period) DO UPDATE
               SET subjects = known.subjects + excluded.subjects, exposures = known.exposures + excluded.exposures,
                   events = known.events + excluded.events, waiting = known.waiting + excluded.waiting""";

    static final String ADD_CELLS = """
            INSERT INTO cell AS known (measuring, span, variant, period, gauge, n, units, total, x, y, xx, yy, xy)
            SELECT $1, * FROM unnest($2::smallint[], $3::smallint[], $4::integer[], $5::smallint[], $6::bigint[],
                                     $7::bigint[], $8::numeric[], $9::numeric[], $10::numeric[], $11::numeric[],
                                     $12::numeric[], $13::numeric[])
            ON CONFLICT (measuring, span, variant, period, gauge) DO UPDATE
               SET n = known.n + excluded.n, units = known.units + excluded.units, total = known.total + excluded.total,
                   x = known.x + excluded.x, y = known.y + excluded.y, xx = known.xx + excluded.xx,
                   yy = known.yy + excluded.yy, xy = known.xy + excluded.xy""";

    static final String ADD_NUMBERS = """
            INSERT INTO cell_number AS known (measuring, gauge, span, variant, period, bin, number, n)
            SELECT $1, * FROM unnest($2::smallint[], $3::smallint[], $4::smallint[], $5::integer[], $6::integer[],
                                     $7::numeric[], $8::bigint[])
            ON CONFLICT (measuring, gauge, span, variant, period, bin, number) DO UPDATE
               SET n = known.n + excluded.n""";

    /** Of numbers that were taken back, those of which none is left. */
    static final String DROP_NUMBERS = """
            DELETE FROM cell_number c
             USING unnest($2::smallint[], $3::smallint[], $4::smallint[], $5::integer[], $6::integer[], $7::numeric[])
                AS gone (gauge, span, variant, period, bin, number)
             WHERE c.measuring = $1 AND c.gauge = gone.gauge AND c.span = gone.span AND c.variant = gone.variant
               AND c.period = gone.period AND c.bin = gone.bin AND c.number = gone.number AND c.n = 0""";

    static final String ADD_BINS = """
            INSERT INTO cell_bin AS known (measuring, gauge, span, variant, period, bin, n)
            SELECT $1, * FROM unnest($2::smallint[], $3::smallint[], $4::smallint[], $5::integer[], $6::integer[],
                                     $7::bigint[])
            ON CONFLICT (measuring, gauge, span, variant, period, bin) DO UPDATE SET n = known.n + excluded.n""";

    static final String PRESENCE = """
            SELECT span, variant, period, subjects, exposures, events, waiting
              FROM presence
             WHERE measuring = $1 AND span IN (0, $2)""";

    static final String CELLS = """
            SELECT span, variant, period, gauge, n, units, total, x, y, xx, yy, xy
              FROM cell
             WHERE measuring = $1 AND span IN (0, $2)""";

    /** The bin in which a rank lies, then the number in it. */
    static final String NUMBERS_AT = """
            WITH upto AS (
                SELECT gauge, span, variant, period, bin, n,
                       sum(n) OVER (PARTITION BY gauge, span, variant, period ORDER BY bin) AS last
                  FROM cell_bin
                 WHERE measuring = $1 AND gauge = ANY ($3) AND span = ANY ($4) AND n > 0)
            SELECT w.place::integer AS place,
                   (SELECT c.number
                      FROM (SELECT number, sum(n) OVER (ORDER BY number) AS last
                              FROM cell_number
                             WHERE measuring = $1 AND gauge = b.gauge AND span = b.span AND variant = b.variant
                               AND period = b.period AND bin = b.bin) c
                     WHERE c.last >= w.rank - (b.last - b.n)
                     ORDER BY c.number
                     LIMIT 1) AS number
              FROM unnest($2::bigint[], $3::smallint[], $4::smallint[], $5::smallint[], $6::integer[])
                   WITH ORDINALITY AS w (rank, gauge, span, variant, period, place)
              JOIN upto b
                ON b.gauge = w.gauge AND b.span = w.span AND b.variant = w.variant AND b.period = w.period
               AND w.rank > b.last - b.n AND w.rank <= b.last""";

    private CellSql() {}
}
