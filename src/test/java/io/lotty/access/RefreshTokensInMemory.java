package io.lotty.access;

import io.lotty.id.UserId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Refresh tokens as the store keeps them, without the store; passes {@link RefreshTokensContract}. */
final class RefreshTokensInMemory implements RefreshTokens {
    private record Token(UUID family, UserId user, Instant expiresAt) {}

    private final Users users;
    private final Map<ByteBuffer, Token> tokens = new HashMap<>();
    private final Set<ByteBuffer> spent = new HashSet<>();

    RefreshTokensInMemory(Users users) {
        this.users = users;
    }

    @Override
    public synchronized void add(byte[] tokenHash, UUID family, UserId user, Instant expiresAt) {
        tokens.put(ByteBuffer.wrap(tokenHash), new Token(family, user, expiresAt));
    }

    @Override
    public synchronized Optional<User> rotate(byte[] tokenHash, Next next, Instant now) {
        var hash = ByteBuffer.wrap(tokenHash);
        var valid = Optional.ofNullable(tokens.get(hash))
                .filter(token -> !spent.contains(hash) && token.expiresAt().isAfter(now));
        var user = valid.flatMap(token -> users.find(token.user())).filter(User::active);
        if (user.isPresent()) {
            spent.add(hash);
            valid.ifPresent(token -> add(next.tokenHash(), token.family(), token.user(), next.expiresAt()));
        } else {
            endFamily(tokenHash);
        }
        return user;
    }

    @Override
    public synchronized void endFamily(byte[] tokenHash) {
        var known = Optional.ofNullable(tokens.get(ByteBuffer.wrap(tokenHash)));
        known.ifPresent(
                ended -> tokens.values().removeIf(token -> token.family().equals(ended.family())));
    }
}
