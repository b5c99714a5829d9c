package io.lotty.app;

import io.lotty.app.embedded.EmbeddedStores;
import io.lotty.app.setting.Settings;
import java.util.Optional;

/** Where the stores are, embedded or given. An edge alone has no Postgres: then it is empty, and nobody asks. */
record StoreUrls(String postgres, String redis, String eventsRedis) {
    static StoreUrls of(Settings.Stores given, Optional<EmbeddedStores> embedded) {
        var redis = given.redisUrl()
                .or(() -> embedded.map(EmbeddedStores::redisUrl))
                .orElseThrow();
        return new StoreUrls(
                given.postgresUrl()
                        .or(() -> embedded.map(EmbeddedStores::postgresUrl))
                        .orElse(""),
                redis,
                given.eventsRedisUrl().orElse(redis));
    }
}
