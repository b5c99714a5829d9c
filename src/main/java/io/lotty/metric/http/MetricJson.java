package io.lotty.metric.http;

import io.lotty.id.EventTypeKey;
import io.lotty.id.MetricKey;
import io.lotty.metric.Better;
import io.lotty.metric.Definition;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.metric.MetricVersion;
import io.lotty.metric.Part;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.platform.http.Field;
import io.lotty.platform.http.Fields;
import io.lotty.targeting.Rule;
import io.lotty.targeting.http.RuleField;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Metrics as callers write and read them. */
final class MetricJson {
    private static final int MAX_NAME = 200;
    private static final int MAX_PURPOSE = 4_000;
    private static final int MAX_WINDOW_SECONDS = (int) Definition.MAX_WINDOW.toSeconds();

    private MetricJson() {}

    static Field<MetricKey> key(Fields body) {
        return body.text("key", MetricKey::new).required();
    }

    /** What a body says of a metric beside its key; refuses all that is wrong with the body. */
    static Definition definition(Fields body) {
        var name = body.name("name", MAX_NAME).required();
        var purpose = body.prose("purpose", MAX_PURPOSE);
        var kind = body.text("kind", MetricKind::of).required();
        var eventType = body.text("event_type", EventTypeKey::new).required();
        var property = body.text("property", Source::checkedProperty);
        var denominator = body.object("denominator", MetricJson::source);
        var unit = body.text("unit", Unit::of).required();
        var requiresExposure = body.bool("requires_exposure").required();
        var better = body.text("better", Better::of).required();
        var quantile = body.decimal("quantile", number -> Definition.checkedQuantile(number.doubleValue()));
        var filter = RuleField.read(body, "filter");
        var cap = body.decimal("cap", Definition::checkedCap);
        var window = body.integer("window_seconds", 1, MAX_WINDOW_SECONDS);
        var winsorize = body.decimal("winsorize", number -> Definition.checkedWinsorize(number.doubleValue()));
        kind.optional().ifPresent(known -> checkFit(body, known, unit, property));
        body.finish();
        return new Definition(
                name.get(),
                purpose.orElse(""),
                kind.get(),
                new Source(eventType.get(), property.optional()),
                denominator.optional(),
                unit.get(),
                requiresExposure.get(),
                better.get(),
                quantile.optional(),
                filter,
                cap.optional(),
                window.optional().map(Duration::ofSeconds),
                winsorize.optional());
    }

    private static @Nullable Source source(Fields fields) {
        var eventType = fields.text("event_type", EventTypeKey::new).required();
        var property = fields.text("property", Source::checkedProperty);
        return fields.isSound() ? new Source(eventType.get(), property.optional()) : null;
    }

    /** The rules of {@link Part}, so that all violations come at once; an unknown unit is taken for the one that fits more. */
    private static void checkFit(Fields body, MetricKind kind, Field<Unit> unit, Field<String> property) {
        var given = Arrays.stream(Part.values())
                .filter(part -> body.has(part.text()))
                .collect(Collectors.toSet());
        for (var misfit : Part.misfits(kind, unit.orElse(Unit.SUBJECT), given)) {
            if (misfit.part() == Part.PROPERTY) {
                property.required();
            } else {
                body.violate(misfit.part().text(), misfit.why());
            }
        }
    }

    static JsonObject write(Metric metric) {
        return write(metric.definition())
                .put("key", metric.key().value())
                .put("version", metric.version())
                .put("archived", metric.archivedAt().isPresent())
                .put("archived_at", metric.archivedAt().map(Instant::toString).orElse(null))
                .put("created_at", metric.createdAt().toString())
                .put("updated_at", metric.updatedAt().toString());
    }

    static JsonObject write(MetricVersion version) {
        return write(version.definition())
                .put("version", version.version())
                .put("created_at", version.createdAt().toString());
    }

    static JsonObject write(Definition definition) {
        return new JsonObject()
                .put("name", definition.name())
                .put("purpose", definition.purpose())
                .put("kind", definition.kind().text())
                .put("event_type", definition.source().eventType().value())
                .put("property", definition.source().property().orElse(null))
                .put(
                        "denominator",
                        definition.denominator().map(MetricJson::write).orElse(null))
                .put("unit", definition.unit().text())
                .put("requires_exposure", definition.requiresExposure())
                .put("better", definition.better().text())
                .put("quantile", definition.quantile().orElse(null))
                .put("filter", definition.filter().map(Rule::canonical).orElse(null))
                .put("cap", definition.cap().orElse(null))
                .put(
                        "window_seconds",
                        definition.window().map(Duration::toSeconds).orElse(null))
                .put("winsorize", definition.winsorize().orElse(null));
    }

    private static JsonObject write(Source source) {
        return new JsonObject()
                .put("event_type", source.eventType().value())
                .put("property", source.property().orElse(null));
    }
}
