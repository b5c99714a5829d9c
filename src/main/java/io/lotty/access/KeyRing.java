package io.lotty.access;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** The valid API keys, as an edge holds them in memory: hash of the secret → scope. Immutable. */
public record KeyRing(Map<ByteBuffer, ApiKey.Scope> scopes) {
    public static final KeyRing EMPTY = new KeyRing(Map.of());

    public KeyRing {
        scopes = Map.copyOf(scopes);
    }

    /** What the bearer of the secret may do; empty for an unknown or revoked one. No I/O. */
    public Optional<ApiKey.Scope> scopeOf(String secret) {
        return Optional.ofNullable(scopes.get(ByteBuffer.wrap(Secrets.hash(secret))));
    }
}
