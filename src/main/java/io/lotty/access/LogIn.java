package io.lotty.access;

import io.lotty.id.UserId;
import io.lotty.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Logging in, staying in, logging out. */
public final class LogIn {
    public static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    private static final String PREFIX = "lr_";

    private final Users users;
    private final PasswordCheck passwords;
    private final RefreshTokens tokens;
    private final Supplier<byte[]> random;

    public LogIn(Users users, PasswordCheck passwords, RefreshTokens tokens, Supplier<byte[]> random) {
        this.users = users;
        this.passwords = passwords;
        this.tokens = tokens;
        this.random = random;
    }

    /** Who is in, and the secret with which to stay in. */
    public record Session(User user, String refreshToken) {
        @Override
        public String toString() {
            return "Session[" + user.id() + "]";
        }
    }

    /** Refuses a wrong password and an unknown user in the same words and the same time, and both after too many tries. */
    public Session withPassword(PasswordCheck.Claim claim, Instant now) {
        return passwords
                .check(claim, now)
                .map(Users.Credentials::user)
                .flatMap(user -> begin(user, now))
                .orElseThrow(() -> new Refusal.Unauthenticated("E-mail or password is wrong."));
    }

    /** A session of somebody who has just proved who he is; empty when his sessions have all ended since. */
    Optional<Session> begin(User user, Instant now) {
        var token = Secrets.make(PREFIX, random);
        boolean isIn = tokens.add(next(token, now), UUID.nameUUIDFromBytes(random.get()), user);
        return isIn ? Optional.of(new Session(user, token)) : Optional.empty();
    }

    /** Trades a refresh token for the next one; each works once. */
    public Session withRefreshToken(String token, Instant now) {
        var next = Secrets.make(PREFIX, random);
        return tokens.rotate(Secrets.hash(token), next(next, now), now)
                .map(user -> new Session(user, next))
                .orElseThrow(
                        () -> new Refusal.Unauthenticated("The refresh token is not valid any more. Log in again."));
    }

    /** Ends the session that the token belongs to; an unknown token is no error. */
    public void out(String token) {
        tokens.endFamily(Secrets.hash(token));
    }

    /** Who an access token of an epoch speaks for, as he is now: roles change, users leave, and epochs end. */
    public Optional<User> current(UserId id, int epoch) {
        return users.find(id).filter(user -> user.active() && user.epoch() == epoch);
    }

    private static RefreshTokens.Next next(String token, Instant now) {
        return new RefreshTokens.Next(Secrets.hash(token), now.plus(REFRESH_LIFETIME));
    }
}
