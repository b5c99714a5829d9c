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

/** Access tokens: short-lived JWTs (HS256) that name the user and nothing else. */
public final class Tokens {
    public static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String ISSUER = "lotty";

    private final JWTAuth auth;

    public Tokens(Vertx vertx, String secret) {
        var key = new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret);
        this.auth = JWTAuth.create(
                vertx, new JWTAuthOptions().addPubSecKey(key).setJWTOptions(new JWTOptions().setIssuer(ISSUER)));
    }

    public String accessToken(User user) {
        var options = new JWTOptions()
                .setAlgorithm("HS256")
                .setIssuer(ISSUER)
                .setSubject(user.id().toString())
                .setExpiresInSeconds((int) LIFETIME.toSeconds());
        return auth.generateToken(new JsonObject(), options);
    }

    /** Whom a token speaks for; empty when it is forged, expired or not ours. */
    public Optional<UserId> read(String token) {
        try {
            var user = auth.authenticate(new TokenCredentials(token)).await();
            return Optional.ofNullable(user.subject()).map(UserId::of);
        } catch (Throwable refused) {
            return Optional.empty();
        }
    }
}
