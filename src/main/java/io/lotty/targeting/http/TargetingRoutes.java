package io.lotty.targeting.http;

import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.targeting.AttributeValue;
import io.lotty.targeting.Attributes;
import io.lotty.targeting.Numeric;
import io.lotty.targeting.ParseResult;
import io.lotty.targeting.Rule;
import io.lotty.targeting.SyntaxError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/targeting/validate}: reads a rule, says what is wrong with it, tries it on attributes. */
public final class TargetingRoutes {
    public void mount(Operations operations) {
        operations.query("/api/v1/targeting/validate", "validateTargeting", TargetingRoutes::validate);
    }

    private static Answer validate(Call call) {
        call.caller(Object.class);
        var body = call.body();
        var rule = body.text("rule").required();
        var attributes = body.map("attributes", TargetingRoutes::attributes);
        body.finish();
        return Answer.ok(
                switch (Rule.parse(rule.get())) {
                    case ParseResult.Parsed parsed -> valid(parsed.rule(), attributes.optional());
                    case ParseResult.Malformed malformed -> invalid(malformed);
                });
    }

    private static JsonObject valid(Rule rule, Optional<Attributes> attributes) {
        var json = new JsonObject().put("valid", true).put("canonical", rule.canonical());
        attributes.ifPresent(
                subject -> json.put("result", rule.matches(subject)).put("trace", TraceJson.of(rule.trace(subject))));
        return json.put("errors", new JsonArray());
    }

    private static JsonObject invalid(ParseResult.Malformed malformed) {
        var errors = new JsonArray();
        malformed.errors().stream().map(TargetingRoutes::json).forEach(errors::add);
        return new JsonObject().put("valid", false).put("errors", errors);
    }

    private static JsonObject json(SyntaxError error) {
        return new JsonObject()
                .put("line", error.line())
                .put("column", error.column())
                .put("expected", error.expected())
                .put("message", error.message());
    }

    private static Attributes attributes(Map<String, Object> values) {
        var attributes = Attributes.builder();
        values.forEach((name, value) -> {
            if (value instanceof JsonArray list) {
                attributes.list(
                        name, list.stream().map(item -> scalar(name, item)).toList());
            } else {
                attributes.value(name, scalar(name, value));
            }
        });
        return attributes.build();
    }

    private static AttributeValue.Scalar scalar(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> new AttributeValue.Text(text);
            case Boolean bool -> AttributeValue.Flag.of(bool);
            case Number number
            when Double.isFinite(number.doubleValue()) -> Numeric.of(new BigDecimal(number.toString()));
            case null, default ->
                throw new IllegalArgumentException(name + " must be a string, number, boolean or a list of those");
        };
    }
}
