package io.lotty.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Refresh tokens ever given, by the hash of their secret. Those that expired are forgotten in passing. */
public interface RefreshTokens {
    /**
     * Begins a family; false, and nothing is kept, when the user has left or all his sessions have ended since he was
     * read: so a password that was replaced while it was being checked opens nothing.
     */
    boolean add(Next first, UUID family, User user);

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
