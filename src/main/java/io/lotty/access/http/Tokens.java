package io.lotty.access.http;

import io.lotty.access.User;
import io.lotty.id.UserId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.util.Optional;

/** Access tokens: short-lived JWTs (HS256) that name the user, his epoch and nothing else. */
public final class Tokens {
    public static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String ISSUER = "lotty";
    private static final String EPOCH = "epoch";

    private final JWTAuth auth;

    public Tokens(Vertx vertx, String secret) {
        var key = new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret);
        this.auth = JWTAuth.create(
                vertx, new JWTAuthOptions().addPubSecKey(key).setJWTOptions(new JWTOptions().setIssuer(ISSUER)));
    }

    /** What a valid token says. */
    public record Said(UserId user, int epoch) {}

    public String accessToken(User user) {
        var options = new JWTOptions()
                .setAlgorithm("HS256")
                .setIssuer(ISSUER)
                .setSubject(user.id().toString())
                .setExpiresInSeconds((int) LIFETIME.toSeconds());
        return auth.generateToken(new JsonObject().put(EPOCH, user.epoch()), options);
    }

    /** Empty for a token that is forged, expired or not ours. */
    public Optional<Said> read(String token) {
        try {
            var user = auth.authenticate(new TokenCredentials(token)).await();
            var epoch = user.<Object>get(EPOCH) instanceof Integer number ? number : null;
            return user.subject() == null || epoch == null
                    ? Optional.empty()
                    : Optional.of(new Said(UserId.of(user.subject()), epoch));
        } catch (Throwable refused) {
            return Optional.empty();
        }
    }
}
