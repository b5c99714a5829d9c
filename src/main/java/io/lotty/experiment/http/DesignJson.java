package io.lotty.experiment.http;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.Design;
import io.lotty.experiment.DesignRules;
import io.lotty.experiment.Guardrail;
import io.lotty.experiment.Share;
import io.lotty.experiment.SubjectOverride;
import io.lotty.experiment.Variant;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.FlagKey;
import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.platform.http.Field;
import io.lotty.platform.http.Fields;
import io.lotty.platform.http.Tags;
import io.lotty.refusal.Violation;
import io.lotty.targeting.Rule;
import io.lotty.targeting.http.RuleField;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Designs as callers write and read them. */
final class DesignJson {
    private static final int MAX_NAME = 200;
    private static final int MAX_HYPOTHESIS = 4_000;
    private static final int MAX_SECONDARY = 50;

    private DesignJson() {}

    /** The part of a new experiment that its author gives. */
    record Draft(FlagKey flag, Design design) {}

    /** @param types the type of a flag; empty when there is no such flag */
    static Draft draft(Fields body, Function<FlagKey, Optional<FlagType>> types) {
        var flag = body.text("flag_key", FlagKey::new).required();
        var type = flag.optional().flatMap(types);
        if (flag.optional().isPresent() && type.isEmpty()) {
            body.violate("flag_key", "there is no flag " + flag.get());
        }
        var read = new Read(body, type.orElse(FlagType.JSON));
        read.name.required();
        read.audience.required();
        read.variants.field().required();
        read.primary.required();
        read.check();
        body.finish();
        return new Draft(flag.get(), read.design());
    }

    /** The design that a partial body makes out of the current one; what is absent stays. */
    static Design edit(Fields body, Design current) {
        var read = new Read(body, current.valueType());
        read.check(current);
        body.finish();
        return read.design(current);
    }

    /** Adds the fields of a design to an object. */
    static JsonObject write(Design design, JsonObject json) {
        return json.put("name", design.name())
                .put("hypothesis", design.hypothesis())
                .put("audience_share", design.audience().percent())
                .put("variants", array(design.variants(), DesignJson::write))
                .put("targeting", design.targeting().canonical())
                .put("primary_metric", design.primaryMetric().value())
                .put(
                        "secondary_metrics",
                        new JsonArray(design.secondaryMetrics().stream()
                                .map(MetricKey::value)
                                .toList()))
                .put("guardrails", array(design.guardrails(), RulesJson::write))
                .put("overrides", array(design.overrides(), RulesJson::write))
                .put("priority", design.priority())
                .put("conflict", design.conflict().map(RulesJson::write).orElse(null))
                .put("sticky_requires_targeting", design.stickyRequiresTargeting())
                .put("intake_paused", design.intakePaused())
                .put("tags", new JsonArray(design.tags()));
    }

    /** The fields of a design in a body, each present or not. */
    private static final class Read {
        private final Fields body;
        private final Field<String> name;
        private final Field<String> hypothesis;
        private final Field<Share> audience;
        private final Items<Variant> variants;
        private final Optional<Rule> targeting;
        private final Field<MetricKey> primary;
        private final Field<List<MetricKey>> secondary;
        private final Items<Guardrail> guardrails;
        private final Items<SubjectOverride> overrides;
        private final Field<Integer> priority;
        private final Field<List<Conflict>> conflict;
        private final Field<Boolean> sticky;
        private final Field<Boolean> intakePaused;
        private final Field<List<String>> tags;

        Read(Fields body, FlagType type) {
            this.body = body;
            name = body.name("name", MAX_NAME);
            hypothesis = body.prose("hypothesis", MAX_HYPOTHESIS);
            audience = body.decimal("audience_share", Share::ofPercent);
            variants = new Items<>(body, "variants", Design.MAX_VARIANTS, fields -> variant(fields, type));
            targeting = RuleField.read(body, "targeting");
            primary = body.text("primary_metric", MetricKey::new);
            secondary = body.texts("secondary_metrics", MAX_SECONDARY, MetricKey::new);
            guardrails = new Items<>(body, "guardrails", Design.MAX_GUARDRAILS, RulesJson::guardrail);
            overrides = new Items<>(body, "overrides", Design.MAX_OVERRIDES, RulesJson::override);
            priority = body.integer("priority", -Design.MAX_PRIORITY, Design.MAX_PRIORITY);
            conflict = body.object("conflict", RulesJson::conflict);
            intakePaused = body.bool("intake_paused");
            sticky = body.bool("sticky_requires_targeting");
            tags = Tags.read(body);
        }

