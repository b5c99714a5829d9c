package io.lotty.demo;

import io.lotty.demo.LottyClient.Credential;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** One signed-in person. Signs in again when the token has run out. Used by one thread. */
final class Session {
    private final LottyClient lotty;
    private final Login login;
    private Credential credential;

    private Session(LottyClient lotty, Login login, Credential credential) {
        this.lotty = lotty;
        this.login = login;
        this.credential = credential;
    }

    static Session open(LottyClient lotty, Login login) {
        return new Session(lotty, login, signIn(lotty, login));
    }

    private static Credential signIn(LottyClient lotty, Login login) {
        var body = new JsonObject().put("email", login.email()).put("password", login.password());
        var answer = lotty.post("/auth/login", Credential.NONE, body);
        return Credential.bearer(
                answer.orStop("let " + login.email() + " log in").getString("access_token"));
    }

    Answer get(String path) {
        return asked(me -> lotty.get(path, me));
    }

    Answer post(String path, JsonObject body) {
        return asked(me -> lotty.post(path, me, body));
    }

    private Answer asked(Function<Credential, Answer> question) {
        var answer = question.apply(credential);
        if (answer.status() != 401) {
            return answer;
        }
        credential = signIn(lotty, login);
        return question.apply(credential);
    }
}
