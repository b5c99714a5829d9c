package io.lotty.app.configuration;

import io.lotty.access.redis.KeyRingJson;
import io.lotty.decision.redis.PlanJson;
import io.lotty.event.redis.CatalogueJson;
import io.vertx.core.buffer.Buffer;

/**
 * A configuration as it travels through Redis and lies on disk; {@link ConfigurationReader} reads it. Flags are written one
 * by one, so that there is never a tree of all of them. Equal configurations give equal bytes.
 */
final class ConfigurationJson {
    private static final int FORMAT = 1;

    private ConfigurationJson() {}

    static Buffer encode(Configuration configuration) {
        var plan = configuration.plan();
        var text = Buffer.buffer()
                .appendString("{\"format\":" + FORMAT)
                .appendString(",\"revision\":" + configuration.revision())
                .appendString(",\"participation\":")
                .appendBuffer(PlanJson.encode(plan.participation()).toBuffer())
                .appendString(",\"flags\":[");
        var separator = "";
        for (var flag : plan.flags()) {
            text.appendString(separator).appendBuffer(PlanJson.encode(flag).toBuffer());
            separator = ",";
        }
        return text.appendString("],\"event_types\":")
                .appendBuffer(CatalogueJson.encode(configuration.events()).toBuffer())
                .appendString(",\"api_keys\":")
                .appendBuffer(KeyRingJson.encode(configuration.keys()).toBuffer())
                .appendString("}");
    }

    static void check(int format) {
        if (format != FORMAT) {
            throw new IllegalArgumentException("a configuration of format " + format + ", not " + FORMAT);
        }
    }
}
