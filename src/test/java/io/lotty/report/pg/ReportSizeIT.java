package io.lotty.report.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.Decided;
import io.lotty.experiment.ExperimentState;
import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.measure.Granularity;
import io.lotty.metric.Definition;
import io.lotty.metric.Definitions;
import io.lotty.metric.Metric;
import io.lotty.metric.Unit;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.report.Catalogue;
import io.lotty.report.Examples;
import io.lotty.report.Reporting;
import io.lotty.report.Reporting.Wish;
import io.lotty.report.http.Answered;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a report of 30 days and five metrics takes, and that ten times the events do not make it longer. Small by default;
 * {@code -Dlotty.size.subjects=1000000 -Dlotty.size.events=10} is the size that the figures in the documents are of.
 */
@WithStores
@Covers({"REP-1", "REP-5", "OPS-7"})
class ReportSizeIT {
    private static final Logger LOG = LoggerFactory.getLogger(ReportSizeIT.class);

    private static final int SUBJECTS = Integer.getInteger("lotty.size.subjects", 3_000);
    /** Of each subject. */
    private static final int EVENTS = Integer.getInteger("lotty.size.events", 4);
    /** Whether ten times the events are tried too. */
    private static final boolean GROWS = !Boolean.getBoolean("lotty.size.once");

    private static final int TIMES = 9;
    private static final int DAYS = 30;
    private static final Instant START = Instant.parse("2027-03-01T00:00:00Z");
    private static final List<Metric> METRICS = List.of(
            metric("clicks", Definitions.count("click")),
            metric("revenue", Definitions.withUnit(Definitions.mean("purchase", "amount"), Unit.SUBJECT)),
            metric("conversion", Definitions.proportion("purchase")),
            metric(
                    "per_click",
                    Definitions.ratio(Definitions.source("purchase", "amount"), Definitions.source("click"))),
            metric("latency_p95", Definitions.quantile("latency", "value_ms", 0.95)));

    private static final String ORIGINS = """
            INSERT INTO event_origin (id, type, flag_key, experiment_id, experiment_version, variant, reason)
            SELECT origin_id(type, 'button', '{id}', 1, '{reason}', variant), type, 'button', '{id}', 1,
                   variant, '{reason}'
              FROM unnest(ARRAY['exposure', 'click', 'purchase', 'latency']) type,
                   unnest(ARRAY['control', 'blue']) variant
            ON CONFLICT DO NOTHING""";

    /** Number 0 of a subject is its exposure; the others are of any type, at any time in 30 days; amounts are skewed. */
    private static final String EVENTS_OF_SUBJECTS = """
            INSERT INTO event (occurred_at, received_at, origin, event_id, decision, subject, properties)
            SELECT '2027-03-01Z'::timestamptz + luck * interval '30 days', '2027-04-01Z', o.id, s || '-' || e,
                   substr(sha256(s::text::bytea), 1, 16), substr(sha256(s::text::bytea), 1, 16),
                   CASE o.type
                       WHEN 'purchase' THEN jsonb_build_object('amount', round((5 / (1.001 - luck))::numeric, 2))
                       WHEN 'latency' THEN jsonb_build_object('value_ms', round((20 / (1.001 - luck))::numeric, 3))
                       ELSE '{}'
                   END
              FROM generate_series(1, {subjects}) s
             CROSS JOIN generate_series({from}, {to}) e
             CROSS JOIN LATERAL (
                    SELECT hashint8extended(s * 1000003::bigint + e, 7)::bit(64)::bit(32)::bigint / 4294967296.0 AS luck,
                                   CASE WHEN e = 0 THEN 1 ELSE 2 + (hashint8(s * 31::bigint + e) & 65535) % 3 END AS type) l
              JOIN event_origin o
                ON o.type = (ARRAY['exposure', 'click', 'purchase', 'latency'])[l.type]
               AND o.variant = (ARRAY['control', 'blue'])[1 + s % 2]""";

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;

    ReportSizeIT(FreshDatabase database) {
        this.database = database;
        this.pg = new Pg(PgPools.open(vertx, database.url(), 4));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_report_takes_no_longer_with_ten_times_the_events() throws SQLException {
        var id = Examples.EXPERIMENT.value();
        database.execute(ORIGINS.replace("{id}", id.toString()).replace("{reason}", Decided.ASSIGNED));
        database.execute("SELECT count(make_event_week('2027-02-22Z'::timestamptz + n * interval '7 days'))"
                + " FROM generate_series(0, 6) n");
        addEvents(0, EVENTS - 1);
        var small = measured("events", (long) SUBJECTS * EVENTS);
        if (GROWS) {
            addEvents(EVENTS, 10 * EVENTS - 1);
            database.execute("UPDATE measuring SET begun = false");
            var large = measured("ten times", 10L * SUBJECTS * EVENTS);
            LOG.warn("ten times the events: {} x the time", (double) large.toNanos() / small.toNanos());
        }
    }

    private void addEvents(int from, int to) throws SQLException {
        database.execute(EVENTS_OF_SUBJECTS
                .replace("{subjects}", String.valueOf(SUBJECTS))
                .replace("{from}", String.valueOf(from))
                .replace("{to}", String.valueOf(to)));
        database.execute("VACUUM ANALYZE event");
    }

    /** The median of several; all of them the same bytes. */
    private Duration measured(String words, long events) throws SQLException {
        long begun = System.nanoTime();
        var first = answer();
        var counting = Duration.ofNanos(System.nanoTime() - begun);
        database.execute("VACUUM ANALYZE");
        var times = new ArrayList<Duration>();
        for (int i = 0; i < TIMES; i++) {
            begun = System.nanoTime();
            assertThat(answer()).isEqualTo(first);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        times.sort(null);
        LOG.warn(
                "{}: {} subjects, {} events: all counted in {} s; a report in {} ms (median of {}, {} to {})",
                words,
                SUBJECTS,
                events,
                counting.toSeconds(),
                times.get(TIMES / 2).toMillis(),
                TIMES,
                times.getFirst().toMillis(),
                times.getLast().toMillis());
        var overall = first.toJsonObject().getJsonObject("overall");
        assertThat(overall.getLong("subjects")).isEqualTo(SUBJECTS);
        assertThat(overall.getJsonObject("metrics").getJsonObject("clicks").getLong("n"))
                .isPositive();
        return times.get(TIMES / 2);
    }

    /** As a reader gets it, from a server that has just been started. */
    private Buffer answer() {
        var keys = METRICS.stream().map(Metric::key).toList();
        var experiment = Examples.experiment(new ExperimentState.Running(START), keys);
        var wish = new Wish(Optional.empty(), Optional.empty(), Granularity.DAY, List.of());
        var reporting = new Reporting(any -> Optional.of(experiment), new Catalogue(METRICS), new PgReportFacts(pg));
        return Answered.bytes(reporting.report(
                Examples.EXPERIMENT, wish, START.plus(Duration.ofDays(DAYS)).minusSeconds(1)));
    }

    private static Metric metric(String key, Definition definition) {
        return Examples.metric(new MetricKey(key).value(), definition);
    }
}
