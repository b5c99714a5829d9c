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
    private final RefreshTokens tokens;
    private final Supplier<byte[]> random;

    public LogIn(Users users, RefreshTokens tokens, Supplier<byte[]> random) {
        this.users = users;
        this.tokens = tokens;
        this.random = random;
    }

    /** Who is in, and the secret with which to stay in. */
    public record Session(User user, String refreshToken) {}

    /** Refuses a wrong password and an unknown user in the same words and the same time. */
    public Session withPassword(Email email, String password, Instant now) {
        var credentials = users.credentials(email);
        if (credentials.isEmpty()) {
            Passwords.pretend(password);
        }
        var user = credentials
                .filter(known -> Passwords.matches(password, known.passwordHash()))
                .map(Users.Credentials::user)
                .filter(User::active)
                .orElseThrow(() -> new Refusal.Unauthenticated("E-mail or password is wrong."));
        var token = Secrets.make(PREFIX, random);
        tokens.add(Secrets.hash(token), UUID.nameUUIDFromBytes(random.get()), user.id(), now.plus(REFRESH_LIFETIME));
        return new Session(user, token);
    }

    /** Trades a refresh token for the next one; each works once. */
    public Session withRefreshToken(String token, Instant now) {
        var next = Secrets.make(PREFIX, random);
        return tokens.rotate(
                        Secrets.hash(token),
                        new RefreshTokens.Next(Secrets.hash(next), now.plus(REFRESH_LIFETIME)),
                        now)
                .map(user -> new Session(user, next))
                .orElseThrow(
                        () -> new Refusal.Unauthenticated("The refresh token is not valid any more. Log in again."));
    }

    /** Ends the session that the token belongs to; an unknown token is no error. */
    public void out(String token) {
        tokens.endFamily(Secrets.hash(token));
    }

    /** Who a valid access token speaks for, as he is now: roles change and users leave. */
    public Optional<User> current(UserId id) {
        return users.find(id).filter(User::active);
    }
}
