package io.lotty.access;

import io.lotty.id.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Refresh tokens ever given, by the hash of their secret. */
public interface RefreshTokens {
    void add(byte[] tokenHash, UUID family, UserId user, Instant expiresAt);

    /**
     * Spends a token and adds the next of its family in one step, and tells whose it is. Exactly one of several concurrent
     * callers gets through. A token that was spent before, or whose user has left, ends its whole family instead: it is in
     * two hands, or in the wrong ones.
     */
    Optional<User> rotate(byte[] tokenHash, Next next, Instant now);

    /** Ends the family of a token: log-out. */
    void endFamily(byte[] tokenHash);

    /** The token to go on with. */
    @SuppressWarnings("ArrayRecordComponent") // travels from here to the store and is never compared
    record Next(byte[] tokenHash, Instant expiresAt) {}
}
