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
    private record Token(UUID family, UserId user, int epoch, Instant expiresAt) {}

    private final Users users;
    private final Map<ByteBuffer, Token> tokens = new HashMap<>();
    private final Set<ByteBuffer> spent = new HashSet<>();

    RefreshTokensInMemory(Users users) {
        this.users = users;
    }

    @Override
    public synchronized boolean add(Next first, UUID family, User user) {
        var current = users.find(user.id()).filter(known -> known.active() && known.epoch() == user.epoch());
        current.ifPresent(known -> put(first, family, known));
        return current.isPresent();
    }

    @Override
    public synchronized Optional<User> rotate(byte[] tokenHash, Next next, Instant now) {
        var hash = ByteBuffer.wrap(tokenHash);
        var valid = Optional.ofNullable(tokens.get(hash))
                .filter(token -> !spent.contains(hash) && token.expiresAt().isAfter(now));
        var user = valid.flatMap(
                token -> users.find(token.user()).filter(known -> known.active() && known.epoch() == token.epoch()));
        if (user.isPresent()) {
            spent.add(hash);
            valid.ifPresent(token -> put(next, token.family(), user.get()));
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

    private void put(Next next, UUID family, User user) {
        tokens.put(ByteBuffer.wrap(next.tokenHash()), new Token(family, user.id(), user.epoch(), next.expiresAt()));
    }
}
