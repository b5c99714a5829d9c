package io.lotty.access;

import io.lotty.id.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Refresh tokens ever given, by the hash of their secret. */
public interface RefreshTokens {
    void add(byte[] tokenHash, UUID family, UserId user, Instant expiresAt);

    /**
     * Spends a token: exactly one of several concurrent callers gets it. A token that was spent before ends its whole
     * family, because it is in two hands.
     */
    Optional<Spent> spend(byte[] tokenHash, Instant now);

    /** Ends the family of a token: log-out. */
    void endFamily(byte[] tokenHash);

    /** A token just spent. */
    record Spent(UUID family, User user) {}
}
