package io.lotty.metric.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.Stamp;
import io.lotty.id.EventTypeKey;
import io.lotty.id.MetricKey;
import io.lotty.metric.Better;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.metric.Metrics;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.refusal.Refusal;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

public final class PgMetrics implements Metrics {
    private static final String COLUMNS = """
            key, name, purpose, kind, event_type, property, denominator_type, denominator_property, unit,
            requires_exposure, better, quantile, revision, created_at, updated_at""";
    private static final String ADD_METRIC = """
            INSERT INTO metric (key, name, purpose, kind, event_type, property, denominator_type, denominator_property,
                                unit, requires_exposure, better, quantile, revision, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $13)""";
    private static final String METRIC_BY_KEY = "SELECT " + COLUMNS + " FROM metric WHERE key = $1";
    private static final String METRICS = "SELECT " + COLUMNS + """
              FROM metric
             WHERE ($1::text IS NULL OR key > $1)
               AND ($2::text IS NULL OR strpos(key, lower($2)) > 0 OR strpos(lower(name), lower($2)) > 0
                    OR strpos(lower(purpose), lower($2)) > 0)
             ORDER BY key
             LIMIT $3""";
    private static final String METRIC_EXISTS = "SELECT EXISTS (SELECT FROM metric WHERE key = $1) AS found";

    private final Pg pg;

    public PgMetrics(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(Metric metric, Stamp stamp) {
        Map<String, Supplier<Refusal>> constraints = Map.of(
                "metric_pkey",
                () -> new Refusal.Conflict("metric_exists", "There is a metric " + metric.key() + " already."),
                "metric_event_type_fkey",
                () -> unknownEventType("/event_type", metric.source()),
                "metric_denominator_type_fkey",
                () -> unknownEventType(
                        "/denominator/event_type", metric.denominator().orElseThrow()));
        pg.change(
                sign(stamp, "metric.create"),
                constraints,
                tx -> tx.run(
                        ADD_METRIC,
                        metric.key().value(),
                        metric.name(),
                        metric.purpose(),
                        metric.kind().text(),
                        metric.source().eventType().value(),
                        metric.source().property().orElse(null),
                        metric.denominator()
                                .map(source -> source.eventType().value())
                                .orElse(null),
                        metric.denominator().flatMap(Source::property).orElse(null),
                        metric.unit().text(),
                        metric.requiresExposure(),
                        metric.better().text(),
                        metric.quantile().orElse(null),
                        metric.createdAt().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Optional<Metric> find(MetricKey key) {
        return pg.read(tx -> tx.one(METRIC_BY_KEY, PgMetrics::metric, key.value()));
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
    public boolean exists(MetricKey key) {
        return pg.read(tx -> tx.one(METRIC_EXISTS, row -> row.getBoolean("found"), key.value()))
                .orElse(false);
    }

    private static Refusal unknownEventType(String pointer, Source source) {
        return new Refusal.Invalid(pointer, "unknown_event_type", "there is no event type " + source.eventType());
    }

    private static Metric metric(Row row) {
        return new Metric(
                new MetricKey(row.getString("key")),
                row.getString("name"),
                row.getString("purpose"),
                MetricKind.of(row.getString("kind")),
                source(row, "event_type", "property").orElseThrow(),
                source(row, "denominator_type", "denominator_property"),
                Unit.of(row.getString("unit")),
                row.getBoolean("requires_exposure"),
                Better.of(row.getString("better")),
                Optional.ofNullable(row.getDouble("quantile")),
                row.getInteger("revision"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static Optional<Source> source(Row row, String eventType, String property) {
        return Optional.ofNullable(row.getString(eventType))
                .map(key -> new Source(new EventTypeKey(key), Optional.ofNullable(row.getString(property))));
    }
}
