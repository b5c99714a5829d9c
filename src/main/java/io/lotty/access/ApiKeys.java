package io.lotty.access;

import io.lotty.id.ApiKeyId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.Optional;

/** The API keys that were made, revoked ones too. */
public interface ApiKeys {
    void add(ApiKey key, byte[] secretHash, Stamp stamp);

    Optional<ApiKey> find(ApiKeyId id);

    /** What the bearer of the secret may do at this moment; empty for an unknown or revoked one. */
    Optional<ApiKey.Scope> scopeOf(byte[] secretHash);

    Page<ApiKey> list(PageRequest request);

    /** Revokes at once; refuses an unknown key, and is no error for one revoked before. */
    void revoke(ApiKeyId id, Stamp stamp);
}
