package io.lotty.access.http;

import io.lotty.access.Actor;
import io.lotty.access.Email;
import io.lotty.access.LogIn;
import io.lotty.access.PasswordCheck;
import io.lotty.access.PasswordKeeping;
import io.lotty.access.Passwords;
import io.lotty.access.Users;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;

public final class AuthRoutes {
    private static final String LOG_IN = "/api/v1/auth/login";
    private static final String REFRESH = "/api/v1/auth/refresh";
    private static final String LOG_OUT = "/api/v1/auth/logout";

    /** Where a session begins, goes on and ends: an access token, most likely an expired one, has no say there. */
    static final Set<String> TOKENLESS = Set.of(LOG_IN, REFRESH, LOG_OUT);

    private static final int MAX_TYPED = 1_000;

    private final Parts parts;

    public AuthRoutes(Parts parts) {
        this.parts = parts;
    }

    /** What log-in is made of. */
    public record Parts(
            LogIn logIn,
            PasswordKeeping passwords,
            Users users,
            Tokens tokens,
            ClientAddresses addresses,
            Stamps stamps) {}

    public void mount(Operations operations) {
        operations
                .session(LOG_IN, "logIn", this::logIn)
                .session(REFRESH, "refreshToken", this::refresh)
                .session(LOG_OUT, "logOut", this::logOut)
                .session("/api/v1/auth/password", "changePassword", this::changePassword)
                .get("/api/v1/auth/me", "getMe", this::me);
    }

    private Answer logIn(Call call) {
        var body = call.body();
        var email = body.text("email", Email::new).required();
        var password = body.prose("password", MAX_TYPED).required();
        body.finish();
        var claim = new PasswordCheck.Claim(
                email.get(), password.get(), parts.addresses().of(call.context().request()));
        return session(parts.logIn().withPassword(claim, now()));
    }

    private Answer refresh(Call call) {
        return session(parts.logIn().withRefreshToken(refreshToken(call), now()));
    }

    private Answer logOut(Call call) {
        parts.logIn().out(refreshToken(call));
        return Answer.nothing();
    }

    private Answer changePassword(Call call) {
        var stamp = parts.stamps().of(call);
        var body = call.body();
        var current = body.prose("current_password", MAX_TYPED).required();
        var next = body.text("new_password", Passwords::checked).required();
        body.finish();
        var from = parts.addresses().of(call.context().request());
        return session(parts.passwords().change(new PasswordKeeping.Wish(current.get(), next.get(), from), stamp));
    }

    private Answer me(Call call) {
        var user = parts.users()
                .find(call.caller(Actor.class).id())
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
                        .put("access_token", parts.tokens().accessToken(session.user()))
                        .put("refresh_token", session.refreshToken())
                        .put("token_type", "Bearer")
                        .put("expires_in", Tokens.LIFETIME.toSeconds()))
                .with("Cache-Control", "no-store");
    }

    private Instant now() {
        return parts.stamps().clock().instant();
    }
}
