package io.lotty.bench;

import io.lotty.access.Secrets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Configurations as management publishes them: flags in the order of their numbers, the first of which are tried. */
public final class Configurations {
    static final String API_KEY = "lotty_client_of_the_benchmarks";
    /** Whose default is the revision, by which one sees that a configuration has arrived. */
    static final String REVISION_FLAG = "bench_revision";

    private static final int SHARE = 500_000;
    private static final String RULE =
            "country IN [\"DE\", \"FR\", \"IT\"] AND app_version >= \"1.6.0\" AND (plan == \"pro\" OR age > 21)";

    private Configurations() {}

    /** How large a configuration is; everyone is in the audience of each experiment. */
    public record Size(int flags, int experiments, boolean isTargeted) {}

    public static String document(long revision, Size size) {
        var flags = new JsonArray()
                .add(new JsonObject()
                        .put("key", REVISION_FLAG)
                        .put("type", "number")
                        .put("default", Long.toString(revision)));
        var random = new Random(1);
        for (int i = 0; i < size.flags(); i++) {
            var flag =
                    new JsonObject().put("key", flag(i)).put("type", "string").put("default", "\"grey\"");
            if (i < size.experiments()) {
                flag.put("experiment", experiment(random, size.isTargeted() ? RULE : ""));
            }
            flags.add(flag);
        }
        return new JsonObject()
                .put("format", 1)
                .put("revision", revision)
                .put("flags", flags)
                .put("event_types", eventTypes())
                .put("api_keys", new JsonArray().add(key()))
                .encode();
    }

    /** The first flags, as the field of a request. */
    public static String asking(int flags) {
        return IntStream.range(0, flags)
                .mapToObj(i -> "\"" + flag(i) + "\"")
                .collect(Collectors.joining(",", ",\"flags\":[", "]"));
    }

    /** Attributes of somebody whom the rule addresses. */
    public static String attributes() {
        return ",\"attributes\":{\"country\":\"DE\",\"app_version\":\"2.10.1\",\"plan\":\"pro\",\"age\":34,"
                + "\"platform\":\"ios\",\"is_beta\":false}";
    }

    static String flag(int number) {
        return "flag_%05d".formatted(number);
    }

    private static JsonObject experiment(Random random, String rule) {
        var salt = new byte[16];
        random.nextBytes(salt);
        return new JsonObject()
                .put("id", new UUID(random.nextLong(), random.nextLong()).toString())
                .put("version", 1)
                .put("paused", false)
                .put("intake_paused", false)
                .put("salt", HexFormat.of().formatHex(salt))
                .put("targeting", rule)
                .put("sticky_requires_targeting", true)
                .put(
                        "variants",
                        new JsonArray().add(variant("control", "\"blue\"")).add(variant("other", "\"green\"")));
    }

    private static JsonArray eventTypes() {
        var amount = new JsonObject()
                .put("type", "object")
                .put(
                        "properties",
                        new JsonObject()
                                .put(
                                        "amount",
                                        new JsonObject().put("type", "number").put("minimum", 0))
                                .put("currency", new JsonObject().put("type", "string")))
                .put("required", new JsonArray().add("amount"));
        return new JsonArray()
                .add(eventType("exposure", false, new JsonObject()))
                .add(eventType("click", true, new JsonObject()))
                .add(eventType("purchase", true, amount));
    }

    private static JsonObject eventType(String key, boolean requiresExposure, JsonObject schema) {
        var longAgo = "2026-01-01T00:00:00Z";
        return new JsonObject()
                .put("key", key)
                .put("name", key)
                .put("description", "")
                .put("category", "technical")
                .put("requires_exposure", requiresExposure)
                .put("is_exposure", key.equals("exposure"))
                .put("schema", schema.encode())
                .put("revision", 1)
                .put("created_at", longAgo)
                .put("updated_at", longAgo);
    }

    private static JsonObject variant(String name, String value) {
        return new JsonObject().put("name", name).put("value", value).put("weight", SHARE);
    }

    private static JsonObject key() {
        return new JsonObject()
                .put("hash", HexFormat.of().formatHex(Secrets.hash(API_KEY)))
                .put("scope", "client");
    }
}
