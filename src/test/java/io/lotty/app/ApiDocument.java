package io.lotty.app;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The OpenAPI document as the tests read it. Schemas are stricter here than for callers: an answer may have no field
 * that is not documented.
 */
final class ApiDocument {
    private static final String ROOT = "https://lotty.test/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonObject json;
    private final List<Operation> operations = new ArrayList<>();
    private final SchemaRegistry schemas;

    /** One operation; the path is the template, {@code /flags/{key}}. */
    record Operation(String id, String method, String path, JsonObject json) {
        boolean isAt(String wantedMethod, String wantedPath) {
            var pattern = Pattern.quote(path).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
            return method.equals(wantedMethod) && wantedPath.matches(pattern);
        }

        Optional<JsonObject> body() {
            return Optional.ofNullable(json.getJsonObject("requestBody"))
                    .map(body -> body.getJsonObject("content").getJsonObject("application/json"));
        }

        JsonObject example() {
            return body().orElseThrow().getJsonObject("example").copy();
        }

        boolean isBodyRequired() {
            return json.getJsonObject("requestBody", new JsonObject()).getBoolean("required", false);
        }

        List<JsonObject> parameters() {
            return json.getJsonArray("parameters", new JsonArray()).stream()
                    .map(JsonObject.class::cast)
                    .toList();
        }

        /** Whether it takes an {@code Idempotency-Key}. */
        boolean takesKey() {
            return parameters().stream()
                    .anyMatch(
                            parameter -> "#/components/parameters/Idempotency-Key".equals(parameter.getString("$ref")));
        }

        Set<Integer> statuses() {
            var statuses = new HashSet<Integer>();
            json.getJsonObject("responses").fieldNames().forEach(status -> statuses.add(Integer.valueOf(status)));
            return statuses;
        }
    }

    private ApiDocument(JsonObject json) {
        this.json = json;
        for (var path : json.getJsonObject("paths")) {
            for (var entry : (JsonObject) path.getValue()) {
                if (METHODS.contains(entry.getKey()) && entry.getValue() instanceof JsonObject operation) {
                    var method = entry.getKey().toUpperCase(java.util.Locale.ROOT);
                    operations.add(new Operation(operation.getString("operationId"), method, path.getKey(), operation));
                }
            }
        }
        var strict = json.copy();
        close(strict.getJsonObject("components").getJsonObject("schemas"), bases(json));
        var config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        schemas = SchemaRegistry.withDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemaRegistryConfig(config).schemas(Map.of(ROOT, strict.encode())));
    }

    static ApiDocument read() {
        try (var in = ApiDocument.class.getResourceAsStream("/openapi/lotty.json")) {
            var bytes = Objects.requireNonNull(in).readAllBytes();
            return new ApiDocument(new JsonObject(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    JsonObject json() {
        return json;
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    Operation operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The operation at a path without its query. */
    Operation at(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.isAt(method, path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not documented: " + method + " " + path));
    }

    /** What is documented for a status, references resolved. */
    Optional<JsonObject> response(Operation operation, int status) {
        return Optional.ofNullable(operation.json().getJsonObject("responses").getJsonObject(Integer.toString(status)))
                .map(this::resolved);
    }

    JsonObject resolved(JsonObject node) {
        var reference = node.getString("$ref");
        if (reference == null) {
            return node;
        }
        var found = json;
        for (var part : reference.substring("#/".length()).split("/")) {
            found = Objects.requireNonNull(found.getJsonObject(part), () -> "nothing at " + reference);
        }
        return resolved(found);
    }

    /** The fields of an object's schema, those of its bases too. */
    JsonObject properties(JsonObject schema) {
        var properties = new JsonObject();
        for (var base : schema.getJsonArray("allOf", new JsonArray())) {
            properties.mergeIn(properties(resolved((JsonObject) base)));
        }
        return properties.mergeIn(schema.getJsonObject("properties", new JsonObject()));
    }

    /** What is wrong with a JSON text, as a schema of the document sees it. */
    List<String> flaws(JsonObject schema, String text) {
        var absolute = schema.encode().replace("\"#/", "\"" + ROOT + "#/");
        return schemas.getSchema(absolute, InputFormat.JSON).validate(text, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    /** The names of the schemas that others build upon; closing those would shut the others' own fields out. */
    private static Set<String> bases(JsonObject json) {
        var names = new HashSet<String>();
        var matcher = Pattern.compile("\"allOf\":\\[\\{\"\\$ref\":\"#/components/schemas/(\\w+)\"")
                .matcher(json.encode());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static void close(JsonObject node, Set<String> open) {
        if (node.getValue("properties") instanceof JsonObject && !node.containsKey("additionalProperties")) {
            node.put("unevaluatedProperties", false);
        }
        for (var field : node) {
            if (!open.contains(field.getKey())) {
                closeAny(field.getValue());
            }
        }
    }

    private static void closeAny(Object value) {
        switch (value) {
            case JsonObject object -> close(object, Set.of());
            case JsonArray array -> array.forEach(ApiDocument::closeAny);
            case null, default -> {
                // a leaf
            }
        }
    }
}
