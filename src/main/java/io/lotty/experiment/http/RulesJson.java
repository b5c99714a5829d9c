package io.lotty.experiment.http;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.ConflictDomain;
import io.lotty.experiment.Guardrail;
import io.lotty.experiment.SubjectOverride;
import io.lotty.id.MetricKey;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.platform.http.Field;
import io.lotty.platform.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeps an experiment in bounds, as callers write and read it: guardrails, overrides, conflicts. */
final class RulesJson {
    private RulesJson() {}

    static Optional<Guardrail> guardrail(Fields fields) {
        var metric = fields.text("metric", MetricKey::new).required();
        var threshold = fields.decimal("threshold", Guardrail::threshold).required();
        var direction = fields.text("direction", Guardrail.Direction::of);
        var window = fields.integer("window_seconds", 1, Guardrail.MAX_WINDOW_SECONDS)
                .required();
        var action = fields.text("action", Guardrail.Action::of).required();
        var sample = fields.integer("min_sample", 0, Guardrail.MAX_SAMPLE);
        var scope = fields.text("scope", Guardrail.Scope::of).orElse(Guardrail.Scope.VARIANT);
        var comparison = fields.text("compare", Guardrail.Comparison::of).orElse(Guardrail.Comparison.ABSOLUTE);
        boolean compares = comparison == Guardrail.Comparison.CONTROL;
        if (compares && scope == Guardrail.Scope.EXPERIMENT) {
            fields.violate("compare", "control needs the scope variant: the whole has the control in it");
        } else if (areThere(metric, threshold, window, action)) {
            return Optional.of(new Guardrail(
                    metric.get(),
                    threshold.get(),
                    direction.orElse(Guardrail.Direction.ABOVE),
                    window.get(),
                    action.get(),
                    sample.orElse(1),
                    scope,
                    comparison));
        }
        return Optional.empty();
    }

    static Optional<SubjectOverride> override(Fields fields) {
        var subject = fields.text("subject_id", SubjectId::new).required();
        var variant = fields.text("variant", VariantName::new).required();
        return areThere(subject, variant)
                ? Optional.of(new SubjectOverride(subject.get(), variant.get()))
                : Optional.empty();
    }

    /** One or none: no domains mean no conflict, so that an edit can take one away; null when it cannot be read. */
    static @Nullable List<Conflict> conflict(Fields fields) {
        var domains = fields.texts("domains", Conflict.MAX_DOMAINS, ConflictDomain::new)
                .required();
        var policy = fields.text("policy", Conflict.Policy::of);
        var bid = fields.decimal("bid", Conflict::bid);
        if (domains.optional().isPresent() && domains.get().isEmpty()) {
            return List.of();
        }
        policy.required();
        if (domains.optional().isEmpty() || policy.optional().isEmpty()) {
            return null;
        }
        boolean once = isEachOnce(fields, domains.get());
        boolean fits = bidFits(fields, policy.get());
        return once && fits && bid.optional().isPresent() == fields.has("bid")
                ? List.of(new Conflict(domains.get(), policy.get(), bid.optional()))
                : null;
    }

    static JsonObject write(Guardrail guardrail) {
        return new JsonObject()
                .put("metric", guardrail.metric().value())
                .put("threshold", guardrail.threshold())
                .put("direction", guardrail.direction().text())
                .put("window_seconds", guardrail.windowSeconds())
                .put("action", guardrail.action().text())
                .put("min_sample", guardrail.minSample())
                .put("scope", guardrail.scope().text())
                .put("compare", guardrail.comparison().text());
    }

    static JsonObject write(SubjectOverride override) {
        return new JsonObject()
                .put("subject_id", override.subject().value())
                .put("variant", override.variant().value());
    }

    static JsonObject write(Conflict conflict) {
        var json = new JsonObject()
                .put(
                        "domains",
                        new JsonArray(conflict.domains().stream()
                                .map(ConflictDomain::value)
                                .toList()))
                .put("policy", conflict.policy().text());
        conflict.bid().ifPresent(bid -> json.put("bid", bid));
        return json;
    }

    private static boolean isEachOnce(Fields fields, List<ConflictDomain> domains) {
        boolean once = new HashSet<>(domains).size() == domains.size();
        if (!once) {
            fields.violate("domains", "must name each domain once");
        }
        return once;
    }

    private static boolean bidFits(Fields fields, Conflict.Policy policy) {
        boolean fits = (policy == Conflict.Policy.BID) == fields.has("bid");
        if (!fits) {
            fields.violate("bid", "goes with the policy bid, which needs it");
        }
        return fits;
    }

    private static boolean areThere(Field<?>... fields) {
        return List.of(fields).stream().allMatch(field -> field.optional().isPresent());
    }
}
