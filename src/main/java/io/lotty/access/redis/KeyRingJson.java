package io.lotty.access.redis;

import io.lotty.access.ApiKey;
import io.lotty.access.KeyRing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;

public final class KeyRingJson {
    private KeyRingJson() {}

    public static JsonArray encode(KeyRing ring) {
        var keys = new JsonArray();
        ring.scopes().entrySet().stream()
                .map(key -> new JsonObject()
                        .put("hash", HexFormat.of().formatHex(key.getKey().array()))
                        .put("scope", key.getValue().text()))
                .forEach(keys::add);
        return keys;
    }

    public static KeyRing decode(JsonArray keys) {
        var scopes = new HashMap<ByteBuffer, ApiKey.Scope>();
        keys.stream().map(JsonObject.class::cast).forEach(key -> {
            var hash = HexFormat.of().parseHex(key.getString("hash"));
            scopes.put(ByteBuffer.wrap(hash), ApiKey.Scope.of(key.getString("scope")));
        });
        return new KeyRing(scopes);
    }
}
