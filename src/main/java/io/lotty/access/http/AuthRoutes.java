package io.lotty.access.http;

import io.lotty.access.Actor;
import io.lotty.access.Email;
import io.lotty.access.LogIn;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Set;

public final class AuthRoutes {
    private static final String LOG_IN = "/api/v1/auth/login";
    private static final String REFRESH = "/api/v1/auth/refresh";
    private static final String LOG_OUT = "/api/v1/auth/logout";

    /** Where a session begins, goes on and ends: an access token, most likely an expired one, has no say there. */
    static final Set<String> TOKENLESS = Set.of(LOG_IN, REFRESH, LOG_OUT);

    private final LogIn logIn;
    private final Tokens tokens;
    private final InstantSource clock;

    public AuthRoutes(LogIn logIn, Tokens tokens, InstantSource clock) {
        this.logIn = logIn;
        this.tokens = tokens;
        this.clock = clock;
    }

    public void mount(Operations operations) {
        operations
                .post(LOG_IN, "logIn", this::logIn)
                .post(REFRESH, "refreshToken", this::refresh)
                .post(LOG_OUT, "logOut", this::logOut)
                .get("/api/v1/auth/me", "getMe", this::me);
    }

    private Answer logIn(Call call) {
        var body = call.body();
        var email = body.text("email", Email::new).required();
        var password = body.prose("password", 1_000).required();
        body.finish();
        return session(logIn.withPassword(email.get(), password.get(), clock.instant()));
    }

    private Answer refresh(Call call) {
        return session(logIn.withRefreshToken(refreshToken(call), clock.instant()));
    }

    private Answer logOut(Call call) {
        logIn.out(refreshToken(call));
        return Answer.nothing();
    }

    private Answer me(Call call) {
        var user = logIn.current(call.caller(Actor.class).id())
                .orElseThrow(() -> new Refusal.Unauthenticated("Log in again."));
        return Answer.ok(UserJson.write(user, true));
    }

    private static String refreshToken(Call call) {
        var body = call.body();
        var token = body.name("refresh_token", 200).required();
        body.finish();
        return token.get();
    }

    private Answer session(LogIn.Session session) {
        return Answer.ok(new JsonObject()
                        .put("access_token", tokens.accessToken(session.user()))
                        .put("refresh_token", session.refreshToken())
                        .put("token_type", "Bearer")
                        .put("expires_in", Tokens.LIFETIME.toSeconds()))
                .with("Cache-Control", "no-store");
    }
}
