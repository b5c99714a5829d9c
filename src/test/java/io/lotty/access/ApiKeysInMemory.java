package io.lotty.access;

import io.lotty.id.ApiKeyId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** API keys as the store keeps them, without the store; passes {@link ApiKeysContract}. */
final class ApiKeysInMemory implements ApiKeys {
    private final Map<ApiKeyId, ApiKey> keys = new HashMap<>();
    private final Map<ApiKeyId, ByteBuffer> hashes = new HashMap<>();

    @Override
    public void add(ApiKey key, byte[] secretHash, Stamp stamp) {
        keys.put(key.id(), key);
        hashes.put(key.id(), ByteBuffer.wrap(secretHash));
    }

    @Override
    public Optional<ApiKey> find(ApiKeyId id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public Optional<ApiKey.Scope> scopeOf(byte[] secretHash) {
        return Optional.ofNullable(ring().scopes().get(ByteBuffer.wrap(secretHash)));
    }

    @Override
    public Page<ApiKey> list(PageRequest request) {
        var text = request.text().orElse("").toLowerCase(Locale.ROOT);
        var rows = keys.values().stream()
                .filter(key -> key.name().toLowerCase(Locale.ROOT).contains(text))
                .sorted(Comparator.comparing(key -> key.id().toString()))
                .filter(key -> request.after()
                        .filter(after -> key.id().toString().compareTo(after) <= 0)
                        .isEmpty())
                .limit(request.limit() + 1L)
                .toList();
        return Page.cut(rows, request.limit(), key -> key.id().toString());
    }

    @Override
    public void revoke(ApiKeyId id, Stamp stamp) {
        var key = Optional.ofNullable(keys.get(id)).orElseThrow(() -> new Refusal.NotFound("API key", id));
        if (key.revokedAt().isEmpty()) {
            keys.put(id, new ApiKey(id, key.name(), key.scope(), key.createdAt(), Optional.of(stamp.at())));
        }
    }

    KeyRing ring() {
        var scopes = new HashMap<ByteBuffer, ApiKey.Scope>();
        for (var key : keys.values()) {
            if (key.revokedAt().isEmpty()) {
                scopes.put(hashes.getOrDefault(key.id(), ByteBuffer.allocate(0)), key.scope());
            }
        }
        return new KeyRing(scopes);
    }
}
