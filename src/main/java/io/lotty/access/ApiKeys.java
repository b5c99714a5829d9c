package io.lotty.access;

import io.lotty.id.ApiKeyId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;

/** The API keys that were made, revoked ones too. */
public interface ApiKeys {
    void add(ApiKey key, byte[] secretHash, Stamp stamp);

    Page<ApiKey> list(PageRequest request);

    /** Revokes at once; refuses an unknown key, and is no error for one revoked before. */
    void revoke(ApiKeyId id, Stamp stamp);
}
