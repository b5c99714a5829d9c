package io.lotty.metric.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.Stamp;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricVersion;
import io.lotty.metric.Metrics;
import io.lotty.metric.Source;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

public final class PgMetrics implements Metrics {
    private static final String ADD_METRIC = """
            INSERT INTO metric (key, version, revision, created_at, updated_at)
            VALUES ($1, 1, 1, $2, $2)""";
    private static final String SAVE_METRIC = """
            UPDATE metric
               SET version = $3, archived_at = $4, updated_at = $5, revision = revision + 1
             WHERE key = $1 AND revision = $2""";
    private static final String SELECT_METRIC = "SELECT m.archived_at, m.revision, m.updated_at, "
            + "m.created_at AS metric_created_at, " + DefinitionRow.COLUMNS + " FROM metric m "
            + "JOIN metric_version v ON v.metric_key = m.key AND v.version = ";
    private static final String METRIC_BY_KEY = SELECT_METRIC + "m.version WHERE m.key = $1";
    private static final String METRIC_OF_EXPERIMENT = SELECT_METRIC + """
            coalesce((SELECT (metric_versions ->> $1)::integer FROM experiment WHERE id = $2), m.version)
             WHERE m.key = $1""";
    private static final String METRICS = SELECT_METRIC + """
            m.version
             WHERE ($1::text IS NULL OR m.key > $1)
               AND ($2::text IS NULL OR strpos(m.key, lower($2)) > 0 OR strpos(lower(v.name), lower($2)) > 0
                    OR strpos(lower(v.purpose), lower($2)) > 0)
             ORDER BY m.key
             LIMIT $3""";
    private static final String SELECT_VERSION = "SELECT " + DefinitionRow.COLUMNS + " FROM metric_version v ";
    private static final String VERSIONS = SELECT_VERSION + """
             WHERE v.metric_key = $1 AND ($2::integer IS NULL OR v.version > $2)
             ORDER BY v.version
             LIMIT $3""";
    private static final String VERSION_BY_NUMBER = SELECT_VERSION + "WHERE v.metric_key = $1 AND v.version = $2";

    private final Pg pg;

    public PgMetrics(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(Metric metric, Stamp stamp) {
        pg.change(sign(stamp, "metric.create"), constraints(metric), tx -> {
            tx.run(ADD_METRIC, metric.key().value(), metric.createdAt().atOffset(ZoneOffset.UTC));
            return DefinitionRow.add(tx, metric, stamp);
        });
    }

    @Override
    public Metric save(Metric metric, String action, Stamp stamp) {
        return pg.change(sign(stamp, action), constraints(metric), tx -> {
            int before = version(tx, metric.key());
            if (update(tx, metric) == 0) {
                throw new Refusal.Stale("Metric " + metric.key() + " was changed by somebody else. Read it again.");
            }
            if (metric.version() > before) {
                DefinitionRow.add(tx, metric, stamp);
            }
            return tx.one(METRIC_BY_KEY, PgMetrics::metric, metric.key().value())
                    .orElseThrow();
        });
    }

    private static int version(Tx tx, MetricKey key) {
        return tx.one("SELECT version FROM metric WHERE key = $1", row -> row.getInteger("version"), key.value())
                .orElse(0);
    }

    private static int update(Tx tx, Metric metric) {
        return tx.run(
                SAVE_METRIC,
                metric.key().value(),
                metric.revision(),
                metric.version(),
                metric.archivedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                metric.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private static Map<String, Supplier<Refusal>> constraints(Metric metric) {
        var definition = metric.definition();
        return Map.of(
                "metric_pkey",
                () -> new Refusal.Conflict("metric_exists", "There is a metric " + metric.key() + " already."),
                "metric_counts_events_of_a_type",
                () -> unknownEventType("/event_type", definition.source()),
                "metric_divides_by_events_of_a_type",
                () -> unknownEventType(
                        "/denominator/event_type", definition.denominator().orElseThrow()));
    }

    private static Refusal unknownEventType(String pointer, Source source) {
        return new Refusal.Invalid(pointer, "unknown_event_type", "there is no event type " + source.eventType());
    }

    @Override
    public Optional<Metric> find(MetricKey key) {
        return pg.read(tx -> tx.one(METRIC_BY_KEY, PgMetrics::metric, key.value()));
    }

    @Override
    public Optional<Metric> of(ExperimentId experiment, MetricKey key) {
        return pg.read(tx -> tx.one(METRIC_OF_EXPERIMENT, PgMetrics::metric, key.value(), experiment.value()));
    }

    @Override
    public Page<Metric> list(PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                METRICS,
                PgMetrics::metric,
                request.after().orElse(null),
                request.text().orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), metric -> metric.key().value());
    }

    @Override
    public Page<MetricVersion> versions(MetricKey key, PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                VERSIONS,
                DefinitionRow::version,
                key.value(),
                request.after(Integer::valueOf).orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), version -> Integer.toString(version.version()));
    }

    @Override
    public Optional<MetricVersion> version(MetricKey key, int version) {
        return pg.read(tx -> tx.one(VERSION_BY_NUMBER, DefinitionRow::version, key.value(), version));
    }

    private static Metric metric(Row row) {
        var version = DefinitionRow.version(row);
        return new Metric(
                new MetricKey(row.getString("metric_key")),
                version.version(),
                version.definition(),
                Optional.ofNullable(row.getOffsetDateTime("archived_at")).map(OffsetDateTime::toInstant),
                row.getInteger("revision"),
                row.getOffsetDateTime("metric_created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
