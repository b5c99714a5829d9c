package io.lotty.access;

import io.lotty.id.ApiKeyId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Making and revoking API keys. */
public final class KeyMaking {
    private final ApiKeys keys;
    private final Supplier<UUID> ids;
    private final Supplier<byte[]> random;

    public KeyMaking(ApiKeys keys, Supplier<UUID> ids, Supplier<byte[]> random) {
        this.keys = keys;
        this.ids = ids;
        this.random = random;
    }

    /** A key and the only sight of its secret. */
    public record Made(ApiKey key, String secret) {}

    public Made make(String name, ApiKey.Scope scope, Stamp stamp) {
        Permission.MANAGE_API_KEYS.require(stamp.actor());
        return add(name, scope, Secrets.make("lk_", random), stamp);
    }

    /** Makes a key with a known secret: the demo's. */
    public Made add(String name, ApiKey.Scope scope, String secret, Stamp stamp) {
        var key = new ApiKey(new ApiKeyId(ids.get()), name, scope, stamp.at(), Optional.empty());
        keys.add(key, Secrets.hash(secret), stamp);
        return new Made(key, secret);
    }

    public void revoke(ApiKeyId id, Stamp stamp) {
        Permission.MANAGE_API_KEYS.require(stamp.actor());
        keys.revoke(id, stamp);
    }
}
