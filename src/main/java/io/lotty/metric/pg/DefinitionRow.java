package io.lotty.metric.pg;

import io.lotty.access.Stamp;
import io.lotty.id.EventTypeKey;
import io.lotty.metric.Better;
import io.lotty.metric.Definition;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.metric.MetricVersion;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.platform.pg.Tx;
import io.lotty.targeting.ParseResult;
import io.lotty.targeting.Rule;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;

/** A version of a metric, as the table has it. */
final class DefinitionRow {
    static final String COLUMNS = """
            v.metric_key, v.version, v.name, v.purpose, v.kind, v.event_type, v.property, v.denominator_type,
            v.denominator_property, v.unit, v.requires_exposure, v.better, v.quantile, v.filter, v.cap, v.window_seconds,
            v.winsorize, v.created_at""";
    private static final String ADD_VERSION = """
            INSERT INTO metric_version (metric_key, version, name, purpose, kind, event_type, property, denominator_type,
                                        denominator_property, unit, requires_exposure, better, quantile, filter, cap,
                                        window_seconds, winsorize, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)""";

    private DefinitionRow() {}

    static int add(Tx tx, Metric metric, Stamp stamp) {
        var definition = metric.definition();
        return tx.run(
                ADD_VERSION,
                metric.key().value(),
                metric.version(),
                definition.name(),
                definition.purpose(),
                definition.kind().text(),
                definition.source().eventType().value(),
                definition.source().property().orElse(null),
                definition
                        .denominator()
                        .map(source -> source.eventType().value())
                        .orElse(null),
                definition.denominator().flatMap(Source::property).orElse(null),
                definition.unit().text(),
                definition.requiresExposure(),
                definition.better().text(),
                definition.quantile().orElse(null),
                definition.filter().map(Rule::canonical).orElse(null),
                definition.cap().orElse(null),
                definition.window().map(Duration::toSeconds).orElse(null),
                definition.winsorize().orElse(null),
                stamp.at().atOffset(ZoneOffset.UTC));
    }

    static MetricVersion version(Row row) {
        var definition = new Definition(
                row.getString("name"),
                row.getString("purpose"),
                MetricKind.of(row.getString("kind")),
                source(row, "event_type", "property").orElseThrow(),
                source(row, "denominator_type", "denominator_property"),
                Unit.of(row.getString("unit")),
                row.getBoolean("requires_exposure"),
                Better.of(row.getString("better")),
                Optional.ofNullable(row.getDouble("quantile")),
                Optional.ofNullable(row.getString("filter")).map(DefinitionRow::filter),
                Optional.ofNullable(row.getBigDecimal("cap")),
                Optional.ofNullable(row.getLong("window_seconds")).map(Duration::ofSeconds),
                Optional.ofNullable(row.getDouble("winsorize")));
        return new MetricVersion(
                row.getInteger("version"),
                definition,
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Optional<Source> source(Row row, String eventType, String property) {
        return Optional.ofNullable(row.getString(eventType))
                .map(key -> new Source(new EventTypeKey(key), Optional.ofNullable(row.getString(property))));
    }

    private static Rule filter(String text) {
        return switch (Rule.parse(text)) {
            case ParseResult.Parsed parsed -> parsed.rule();
            case ParseResult.Malformed malformed ->
                throw new IllegalStateException("stored filter " + text + ": " + malformed.errors());
        };
    }
}
