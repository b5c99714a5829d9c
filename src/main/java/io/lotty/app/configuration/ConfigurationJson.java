package io.lotty.app.configuration;

import io.lotty.access.redis.KeyRingJson;
import io.lotty.decision.Participation;
import io.lotty.decision.redis.PlanJson;
import io.lotty.event.redis.CatalogueJson;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A configuration as it travels through Redis and lies on disk. */
final class ConfigurationJson {
    private static final int FORMAT = 1;

    private ConfigurationJson() {}

    static String encode(Configuration configuration) {
        return new JsonObject()
                .put("format", FORMAT)
                .put("revision", configuration.revision())
                .put("participation", PlanJson.encode(configuration.plan().participation()))
                .put("flags", PlanJson.encode(configuration.plan()))
                .put("event_types", CatalogueJson.encode(configuration.events()))
                .put("api_keys", KeyRingJson.encode(configuration.keys()))
                .encode();
    }

    /** Throws a runtime exception for what {@link #encode} of this format did not write. */
    static Configuration decode(String text) {
        var json = new JsonObject(text);
        if (json.getInteger("format") != FORMAT) {
            throw new IllegalArgumentException(
                    "a configuration of format " + json.getInteger("format") + ", not " + FORMAT);
        }
        long revision = json.getLong("revision");
        var participation = Optional.ofNullable(json.getJsonObject("participation"))
                .map(PlanJson::participation)
                .orElse(Participation.DEFAULT);
        return new Configuration(
                revision,
                PlanJson.decode(revision, participation, json.getJsonArray("flags")),
                CatalogueJson.decode(json.getJsonArray("event_types")),
                KeyRingJson.decode(json.getJsonArray("api_keys")));
    }
}
