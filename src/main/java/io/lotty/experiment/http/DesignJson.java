package io.lotty.experiment.http;

import io.lotty.experiment.Design;
import io.lotty.experiment.DesignRules;
import io.lotty.experiment.Share;
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
import io.lotty.targeting.ParseResult;
import io.lotty.targeting.Rule;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        read.variants.required();
        read.primary.required();
        read.check(read.audience.optional(), read.variants.optional(), read.primary.optional(), List.of());
        body.finish();
        return new Draft(flag.get(), read.design());
    }

    /** The design that a partial body makes out of the current one; what is absent stays. */
    static Design edit(Fields body, Design current) {
        var read = new Read(body, current.valueType());
        read.check(
                Optional.of(read.audience.orElse(current.audience())),
                Optional.of(read.variants.orElse(current.variants())),
                Optional.of(read.primary.orElse(current.primaryMetric())),
                current.secondaryMetrics());
        body.finish();
        return read.design(current);
    }

    /** Adds the fields of a design to an object. */
    static JsonObject write(Design design, JsonObject json) {
        var variants = new JsonArray();
        design.variants()
                .forEach(variant -> variants.add(new JsonObject()
                        .put("name", variant.name().value())
                        .put("value", Json.decodeValue(variant.value().json()))
                        .put("weight", variant.weight().percent())
                        .put("control", variant.control())));
        return json.put("name", design.name())
                .put("hypothesis", design.hypothesis())
                .put("audience_share", design.audience().percent())
                .put("variants", variants)
                .put("targeting", design.targeting().canonical())
                .put("primary_metric", design.primaryMetric().value())
                .put(
                        "secondary_metrics",
                        new JsonArray(design.secondaryMetrics().stream()
                                .map(MetricKey::value)
                                .toList()))
                .put("sticky_requires_targeting", design.stickyRequiresTargeting())
                .put("tags", new JsonArray(design.tags()));
    }

    /** The fields of a design in a body, each present or not. */
    private static final class Read {
        private final Fields body;
        private final Field<String> name;
        private final Field<String> hypothesis;
        private final Field<Share> audience;
        private final Field<List<Variant>> variants;
        private final Optional<Rule> targeting;
        private final Field<MetricKey> primary;
        private final Field<List<MetricKey>> secondary;
        private final Field<Boolean> sticky;
        private final Field<List<String>> tags;
        private int unreadableVariants;

        Read(Fields body, FlagType type) {
            this.body = body;
            name = body.name("name", MAX_NAME);
            hypothesis = body.prose("hypothesis", MAX_HYPOTHESIS);
            audience = body.decimal("audience_share", Share::ofPercent);
            variants = body.objects("variants", Design.MAX_VARIANTS, fields -> variant(fields, type));
            targeting = targeting(body);
            primary = body.text("primary_metric", MetricKey::new);
            secondary = body.texts("secondary_metrics", MAX_SECONDARY, MetricKey::new);
            sticky = body.bool("sticky_requires_targeting");
            tags = Tags.read(body);
        }

        /** The rules that span fields, as far as those could be read. */
        void check(
                Optional<Share> share,
                Optional<List<Variant>> list,
                Optional<MetricKey> first,
                List<MetricKey> currentSecondary) {
            if (unreadableVariants == 0 && share.isPresent() && list.isPresent()) {
                report(DesignRules.ofVariants(share.get(), list.get()));
            }
            first.ifPresent(metric -> report(DesignRules.ofMetrics(metric, secondary.orElse(currentSecondary))));
        }

        Design design() {
            return new Design(
                    name.get(),
                    hypothesis.orElse(""),
                    audience.get(),
                    variants.get(),
                    targeting.orElse(Rule.everyone()),
                    primary.get(),
                    secondary.orElse(List.of()),
                    sticky.orElse(true),
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
                    sticky.orElse(current.stickyRequiresTargeting()),
                    tags.orElse(current.tags()));
        }

        private @Nullable Variant variant(Fields fields, FlagType type) {
            var variantName = fields.text("name", VariantName::new).required();
            var value = fields.json("value", json -> new FlagValue(type, json)).required();
            var weight = fields.decimal("weight", Share::ofPercent).required();
            var control = fields.bool("control");
            if (variantName.optional().isEmpty()
                    || value.optional().isEmpty()
                    || weight.optional().isEmpty()) {
                unreadableVariants++;
                return null;
            }
            return new Variant(variantName.get(), value.get(), weight.get(), control.orElse(false));
        }

        private void report(List<Violation> violations) {
            violations.forEach(violation -> body.violate(violation.pointer().substring(1), violation.message()));
        }
    }

    private static Optional<Rule> targeting(Fields body) {
        return body.text("targeting").optional().map(Rule::parse).flatMap(result -> switch (result) {
            case ParseResult.Parsed parsed -> Optional.of(parsed.rule());
            case ParseResult.Malformed malformed -> {
                malformed
                        .errors()
                        .forEach(error -> body.violate(
                                "targeting",
                                "line " + error.line() + ", column " + error.column() + ": " + error.message()));
                yield Optional.empty();
            }
        });
    }
}