        /** The rules that span fields of a new design, as far as those could be read. */
        void check() {
            variants.field().optional().ifPresent(list -> {
                audience.optional().ifPresent(share -> checkWeights(share, list));
                checkOverrides(overrides.orElse(List.of()), list);
            });
            primary.optional().ifPresent(metric -> report(DesignRules.ofMetrics(metric, secondary.orElse(List.of()))));
            checkGuardrails();
        }

        /** The same rules, where what is absent stays as it is. */
        void check(Design current) {
            var list = variants.orElse(current.variants());
            checkWeights(audience.orElse(current.audience()), list);
            checkOverrides(overrides.orElse(current.overrides()), list);
            var metric = primary.orElse(current.primaryMetric());
            report(DesignRules.ofMetrics(metric, secondary.orElse(current.secondaryMetrics())));
            checkGuardrails();
        }

        private void checkWeights(Share share, List<Variant> list) {
            if (variants.isWhole()) {
                report(DesignRules.ofVariants(share, list));
            }
        }

        private void checkOverrides(List<SubjectOverride> forced, List<Variant> list) {
            if (variants.isWhole() && overrides.isWhole()) {
                report(DesignRules.ofOverrides(forced, list));
            }
        }

        private void checkGuardrails() {
            if (guardrails.isWhole()) {
                report(DesignRules.ofGuardrails(guardrails.orElse(List.of())));
            }
        }

        Design design() {
            return new Design(
                    name.get(),
                    hypothesis.orElse(""),
                    audience.get(),
                    variants.field().get(),
                    targeting.orElse(Rule.everyone()),
                    primary.get(),
                    secondary.orElse(List.of()),
                    guardrails.orElse(List.of()),
                    overrides.orElse(List.of()),
                    priority.orElse(0),
                    conflict.orElse(List.of()).stream().findFirst(),
                    sticky.orElse(true),
                    intakePaused.orElse(false),
                    tags.orElse(List.of()));
        }

        Design design(Design current) {
            return new Design(
                    name.orElse(current.name()),
                    hypothesis.orElse(current.hypothesis()),
                    audience.orElse(current.audience()),
                    variants.orElse(current.variants()),
                    targeting.orElse(current.targeting()),
                    primary.orElse(current.primaryMetric()),
                    secondary.orElse(current.secondaryMetrics()),
                    guardrails.orElse(current.guardrails()),
                    overrides.orElse(current.overrides()),
                    priority.orElse(current.priority()),
                    conflict.orElse(current.conflict().stream().toList()).stream()
                            .findFirst(),
                    sticky.orElse(current.stickyRequiresTargeting()),
                    intakePaused.orElse(current.intakePaused()),
                    tags.orElse(current.tags()));
        }

        private void report(List<Violation> violations) {
            violations.forEach(violation -> body.violate(violation.pointer().substring(1), violation.message()));
        }
    }

    private static Optional<Variant> variant(Fields fields, FlagType type) {
        var name = fields.text("name", VariantName::new).required();
        var value = fields.json("value", json -> new FlagValue(type, json)).required();
        var weight = fields.decimal("weight", Share::ofPercent).required();
        var control = fields.bool("control");
        boolean isWhole = Stream.of(name, value, weight)
                .allMatch(field -> field.optional().isPresent());
        return isWhole
                ? Optional.of(new Variant(name.get(), value.get(), weight.get(), control.orElse(false)))
                : Optional.empty();
    }

    private static JsonObject write(Variant variant) {
        return new JsonObject()
                .put("name", variant.name().value())
                .put("value", Json.decodeValue(variant.value().json()))
                .put("weight", variant.weight().percent())
                .put("control", variant.control());
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonObject> writer) {
        return new JsonArray(items.stream().map(writer).toList());
    }
}
